"""MaxPool, AvgPool, global average pooling. Where a window has its maximum twice,
the gradient goes to the first."""
import torch
import torch.nn.functional as F

from case import case

to2 = lambda x: x.permute(0, 3, 1, 2)  # NHWC → NCHW
from2 = lambda y: y.permute(0, 2, 3, 1)
swap = lambda x: x.permute(0, 2, 1)  # NTC ↔ NCT


def max1(x, size, **s):
    return swap(F.max_pool1d(swap(x), size, **s))


def max2(x, size, **s):
    return from2(F.max_pool2d(to2(x), size, **s))


def avg1(x, size, **s):
    return swap(F.avg_pool1d(swap(x), size, **s))


def avg2(x, size, **s):
    # padding counts as zeros (count_include_pad), PyTorch's default
    return from2(F.avg_pool2d(to2(x), size, **s))


def global1(x):
    return F.adaptive_avg_pool1d(swap(x), 1).flatten(1)  # [N, C]


def global2(x):
    return F.adaptive_avg_pool2d(to2(x), 1).flatten(1)  # [N, C]


def cases():
    ties = torch.tensor([0.0, 0, 1, 0, 0, 0, 1, 1, 2, 2, -1, -1, 2, 3, -1, -1]).reshape(1, 4, 4, 1)
    return [
        case("MaxPool1D 2", max1, dict(x=(2, 6, 2)), size=2),
        case("MaxPool1D 3 stride 2", max1, dict(x=(1, 8, 2)), size=3, stride=2),
        case("MaxPool2D 2", max2, dict(x=(2, 4, 4, 2)), size=2),
        case("MaxPool2D 2 odd", max2, dict(x=(1, 5, 7, 2)), size=2),
        case("MaxPool2D 3 stride 2", max2, dict(x=(1, 7, 5, 2)), size=3, stride=2),
        case("MaxPool2D 3 stride 1", max2, dict(x=(1, 4, 5, 1)), size=3, stride=1),
        case("MaxPool2D 3 stride 2 padding 1", max2, dict(x=(1, 5, 5, 1)), size=3, stride=2, padding=1),
        case("MaxPool2D ties", max2, dict(x=ties), size=2),
        case("AvgPool1D 2", avg1, dict(x=(2, 6, 2)), size=2),
        case("AvgPool1D 3 stride 2", avg1, dict(x=(1, 8, 2)), size=3, stride=2),
        case("AvgPool2D 2", avg2, dict(x=(2, 4, 4, 2)), size=2),
        case("AvgPool2D 2 odd", avg2, dict(x=(1, 5, 7, 2)), size=2),
        case("AvgPool2D 3 stride 2", avg2, dict(x=(1, 7, 5, 2)), size=3, stride=2),
        case("AvgPool2D 3 stride 2 padding 1", avg2, dict(x=(1, 5, 5, 1)), size=3, stride=2, padding=1),
        case("GlobalAvgPool1D", global1, dict(x=(2, 5, 3))),
        case("GlobalAvgPool2D", global2, dict(x=(2, 3, 4, 3))),
    ]
