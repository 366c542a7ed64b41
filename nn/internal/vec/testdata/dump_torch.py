#!/usr/bin/env python3
"""Writes torch.json, the values that torch_test.go compares with.

    python3 -m venv venv && venv/bin/pip install torch numpy
    venv/bin/python nn/internal/vec/testdata/dump_torch.py

The Go test reads torch.json only. Everything is float64; the seed is fixed.
"""
import json
import pathlib

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.manual_seed(0)


def flat(t):
    return t.detach().reshape(-1).tolist()


def optimizers():
    O = torch.optim
    makers = {
        "SGD": lambda p: O.SGD(p, lr=0.1, weight_decay=0.01),
        "Momentum": lambda p: O.SGD(p, lr=0.1, momentum=0.9, weight_decay=0.01),
        "Nesterov": lambda p: O.SGD(p, lr=0.1, momentum=0.9, weight_decay=0.01, nesterov=True),
        "Adam": lambda p: O.Adam(p, lr=0.1, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.01),
        "AdamW": lambda p: O.AdamW(p, lr=0.1, betas=(0.8, 0.95), eps=1e-6, weight_decay=0.1),
        "RMSProp": lambda p: O.RMSprop(p, lr=0.1, alpha=0.9, eps=1e-6, weight_decay=0.01),
        "RMSProp, momentum": lambda p: O.RMSprop(p, lr=0.1, alpha=0.9, eps=1e-6, weight_decay=0.01, momentum=0.8),
        "AdaGrad": lambda p: O.Adagrad(p, lr=0.1, eps=1e-6, weight_decay=0.01),
    }
    start = torch.randn(19)
    grads = [torch.randn(19) for _ in range(5)]
    out = {"start": flat(start), "grads": [flat(g) for g in grads], "end": {}}
    for name, make in makers.items():
        p = start.clone().requires_grad_()
        o = make([p])
        for g in grads:
            p.grad = g.clone()
            o.step()
        out["end"][name] = flat(p)
    return out


def activations():
    x = torch.cat([torch.randn(12) * 3, torch.tensor([0.0, -1000.0, 1000.0, 1e-9])])
    f = {
        "ReLU": F.relu, "Tanh": torch.tanh, "Sigmoid": torch.sigmoid, "SiLU": F.silu,
        "Softplus": F.softplus, "GELU": F.gelu, "GELUTanh": lambda v: F.gelu(v, approximate="tanh"),
        "Softmax": lambda v: F.softmax(v.reshape(4, 4), 1), "LogSoftmax": lambda v: F.log_softmax(v.reshape(4, 4), 1),
        "LeakyReLU": lambda v: F.leaky_relu(v, 0.2), "ELU": lambda v: F.elu(v, 0.7),
    }
    return {"x": flat(x), "y": {name: flat(g(x)) for name, g in f.items()}}


def recurrent():
    n, k, hidden = 3, 2, 5
    x, h, c = torch.randn(n, k), torch.randn(n, hidden), torch.randn(n, hidden)
    lstm, gru = torch.nn.LSTMCell(k, hidden), torch.nn.GRUCell(k, hidden)
    h1, c1 = lstm(x, (h, c))
    return {
        "hidden": hidden, "h": flat(h), "c": flat(c),
        "lstm": {"gates": flat(x @ lstm.weight_ih.T + h @ lstm.weight_hh.T), "bias": flat(lstm.bias_ih + lstm.bias_hh),
                 "h": flat(h1), "c": flat(c1)},
        "gru": {"gx": flat(x @ gru.weight_ih.T), "gh": flat(h @ gru.weight_hh.T), "biasX": flat(gru.bias_ih),
                "biasH": flat(gru.bias_hh), "h": flat(gru(x, h))},
    }


def losses():
    x = torch.randn(4, 3) * 2
    labels = torch.tensor([2, 0, 1, 1])
    target = torch.rand(4, 3)
    gamma, beta = torch.randn(3), torch.randn(3)
    return {
        "x": flat(x), "labels": labels.tolist(), "target": flat(target),
        "crossEntropy": F.cross_entropy(x, labels, reduction="sum").item(),
        "binary": F.binary_cross_entropy_with_logits(x, target, reduction="sum").item(),
        "squared": F.mse_loss(x, target, reduction="sum").item(),
        "gamma": flat(gamma), "beta": flat(beta), "layerNorm": flat(F.layer_norm(x, (3,), gamma, beta, 1e-5)),
    }


out = {"torch": torch.__version__, "optimizers": optimizers(), "activations": activations(),
       "recurrent": recurrent(), "losses": losses()}
pathlib.Path(__file__).with_name("torch.json").write_text(json.dumps(out, indent=1) + "\n")
