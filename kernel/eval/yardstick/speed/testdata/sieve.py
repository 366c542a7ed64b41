import sys
import time


def primes(n):
    composite = [False] * (n + 1)
    count = 0
    for i in range(2, n + 1):
        if composite[i]:
            continue
        count += 1
        for j in range(i * i, n + 1, i):
            composite[j] = True
    return count


start = time.perf_counter()
print(primes(1000000))
print("elapsed", time.perf_counter() - start, file=sys.stderr)
