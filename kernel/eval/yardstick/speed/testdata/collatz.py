import sys
import time


def longest(limit):
    steps = at = 0
    for i in range(1, limit):
        count = 0
        n = i
        while n != 1:
            if n % 2 == 0:
                n //= 2
            else:
                n = 3 * n + 1
            count += 1
        if count > steps:
            steps, at = count, i
    return steps, at


start = time.perf_counter()
print(*longest(30000))
print("elapsed", time.perf_counter() - start, file=sys.stderr)
