#!/usr/bin/env python3
"""Writes torch.json, the values and gradients that nn is compared with.

    python3 -m venv venv && venv/bin/pip install torch numpy
    venv/bin/python nn/testdata/dump_torch.py

The Go tests read torch.json only; neither Python nor PyTorch is needed to run
them. Run this again after adding a case; the names of the cases are those of the
table in cases_test.go. Everything is float64; the seed is fixed.
"""
import json
import pathlib

import numpy as np
import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.manual_seed(0)


def dump(t):
    t = t.detach()
    return {"shape": list(t.shape), "data": t.reshape(-1).tolist()}


def randn(*shape):
    return torch.randn(shape)


def positive(*shape):
    return torch.rand(shape) + 0.5


MASK = torch.tensor([[True, False, False], [True, True, False]])

# Every op: its inputs and how PyTorch computes it.
A, B = (2, 3), (3,)
OPS = {
    "Add": ([randn(*A), randn(*A)], torch.add),
    "Add broadcast": ([randn(2, 1, 3), randn(4, 1)], torch.add),
    "Sub": ([randn(*A), randn(*B)], torch.sub),
    "Mul": ([randn(*A), randn(2, 1)], torch.mul),
    "Mul scalar": ([randn(), randn(*A)], torch.mul),
    "Div": ([randn(*A), positive(*B)], torch.div),
    "Neg": ([randn(*A)], torch.neg),
    "Square": ([randn(*A)], torch.square),
    "Sqrt": ([positive(*A)], torch.sqrt),
    "Exp": ([randn(*A)], torch.exp),
    "Log": ([positive(*A)], torch.log),
    "Abs": ([torch.tensor([-2.0, 0.0, 3.0])], torch.abs),
    "Clone": ([randn(*A)], torch.clone),
    "Pow 3": ([torch.tensor([-2.0, 0.0, 1.5])], lambda x: x.pow(3)),
    "Pow -0.5": ([positive(*A)], lambda x: x.pow(-0.5)),
    "Pow 0": ([torch.tensor([-2.0, 0.0, 1.5])], lambda x: x.pow(0)),
    "ReLU": ([torch.tensor([-1.0, 0.0, 2.0])], torch.relu),
    "LeakyReLU": ([torch.tensor([-1.0, 0.0, 2.0])], lambda x: F.leaky_relu(x, 0.1)),
    "Sigmoid": ([torch.tensor([-1000.0, -3.0, 0.0, 2.0, 1000.0])], torch.sigmoid),
    "Tanh": ([torch.tensor([-1000.0, -3.0, 0.0, 2.0, 1000.0])], torch.tanh),
    "Softmax": ([randn(4, 3) * 3], lambda x: x.softmax(-1)),
    "Softmax large": ([torch.tensor([[1000.0, 0.0, 999.0]])], lambda x: x.softmax(-1)),
    "LogSoftmax": ([randn(4, 3) * 3], lambda x: x.log_softmax(-1)),
    "LogSoftmax large": ([torch.tensor([[1000.0, 0.0, 999.0]])], lambda x: x.log_softmax(-1)),
    "MatMul": ([randn(2, 3), randn(3, 4)], torch.matmul),
    "MatMul row": ([randn(3), randn(3, 4)], torch.matmul),
    "MatMul column": ([randn(2, 3), randn(3)], torch.matmul),
    "MatMul dot": ([randn(3), randn(3)], torch.matmul),
    "MatMul batch": ([randn(2, 2, 3), randn(2, 3, 4)], torch.matmul),
    "MatMul batch by matrix": ([randn(2, 2, 3), randn(3, 4)], torch.matmul),
    "Gather": ([randn(3, 2)], lambda x: x[[2, 0, 2]]),
    "Eval": ([randn(6)], lambda x: x.square()),
    "Slice 0": ([randn(4, 2)], lambda x: x[1:3]),
    "Slice 1": ([randn(2, 4, 3)], lambda x: x[:, 1:-1]),
    "Slice -1": ([randn(2, 4, 3)], lambda x: x[..., 0:1]),
    "Index": ([randn(3, 2, 2)], lambda x: x[1] * x[-1]),
    "Concat 0": ([randn(2, 3), randn(1, 3)], lambda x, y: torch.cat([x, y])),
    "Concat -1": ([randn(2, 3), randn(2, 1)], lambda x, y: torch.cat([x, y, x], -1)),
    "Stack 0": ([randn(2, 3), randn(2, 3)], lambda x, y: torch.stack([x, y])),
    "Stack -1": ([randn(2, 3), randn(2, 3)], lambda x, y: torch.stack([x, y], -1)),
    "Permute": ([randn(2, 3, 4)], lambda x: x.permute(2, 0, 1)),
    "Where": ([randn(2, 3), randn(3)], lambda x, y: torch.where(MASK, x, y)),
    "MaskedFill": ([randn(2, 3)], lambda x: x.masked_fill(MASK, 7)),
    "Clip": ([torch.tensor([-2.0, -0.4, 0.3, 0.6])], lambda x: x.clamp(-0.5, 0.5)),
    "Maximum": ([randn(2, 3), randn(3)], torch.maximum),
    "Minimum": ([randn(2, 3), randn(2, 1)], torch.minimum),
    "Min 0": ([randn(2, 3)], lambda x: x.amin(0)),
    "Var": ([randn(2, 3)], lambda x: x.var(correction=0)),
    "Var 0 2": ([randn(2, 3, 4)], lambda x: x.var((0, 2), correction=0)),
    "Std 1": ([randn(2, 3)], lambda x: x.std(1, correction=0)),
    "Cube": ([randn(2, 3), randn(2, 3)], lambda x, y: x**6 * y),
    "T": ([randn(2, 3)], lambda x: x.T),
    "Reshape": ([randn(2, 6)], lambda x: x.reshape(3, -1)),
    "Sum": ([randn(2, 3, 4)], lambda x: x.sum()),
    "Sum 1": ([randn(2, 3, 4)], lambda x: x.sum(1)),
    "Sum 0 -1": ([randn(2, 3, 4)], lambda x: x.sum((0, -1))),
    "Mean": ([randn(2, 3, 4)], lambda x: x.mean()),
    "Mean 0": ([randn(2, 3, 4)], lambda x: x.mean(0)),
    "Max": ([torch.tensor([[1.0, 5.0], [5.0, 2.0]])], lambda x: x.amax()),
    "Max -1": ([torch.tensor([[1.0, 5.0, 5.0], [4.0, 2.0, 3.0]])], lambda x: x.amax(-1)),
    "MSE": ([randn(4, 2), randn(4, 2)], F.mse_loss),
    "CrossEntropy": ([randn(4, 3)], lambda x: F.cross_entropy(x, torch.tensor([0, 2, 1, 2]))),
    "CrossEntropy soft": (
        [randn(2, 3)],
        lambda x: F.cross_entropy(x, torch.tensor([[0.0, 1.0, 0.0], [0.2, 0.3, 0.5]])),
    ),
    "CrossEntropy large": ([torch.tensor([[1000.0, 0.0, -1000.0]])], lambda x: F.cross_entropy(x, torch.tensor([2]))),
    "BinaryCrossEntropy": (
        [torch.tensor([-800.0, -1.0, 0.0, 2.0, 800.0])],
        lambda x: F.binary_cross_entropy_with_logits(x, torch.tensor([0.0, 1.0, 0.25, 1.0, 1.0])),
    ),
    "layer Linear": ([randn(4, 3), randn(3, 2), randn(2)], lambda x, w, b: F.linear(x, w.T, b)),
    "layer Linear 3-D": ([randn(2, 4, 3), randn(3, 2), randn(2)], lambda x, w, b: F.linear(x, w.T, b)),
    "layer ReLU": ([randn(4, 3)], torch.relu),
    "layer LeakyReLU": ([randn(4, 3)], lambda x: F.leaky_relu(x, 0.2)),
    "layer Tanh": ([randn(4, 3)], torch.tanh),
    "layer Sigmoid": ([randn(4, 3)], torch.sigmoid),
    "layer Softmax": ([randn(4, 3)], lambda x: x.softmax(-1)),
    "layer Flatten": ([randn(2, 3, 4)], lambda x: x.flatten(1)),
    "Sequential": (
        [randn(5, 2), randn(2, 4), randn(4), randn(4, 3), randn(3)],
        lambda x, w1, b1, w2, b2: torch.tanh(x @ w1 + b1) @ w2 + b2,
    ),
}


