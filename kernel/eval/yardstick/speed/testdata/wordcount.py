import sys
import time


def text(n):
    words = []
    seed = 1
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        words.append("Word" + chr(ord("a") + seed // 65536 % 26) + chr(ord("a") + seed // 4096 % 26))
    return ", ".join(words)


def main():
    counts = {}
    for w in text(150000).split():
        w = w.strip(",.").lower()
        counts[w] = counts.get(w, 0) + 1
    best = ""
    for w, n in counts.items():
        top = counts.get(best, 0)
        if n > top or n == top and w < best:
            best = w
    print(len(counts), best, counts[best])


start = time.perf_counter()
main()
print("elapsed", time.perf_counter() - start, file=sys.stderr)
