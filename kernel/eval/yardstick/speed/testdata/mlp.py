import math
import sys
import time


class Layer:
    def __init__(self, inputs, n, random):
        self.w = [[random() / math.sqrt(inputs) for _ in range(inputs)] for _ in range(n)]
        self.b = [0.0] * n
        self.out = [0.0] * n

    def forward(self, x):
        for i, row in enumerate(self.w):
            total = self.b[i]
            for j, v in enumerate(x):
                total += row[j] * v
            self.out[i] = math.tanh(total)
        return self.out

    def backward(self, x, grad, rate):
        back = [0.0] * len(x)
        for i, row in enumerate(self.w):
            d = grad[i] * (1 - self.out[i] * self.out[i])
            for j in range(len(row)):
                back[j] += row[j] * d
                row[j] -= rate * d * x[j]
            self.b[i] -= rate * d
        return back


def main():
    seed = 7

    def random():
        nonlocal seed
        seed = (seed * 1103515245 + 12345) % 2147483648
        return seed / 1073741824 - 1

    a, b, c = Layer(2, 24, random), Layer(24, 24, random), Layer(24, 1, random)
    for _ in range(5):
        loss = 0.0
        for _ in range(300):
            x = [random(), random()]
            y = -1.0
            if x[0] * x[0] + x[1] * x[1] < 0.6:
                y = 1.0
            h1 = a.forward(x)
            h2 = b.forward(h1)
            e = c.forward(h2)[0] - y
            loss += e * e
            a.backward(x, b.backward(h1, c.backward(h2, [2 * e], 0.02), 0.02), 0.02)
    print("%.6f" % (loss / 300))


start = time.perf_counter()
main()
print("elapsed", time.perf_counter() - start, file=sys.stderr)
