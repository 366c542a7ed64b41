import sys
import time


def mapped(items, f):
    out = []
    for v in items:
        out.append(f(v))
    return out


def add(items):
    s = 0
    for v in items:
        s += v
    return s


def largest(items):
    best = items[0]
    for v in items:
        if v > best:
            best = v
    return best


def main():
    ints = [i * 7919 % 1000 for i in range(1000)]
    total = 0.0
    for round in range(800):
        halves = mapped(ints, lambda n: (n + round) / 2)
        total += add(halves) + largest(halves) - add(ints) % (largest(ints) + 1)
    print("%.1f" % total)


start = time.perf_counter()
main()
print("elapsed", time.perf_counter() - start, file=sys.stderr)
