import sys
import time


def build(n):
    parts = []
    for i in range(n):
        if i > 0:
            parts.append("; ")
        parts.append("item ")
        parts.append(str(i))
        parts.append("=")
        parts.append("x" * (i % 7))
    return "".join(parts)


start = time.perf_counter()
s = build(150000)
print(len(s), s.count("x"), s[len(s) - 20:])
print("elapsed", time.perf_counter() - start, file=sys.stderr)
