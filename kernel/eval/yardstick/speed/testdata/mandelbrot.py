import sys
import time


def iterations(n, limit):
    total = 0
    for py in range(n):
        for px in range(n):
            cr = 2.5 * px / n - 2
            ci = 2.0 * py / n - 1
            x = y = 0.0
            k = 0
            while k < limit and x * x + y * y <= 4:
                x, y = x * x - y * y + cr, 2 * x * y + ci
                k += 1
            total += k
    return total


start = time.perf_counter()
print(iterations(120, 200))
print("elapsed", time.perf_counter() - start, file=sys.stderr)
