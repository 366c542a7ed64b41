import sys
import time


def quicksort(a, lo, hi):
    while lo < hi:
        pivot, i, j = a[(lo + hi) // 2], lo, hi
        while i <= j:
            while a[i] < pivot:
                i += 1
            while a[j] > pivot:
                j -= 1
            if i <= j:
                a[i], a[j] = a[j], a[i]
                i += 1
                j -= 1
        if j - lo < hi - i:
            quicksort(a, lo, j)
            lo = i
        else:
            quicksort(a, i, hi)
            hi = j


def main():
    a = []
    x = 12345
    for _ in range(100000):
        x = (x * 1103515245 + 12345) % 2147483648
        a.append(x)
    quicksort(a, 0, len(a) - 1)
    print(a[0], a[1000], a[-1])


start = time.perf_counter()
main()
print("elapsed", time.perf_counter() - start, file=sys.stderr)
