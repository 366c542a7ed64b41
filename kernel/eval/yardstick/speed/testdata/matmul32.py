import sys
import time


def matrix(n, scale):
    return [[float((i * scale + j) % 17) for j in range(n)] for i in range(n)]


def multiply(a, b):
    n = len(a)
    c = matrix(n, 0)
    for i in range(n):
        for j in range(n):
            total = 0.0
            for k in range(n):
                total += a[i][k] * b[k][j]
            c[i][j] = total
    return c


start = time.perf_counter()
c = multiply(matrix(110, 3), matrix(110, 5))
print("%.1f %.1f" % (c[3][7], c[100][50]))
print("elapsed", time.perf_counter() - start, file=sys.stderr)
