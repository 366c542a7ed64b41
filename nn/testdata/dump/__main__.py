"""Writes ../conv.json, pool.json, norm.json, recurrent.json, attention.json,
activation.json, loss.json, optimizer.json, schedule.json and metrics.json: the
values that nn's layers, losses, optimisers, schedules and metrics are compared
with. Those of metrics.json are scikit-learn's, all others PyTorch's.

    python3 -m venv venv && venv/bin/pip install torch numpy scikit-learn
    venv/bin/python nn/testdata/dump            # all groups
    venv/bin/python nn/testdata/dump conv pool  # these only

The Go tests read the JSON files only. Each is

    {"torch": "2.15.0", "cases": [case, ...]}

with a case of

    name      unique in its file: the layer's name in nn, and what is special
    inputs    {name: tensor}: x, the parameters (W, B, ...), targets, masks
    settings  {name: number or text}, with PyTorch's names: stride, padding, momentum, ...
    outputs   {name: tensor}: y, and state such as h, c, runningMean
    grads     {name: tensor}: for those inputs that are differentiated, the
              gradient of the number that GradCheck's scalar makes of y,
              Σ cos(i+0.5)·yᵢ over the elements in the layout below
              (of y itself if that is a single number)

and a tensor {"shape": [2, 3], "data": [six numbers]}, row-major, float64.
Inputs are rounded to two digits, so they are exact; the rest has 13 digits.

Everything is in nn's layout, not in PyTorch's; the functions of each group
convert:

    images     [N, H, W, C]           PyTorch [N, C, H, W]
    sequences  [N, T, features]       PyTorch, for convolutions, [N, C, T]
    Linear     W [in, out]            PyTorch [out, in]
    Conv2D     W [kh, kw, in/groups, out]    PyTorch [out, in/groups, kh, kw]
    recurrent  W [in, G·H], U [H, G·H], B [G·H]   PyTorch the transposed ones
    attention  Wq, Wk, Wv, Wo [E, E]         PyTorch one [3E, E], transposed
"""
import importlib
import json
import pathlib
import sys

import torch

GROUPS = "conv pool norm recurrent attention activation loss optimizer schedule metrics".split()


sys.dont_write_bytecode = True  # no __pycache__ in the repo


def main():
    torch.set_default_dtype(torch.float64)
    for group in sys.argv[1:] or GROUPS:
        cases = importlib.import_module(group).cases()
        lines = ",\n".join(json.dumps(c, separators=(",", ":"), ensure_ascii=False) for c in cases)
        path = pathlib.Path(__file__).parent.with_name(group + ".json")
        path.write_text(f'{{"torch":"{torch.__version__.split("+")[0]}","cases":[\n{lines}\n]}}\n')
        print(f"{path.name}: {len(cases)} cases, {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
