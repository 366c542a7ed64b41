import sys
import time
from math import sqrt


def at(i, j):
    return 1 / ((i + j) * (i + j + 1) // 2 + i + 1)


def apply(v, transposed):
    out = [0.0] * len(v)
    for i in range(len(out)):
        total = 0.0
        for j, x in enumerate(v):
            if transposed:
                total += at(j, i) * x
            else:
                total += at(i, j) * x
        out[i] = total
    return out


def norm(n):
    u = [1.0] * n
    for _ in range(5):
        v = apply(apply(u, False), True)
        u = apply(apply(v, False), True)
    uv = vv = 0.0
    for i in range(n):
        uv += u[i] * v[i]
        vv += v[i] * v[i]
    return sqrt(uv / vv)


start = time.perf_counter()
print("%.6f" % norm(200))
print("elapsed", time.perf_counter() - start, file=sys.stderr)