def op_case(name, inputs, f):
    """The gradient is that of the sum of the outputs times fixed weights."""
    inputs = [t.clone().requires_grad_() for t in inputs]
    y = f(*inputs)
    weights = torch.randn_like(y)
    (y * weights).sum().backward()
    return {
        "name": name,
        "inputs": [dump(t) for t in inputs],
        "weights": dump(weights),
        "output": dump(y),
        "grads": [dump(t.grad) for t in inputs],
    }


OPTIMIZERS = {
    "SGD": lambda p: torch.optim.SGD(p, lr=0.02),
    "SGD momentum": lambda p: torch.optim.SGD(p, lr=0.02, momentum=0.9),
    "SGD Nesterov": lambda p: torch.optim.SGD(p, lr=0.02, momentum=0.9, nesterov=True),
    "Adam": lambda p: torch.optim.Adam(p, lr=0.1),
    "Adam betas": lambda p: torch.optim.Adam(p, lr=0.1, betas=(0.8, 0.99), eps=1e-3),
}


def optimizer_case(name, make):
    """Ten steps down Rosenbrock's valley (1-x)² + 5(y-x²)²."""
    p = torch.tensor([-1.2, 1.0], requires_grad=True)
    opt = make([p])
    path = [p.tolist()]
    for _ in range(10):
        opt.zero_grad()
        loss = (1 - p[0]) ** 2 + 5 * (p[1] - p[0] ** 2) ** 2
        loss.backward()
        opt.step()
        path.append(p.tolist())
    return {"name": name, "path": path}


