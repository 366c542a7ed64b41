"""Activations, at ordinary points, at the kink 0 and far out."""
import torch
import torch.nn.functional as F

from case import case


def cases():
    points = torch.tensor([-800.0, -30, -4, -1.5, -0.5, -0.01, 0, 0.01, 0.5, 1, 3, 30, 800])
    at = lambda name, f, **s: case(name, f, dict(x=points), **s)
    rows = lambda name, f, **s: case(name, f, dict(x=(2, 3, 4)), **s)
    far = torch.tensor([[1000.0, 0, 999], [-1000, -1000, -1001], [0, 0, 0]])
    return [
        at("ReLU", torch.relu),
        at("LeakyReLU 0.01", lambda x, slope: F.leaky_relu(x, slope), slope=0.01),
        at("LeakyReLU 0.2", lambda x, slope: F.leaky_relu(x, slope), slope=0.2),
        at("ELU 1", lambda x, alpha: F.elu(x, alpha), alpha=1),
        at("ELU 0.5", lambda x, alpha: F.elu(x, alpha), alpha=0.5),
        at("GELU", F.gelu),
        at("GELU tanh", lambda x: F.gelu(x, approximate="tanh")),
        at("SiLU", lambda x: F.silu(x)),
        at("Sigmoid", torch.sigmoid),
        at("Tanh", torch.tanh),
        # PyTorch turns to the line y = x above 20, where ln(1+eˣ) still differs by 2e-9.
        at("Softplus", lambda x: F.softplus(x, threshold=100)),
        rows("Softmax", lambda x: x.softmax(-1)),
        rows("Softmax axis 1", lambda x, axis: x.softmax(axis), axis=1),
        rows("LogSoftmax", lambda x: x.log_softmax(-1)),
        rows("LogSoftmax axis 1", lambda x, axis: x.log_softmax(axis), axis=1),
        case("Softmax far", lambda x: x.softmax(-1), dict(x=far)),
        case("LogSoftmax far", lambda x: x.log_softmax(-1), dict(x=far)),
    ]
