"""How a case is made: inputs from shapes, the outputs of a function, gradients."""
import math
import zlib

import torch


def random(name, **shapes):
    """Normal numbers of two digits for each shape; seeded by the case's name, so
    that a new case leaves all others as they were. Tensors are kept as given."""
    g = torch.Generator().manual_seed(zlib.crc32(name.encode()))
    return {
        k: (torch.randn(s, generator=g) * 100).round() / 100 if isinstance(s, tuple) else s for k, s in shapes.items()
    }


def scalar(y):
    """What GradCheck differentiates."""
    y = y.reshape(-1)
    if len(y) == 1:
        return y[0]
    return (y * torch.cos(torch.arange(len(y)) + 0.5)).sum()


def case(name, f, inputs, given={}, **settings):
    """The case of f(**inputs, **given, **settings), which returns y or a dict that
    begins with y. An input is a tensor or the shape of a random one; inputs are
    differentiated, given ones (labels, masks, state) are not."""
    inputs, given = random(name, **inputs), random(name + " given", **given)
    leaves = {k: t.clone().requires_grad_() for k, t in inputs.items()}
    outputs = f(**leaves, **given, **settings)
    if not isinstance(outputs, dict):
        outputs = {"y": outputs}
    grads = {}
    if leaves:
        scalar(outputs["y"]).backward()
        grads = {k: t.grad for k, t in leaves.items()}
    return record(name, inputs | given, settings, outputs, grads)


def record(name, inputs, settings, outputs, grads={}):
    tensors = lambda ts: {k: dump(t) for k, t in ts.items()}
    return {
        "name": name,
        "inputs": tensors(inputs),
        "settings": settings,
        "outputs": tensors(outputs),
        "grads": tensors(grads),
    }


def dump(t):
    t = torch.as_tensor(t).detach()
    return {"shape": list(t.shape), "data": [number(v) for v in t.reshape(-1).tolist()]}


def number(v):
    """13 digits, and whole numbers without a point."""
    if not math.isfinite(v):
        raise ValueError(f"{v} has no place in JSON")
    v = float(f"{v:.13g}")
    return int(v) if v == int(v) and abs(v) < 1e15 else v
