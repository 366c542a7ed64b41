"""Conv1D, Conv2D, ConvTranspose2D."""
import torch.nn.functional as F

from case import case


def conv1d(x, W, B=None, **settings):
    # x [N, T, C], W [k, in/groups, out]
    y = F.conv1d(x.permute(0, 2, 1), W.permute(2, 1, 0), B, **settings)
    return y.permute(0, 2, 1)


def conv2d(x, W, B=None, **settings):
    y = F.conv2d(x.permute(0, 3, 1, 2), W.permute(3, 2, 0, 1), B, **settings)
    return y.permute(0, 2, 3, 1)


def conv_transpose2d(x, W, B=None, **settings):
    # W [kh, kw, in, out]; PyTorch [in, out, kh, kw], Keras [kh, kw, out, in].
    y = F.conv_transpose2d(x.permute(0, 3, 1, 2), W.permute(2, 3, 0, 1).contiguous(), B, **settings)
    return y.permute(0, 2, 3, 1)


def cases():
    one = lambda name, x, W, **s: case("Conv1D" + name, conv1d, dict(x=x, W=W, B=W[-1:]), **s)
    two = lambda name, x, W, **s: case("Conv2D" + name, conv2d, dict(x=x, W=W, B=W[-1:]), **s)
    up = lambda name, x, W, **s: case("ConvTranspose2D" + name, conv_transpose2d, dict(x=x, W=W, B=W[-1:]), **s)
    return [
        one("", (2, 6, 2), (3, 2, 3)),
        one(" stride 2", (2, 7, 2), (3, 2, 3), stride=2),
        one(" padding 2", (1, 5, 2), (3, 2, 2), padding=2),
        one(" dilation 2", (1, 7, 2), (3, 2, 2), dilation=2),
        one(" causal size 2 dilation 4", (1, 9, 1), (2, 1, 2), dilation=4),
        one(" groups 2", (1, 5, 4), (3, 2, 6), groups=2),
        one(" all", (2, 9, 4), (3, 2, 4), stride=2, padding=3, dilation=2, groups=2),
        two("", (2, 5, 4, 2), (3, 3, 2, 3)),
        two(" 1 × 1", (2, 3, 3, 3), (1, 1, 3, 2)),
        two(" one pixel", (2, 3, 3, 2), (3, 3, 2, 2)),
        two(" kernel 2 × 3", (1, 4, 5, 2), (2, 3, 2, 2)),
        case("Conv2D no bias", conv2d, dict(x=(1, 4, 4, 2), W=(3, 3, 2, 2))),
        two(" stride 2", (1, 7, 6, 2), (3, 3, 2, 3), stride=2),
        two(" padding 1", (1, 4, 4, 2), (3, 3, 2, 3), padding=1),
        two(" padding 2 kernel 2", (1, 3, 3, 1), (2, 2, 1, 2), padding=2),
        two(" dilation 2", (1, 6, 6, 2), (3, 3, 2, 2), dilation=2),
        two(" groups 2", (1, 4, 4, 4), (3, 3, 2, 6), groups=2),
        two(" depthwise", (1, 4, 5, 3), (3, 3, 1, 3), groups=3, padding=1),
        two(" stride 2 padding 1 dilation 2 groups 2", (2, 7, 6, 4), (3, 3, 2, 4), stride=2, padding=1, dilation=2, groups=2),
        two(" 17 channels", (1, 3, 4, 17), (2, 2, 17, 5)),
        up("", (2, 3, 2, 2), (3, 3, 2, 3)),
        up(" kernel 2 stride 2", (1, 3, 3, 3), (2, 2, 3, 2), stride=2),
        up(" stride 2 padding 1", (1, 3, 4, 2), (3, 3, 2, 2), stride=2, padding=1),
        up(" stride 2 padding 1 output padding 1", (1, 3, 3, 2), (3, 3, 2, 2), stride=2, padding=1, output_padding=1),
        up(" stride 3", (1, 2, 3, 1), (2, 2, 1, 2), stride=3),
    ]
