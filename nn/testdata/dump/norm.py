"""BatchNorm1D, BatchNorm2D, LayerNorm. gamma and beta are PyTorch's weight and
bias. momentum is PyTorch's: running ← (1-momentum)·running + momentum·batch, and
runningVar is the unbiased variance (divided by n-1), while the batch is
normalised by the biased one (divided by n)."""
import torch
import torch.nn.functional as F

from case import case

channels_first = lambda x: x.movedim(-1, 1)
channels_last = lambda y: y.movedim(1, -1)


def train(x, gamma, beta, momentum, eps):
    """Normalises by the batch; the running statistics begin with 0 and 1."""
    mean, var = torch.zeros(len(gamma)), torch.ones(len(gamma))
    y = F.batch_norm(channels_first(x), mean, var, gamma, beta, True, momentum, eps)
    return {"y": channels_last(y), "runningMean": mean, "runningVar": var}


def infer(x, gamma, beta, runningMean, runningVar, eps):
    y = F.batch_norm(channels_first(x), runningMean, runningVar, gamma, beta, False, 0, eps)
    return channels_last(y)


def layer_norm(x, gamma, beta, eps):
    return F.layer_norm(x, gamma.shape, gamma, beta, eps)


def cases():
    inputs = lambda *x: dict(x=x, gamma=x[-1:], beta=x[-1:])
    running = dict(runningMean=torch.tensor([0.3, -1.2, 2.0]), runningVar=torch.tensor([0.5, 2.0, 1.3]))
    usual = dict(momentum=0.1, eps=1e-5)
    return [
        case("BatchNorm1D train", train, inputs(5, 3), **usual),
        case("BatchNorm1D train momentum 0.01", train, inputs(4, 3), momentum=0.01, eps=1e-3),
        case("BatchNorm1D sequence train", train, inputs(2, 4, 3), **usual),
        case("BatchNorm1D infer", infer, inputs(4, 3), running, eps=1e-5),
        case("BatchNorm2D train", train, inputs(2, 3, 4, 3), **usual),
        case("BatchNorm2D train one image", train, inputs(1, 2, 2, 3), **usual),
        case("BatchNorm2D infer", infer, inputs(2, 2, 3, 3), running, eps=1e-5),
        case("LayerNorm", layer_norm, inputs(4, 5), eps=1e-5),
        case("LayerNorm sequence", layer_norm, inputs(2, 3, 4), eps=1e-5),
        case("LayerNorm eps 0.001", layer_norm, inputs(3, 2), eps=1e-3),
    ]
