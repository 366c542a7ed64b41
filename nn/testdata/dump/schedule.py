"""Schedules: lr[t] is the learning rate of step t = 0, 1, 2, ...; settings have
PyTorch's names. ReduceOnPlateau: lr[t] is the rate after loss[t] was seen."""
import torch
from torch.optim import lr_scheduler as s

from case import record


def optimizer(lr):
    return torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=lr)


def rates(name, make, steps, lr=0.1, **settings):
    opt = optimizer(lr)
    schedule = make(opt, **settings)
    out = []
    for _ in range(steps):
        out.append(opt.param_groups[0]["lr"])
        opt.step()
        schedule.step()
    return record(name, {}, dict(lr=lr) | settings, {"lr": torch.tensor(out)})


def warmup_cosine(opt, warmup, total_steps):
    """Up in a line from lr/warmup to lr in the first warmup steps, then down the cosine to 0."""
    up = s.LinearLR(opt, start_factor=1 / warmup, total_iters=warmup - 1)
    down = s.CosineAnnealingLR(opt, T_max=total_steps - warmup)
    return s.SequentialLR(opt, [up, down], milestones=[warmup])


def one_cycle(opt, **settings):
    return s.OneCycleLR(opt, cycle_momentum=False, **settings)


def plateau(name, losses, lr=0.1, **settings):
    opt = optimizer(lr)
    schedule = s.ReduceLROnPlateau(opt, **settings)
    out = []
    for loss in losses:
        schedule.step(loss)
        out.append(opt.param_groups[0]["lr"])
    return record(name, {"loss": torch.tensor(losses)}, dict(lr=lr) | settings, {"lr": torch.tensor(out)})


def cases():
    losses = [1.0, 0.9, 0.95, 0.91, 0.9, 0.8, 0.8, 0.8, 0.8, 0.8, 0.79999, 0.8, 0.81, 0.7, 0.7, 0.7, 0.7]
    return [
        rates("Step", s.StepLR, 10, step_size=3, gamma=0.5),
        rates("Exponential", s.ExponentialLR, 6, gamma=0.9),
        rates("Cosine", s.CosineAnnealingLR, 11, T_max=10),
        rates("Cosine floor", s.CosineAnnealingLR, 8, T_max=7, eta_min=0.01),
        rates("Warmup", s.LinearLR, 8, start_factor=0.2, total_iters=5),
        rates("Warmup cosine", warmup_cosine, 12, warmup=4, total_steps=12),
        rates("OneCycle", one_cycle, 20, max_lr=0.5, total_steps=20),
        rates("OneCycle settings", one_cycle, 11, max_lr=1.0, total_steps=11, pct_start=0.5, div_factor=10.0, final_div_factor=100.0),
        rates("OneCycle linear", one_cycle, 10, max_lr=0.5, total_steps=10, anneal_strategy="linear"),
        plateau("ReduceOnPlateau", losses, factor=0.5, patience=2),
        plateau("ReduceOnPlateau cooldown", losses, factor=0.1, patience=1, cooldown=2),
        plateau("ReduceOnPlateau floor", losses, factor=0.1, patience=0, min_lr=0.005),
    ]