def training_case():
    """Five Adam steps of a two-layer classifier on one batch."""
    x, y = randn(8, 3), torch.tensor([0, 1, 2, 3, 0, 1, 2, 3])
    params = [randn(3, 5) * 0.5, torch.zeros(5), randn(5, 4) * 0.5, torch.zeros(4)]
    start = [dump(p) for p in params]
    for p in params:
        p.requires_grad_()
    w1, b1, w2, b2 = params
    opt = torch.optim.Adam(params, lr=0.05)
    losses = []
    for _ in range(5):
        loss = F.cross_entropy(torch.relu(x @ w1 + b1) @ w2 + b2, y)
        opt.zero_grad()
        loss.backward()
        opt.step()
        losses.append(loss.item())
    return {
        "x": dump(x),
        "labels": y.tolist(),
        "start": start,
        "losses": losses,
        "end": [dump(p) for p in params],
    }


def print_cases():
    """How numpy prints arrays with four digits."""
    inf, nan = float("inf"), float("nan")
    arrays = [
        np.array(3.0),
        np.array([1.0, 2.0, 3.0]),
        np.array([[0.1, 0.25], [-3.0, 12.5]]),
        np.array([1e-5, 1.0]),
        np.array([[123456789.0, 1.5]]),
        np.array([0.001, 2.0]),
        np.array([0.0, -0.0, 0.00012345678]),
        np.array([1.0, nan, -inf, 2.25]),
        np.array([nan, inf]),
        np.array([-inf, nan]),
        np.array([1 / 3, 2 / 3, 12345.678]),
        np.array([99999999.0]),
        np.arange(24.0).reshape(2, 3, 4) / 8,
        np.arange(16.0).reshape(2, 2, 2, 2),
        np.arange(40.0),
        np.arange(60.0).reshape(2, 30) / 7,
        np.arange(1001.0),
        np.arange(1100.0).reshape(11, 100) / 3,
        np.arange(1020.0).reshape(2, 3, 170),
        np.arange(1008.0).reshape(252, 4),
        np.zeros((0,)),
        np.zeros((2, 0)),
    ]
    np.set_printoptions(precision=4)
    # JSON knows neither nan nor inf, so elements are strings.
    return [
        {"shape": list(a.shape), "data": [repr(float(v)) for v in a.reshape(-1)], "text": np.array2string(a)} for a in arrays
    ]


def main():
    out = {
        "torch": torch.__version__.split("+")[0],
        "numpy": np.__version__,
        "ops": [op_case(name, *case) for name, case in OPS.items()],
        "optimizers": [optimizer_case(name, make) for name, make in OPTIMIZERS.items()],
        "training": training_case(),
        "prints": print_cases(),
    }
    path = pathlib.Path(__file__).with_name("torch.json")
    path.write_text(json.dumps(out, indent=None, separators=(",", ":")).replace('{"name"', '\n{"name"') + "\n")


if __name__ == "__main__":
    main()
