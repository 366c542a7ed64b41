#!/usr/bin/env python3
"""Writes npy/*.npy, files of numpy that LoadNPY reads in npy_test.go.

    python3 -m venv venv && venv/bin/pip install numpy
    venv/bin/python nn/testdata/dump_npy.py

Every file but scalar, empty and vector holds

    [[[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]], [[12, …], …]]

minus 12 if its type has a sign; of booleans, whether that is even.
"""
import pathlib

import numpy as np

here = pathlib.Path(__file__).parent / "npy"
count = np.arange(24).reshape(2, 3, 4)

for kind in ["f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8"]:
    values = count - (0 if kind[0] == "u" else 12)
    for order, name in [("<", "little"), (">", "big")]:
        if kind[1] != "1" or order == "<":
            np.save(here / f"{kind}-{name}.npy", values.astype(order + kind))
np.save(here / "b1.npy", count % 2 == 0)
np.save(here / "f4-fortran.npy", np.asfortranarray((count - 12).astype("<f4")))
np.save(here / "i4-fortran-big.npy", np.asfortranarray((count - 12).astype(">i4")))
np.save(here / "scalar.npy", np.float64(2.5))
np.save(here / "empty.npy", np.zeros((0, 3), "<f4"))
np.save(here / "vector.npy", np.array([1, np.inf, -np.inf, np.nan], "<f4"))
for version in [(2, 0), (3, 0)]:
    with open(here / f"version-{version[0]}.npy", "wb") as f:
        np.lib.format.write_array(f, (count - 12).astype("<f8"), version=version)
