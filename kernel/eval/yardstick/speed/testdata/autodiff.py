import math
import sys
import time


class Value:
    __slots__ = ("data", "grad", "inputs", "backward")

    def __init__(self, data, inputs=()):
        self.data, self.grad, self.inputs, self.backward = data, 0.0, inputs, None

    def add(a, b):
        out = Value(a.data + b.data, (a, b))

        def backward():
            a.grad += out.grad
            b.grad += out.grad

        out.backward = backward
        return out

    def mul(a, b):
        out = Value(a.data * b.data, (a, b))

        def backward():
            a.grad += b.data * out.grad
            b.grad += a.data * out.grad

        out.backward = backward
        return out

    def tanh(a):
        t = math.tanh(a.data)
        out = Value(t, (a,))

        def backward():
            a.grad += (1 - t * t) * out.grad

        out.backward = backward
        return out

    def run(self):
        order = []
        visit(self, set(), order)
        self.grad = 1.0
        for v in reversed(order):
            if v.backward is not None:
                v.backward()


def visit(v, seen, order):
    if v in seen:
        return
    seen.add(v)
    for i in v.inputs:
        visit(i, seen, order)
    order.append(v)


def main():
    seed = 1

    def random():
        nonlocal seed
        seed = (seed * 1103515245 + 12345) % 2147483648
        return seed / 1073741824 - 1

    sizes = [2, 8, 8, 1]
    layers = []
    params = []
    for l in range(1, len(sizes)):
        layer = []
        for _ in range(sizes[l]):
            neuron = [Value(random()) for _ in range(sizes[l - 1] + 1)]
            params.extend(neuron)
            layer.append(neuron)
        layers.append(layer)
    for _ in range(6):
        loss = Value(0.0)
        for _ in range(16):
            p, q = random(), random()
            x = [Value(p), Value(q)]
            for layer in layers:
                following = []
                for neuron in layer:
                    total = neuron[len(x)]
                    for j in range(len(x)):
                        total = total.add(neuron[j].mul(x[j]))
                    following.append(total.tanh())
                x = following
            diff = x[0].add(Value(-p * q))
            loss = loss.add(diff.mul(diff))
        for v in params:
            v.grad = 0.0
        loss.run()
        for v in params:
            v.data -= 0.01 * v.grad
    print("%.6f" % loss.data)


start = time.perf_counter()
main()
print("elapsed", time.perf_counter() - start, file=sys.stderr)
