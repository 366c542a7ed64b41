"""Optimisers: path [11, 2] is ten steps down Rosenbrock's valley
(1-x)² + 5(y-x²)² from (-1.2, 1), the start included. Clipping: the gradients of two
parameters before (g1, g2) and after."""
import torch

from case import record


def walk(name, make, **settings):
    p = torch.tensor([-1.2, 1.0], requires_grad=True)
    opt = make([p], **settings)
    path = [p.detach().clone()]

    def loss():
        opt.zero_grad()
        f = (1 - p[0]) ** 2 + 5 * (p[1] - p[0] ** 2) ** 2
        f.backward()
        return f

    for _ in range(10):
        opt.step(loss)
        path.append(p.detach().clone())
    return record(name, {"start": path[0]}, settings, {"path": torch.stack(path)})


def clip(name, f, **settings):
    g = {"g1": torch.tensor([[3.0, -4.0], [0.5, 1.0]]), "g2": torch.tensor([12.0])}
    params = [torch.zeros_like(t, requires_grad=True) for t in g.values()]
    for p, t in zip(params, g.values()):
        p.grad = t.clone()
    norm = f(params, **settings)
    out = {k: p.grad for k, p in zip(g, params)}
    return record(name, g, settings, out if norm is None else out | {"norm": norm})


def cases():
    o, u = torch.optim, torch.nn.utils
    return [
        walk("SGD", o.SGD, lr=0.02),
        walk("SGD momentum", o.SGD, lr=0.02, momentum=0.9),
        walk("SGD Nesterov", o.SGD, lr=0.02, momentum=0.9, nesterov=True),
        walk("SGD weight decay", o.SGD, lr=0.02, weight_decay=0.1),
        walk("SGD momentum weight decay", o.SGD, lr=0.02, momentum=0.9, weight_decay=0.1),
        walk("AdaGrad", o.Adagrad, lr=0.2, eps=1e-10),
        walk("AdaGrad eps", o.Adagrad, lr=0.2, eps=1e-2),
        walk("RMSProp", o.RMSprop, lr=0.02, alpha=0.99, eps=1e-8),
        walk("RMSProp alpha 0.9", o.RMSprop, lr=0.02, alpha=0.9, eps=1e-7),
        walk("RMSProp momentum", o.RMSprop, lr=0.02, alpha=0.9, eps=1e-8, momentum=0.5),
        walk("RMSProp weight decay", o.RMSprop, lr=0.02, alpha=0.99, eps=1e-8, weight_decay=0.1),
        walk("Adam", o.Adam, lr=0.1),
        walk("Adam betas", o.Adam, lr=0.1, betas=(0.8, 0.99), eps=1e-3),
        walk("Adam weight decay", o.Adam, lr=0.1, weight_decay=0.1),
        walk("AdamW", o.AdamW, lr=0.1, weight_decay=0.1),
        walk("AdamW default", o.AdamW, lr=0.1),  # PyTorch's default weight decay is 0.01
        # Another line search takes another path: compare the place where it ends, (1, 1).
        walk("L-BFGS", o.LBFGS, lr=1, line_search_fn="strong_wolfe"),
        # PyTorch divides by norm + 1e-6.
        clip("ClipGradNorm", u.clip_grad_norm_, max_norm=2.0),
        clip("ClipGradNorm small gradients", u.clip_grad_norm_, max_norm=100.0),
        clip("ClipGradValue", u.clip_grad_value_, clip_value=3.5),
    ]
