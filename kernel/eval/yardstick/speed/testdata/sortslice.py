# With a key, as one sorts in Python: no comparison is called back.
import sys
import time


class Record:
    __slots__ = ("name", "score")

    def __init__(self, name, score):
        self.name, self.score = name, score


def main():
    records = []
    seed = 1
    for i in range(40000):
        seed = (seed * 1103515245 + 12345) % 2147483648
        records.append(Record("n%05d" % (i * 7919 % 40000), seed // 65536 % 1000))
    records.sort(key=lambda r: (-r.score, r.name))
    print(records[0].name, records[20000].name, records[39999].score)


start = time.perf_counter()
main()
print("elapsed", time.perf_counter() - start, file=sys.stderr)
