import sys
import time


def counter(step):
    n = 0

    def count():
        nonlocal n
        n += step
        return n

    return count


def integrate(f, lo, hi, n):
    h, total = (hi - lo) / n, 0.0
    for i in range(n):
        total += f(lo + (i + 0.5) * h) * h
    return total


def main():
    one, three, total = counter(1), counter(3), 0
    for _ in range(500000):
        total += three() - one()
    k = 0.5
    print("%d %.6f" % (total, integrate(lambda x: k * x * x, 0, 3, 500000)))


start = time.perf_counter()
main()
print("elapsed", time.perf_counter() - start, file=sys.stderr)
