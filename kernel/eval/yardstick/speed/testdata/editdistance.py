import sys
import time


def distance(a, b):
    row = list(range(len(b) + 1))
    for i in range(len(a)):
        diagonal = row[0]
        row[0] = i + 1
        for j in range(len(b)):
            best = diagonal
            if a[i] != b[j]:
                best += 1
            if row[j] + 1 < best:
                best = row[j] + 1
            if row[j + 1] + 1 < best:
                best = row[j + 1] + 1
            diagonal = row[j + 1]
            row[j + 1] = best
    return row[len(b)]


def text(n, seed):
    letters = []
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        letters.append(chr(ord("a") + seed // 65536 % 4))
    return "".join(letters)


start = time.perf_counter()
print(distance(text(900, 1), text(1000, 2)))
print("elapsed", time.perf_counter() - start, file=sys.stderr)
