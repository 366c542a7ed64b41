# Threads and the queue written in C: the fastest of what Python has for it.
import sys
import threading
import time
from queue import SimpleQueue

N = 120000


def worker(jobs, results):
    total = 0
    while (n := jobs.get()) is not None:
        results.put(n * n % 7)
        total += n
    results.put(-total)


def feed(jobs):
    for i in range(N):
        jobs.put(i)
    for _ in range(3):
        jobs.put(None)


def main():
    jobs, results = SimpleQueue(), SimpleQueue()
    for _ in range(3):
        threading.Thread(target=worker, args=(jobs, results)).start()
    threading.Thread(target=feed, args=(jobs,)).start()
    total = 0
    for _ in range(N + 3):
        total += results.get()
    print(total)


start = time.perf_counter()
main()
print("elapsed", time.perf_counter() - start, file=sys.stderr)
