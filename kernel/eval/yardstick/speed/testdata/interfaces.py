import sys
import time


class Rect:
    __slots__ = ("w", "h")

    def __init__(self, w, h):
        self.w, self.h = w, h

    def area(self):
        return self.w * self.h

    def scale(self, k):
        self.w *= k
        self.h *= k


class Circle:
    __slots__ = ("r",)

    def __init__(self, r):
        self.r = r

    def area(self):
        return 3.14159 * self.r * self.r

    def scale(self, k):
        self.r *= k


class Triangle:
    __slots__ = ("base", "height")

    def __init__(self, base, height):
        self.base, self.height = base, height

    def area(self):
        return self.base * self.height / 2

    def scale(self, k):
        self.base *= k
        self.height *= k


def main():
    shapes = [Rect(1.0, 2.0), Circle(3.0), Triangle(2.0, 5.0), Rect(2.0, 2.0)]
    total = 0.0
    for i in range(250000):
        for s in shapes:
            total += s.area()
        if i % 1000 == 0:
            shapes[i // 1000 % 4].scale(1.001)
    print("%.4f" % total)


start = time.perf_counter()
main()
print("elapsed", time.perf_counter() - start, file=sys.stderr)
