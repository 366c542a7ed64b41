"""Scalar autodiff in Python, in the manner of A. Karpathy's micrograd: every number
is a node of the graph, with a closure for its derivative. A multi-layer perceptron
2-16-16-1 on 100 points of two moons, max-margin loss, full batch. The setting says
whether the garbage collector runs while the clock does."""
import gc
import platform
import random
import sys
import time

from peer import Work


class Value:
    __slots__ = "data", "grad", "inputs", "send"

    def __init__(self, data, inputs=()):
        self.data, self.grad, self.inputs, self.send = data, 0.0, inputs, None

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other))

        def send():
            self.grad += out.grad
            other.grad += out.grad

        out.send = send
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other))

        def send():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out.send = send
        return out

    def relu(self):
        out = Value(self.data if self.data > 0 else 0.0, (self,))

        def send():
            if out.data > 0:
                self.grad += out.grad

        out.send = send
        return out

    def backward(self):
        order, seen = [], set()

        def visit(v):
            if v not in seen:
                seen.add(v)
                for u in v.inputs:
                    visit(u)
                order.append(v)

        visit(self)
        self.grad = 1.0
        for v in reversed(order):
            if v.send:
                v.send()


def neuron(weights, bias, inputs):
    for w, x in zip(weights, inputs):
        bias = bias + w * x
    return bias


def training(work):
    x, y = work.data()
    points = [([float(a), float(b)], 1.0 if label else -1.0) for (a, b), label in zip(x, y)]

    def layer(n, m):
        return [([Value(random.uniform(-1, 1)) for _ in range(n)], Value(0.0)) for _ in range(m)]

    def train():
        random.seed(1)
        layers = [layer(2, 16), layer(16, 16), layer(16, 1)]
        params = [p for l in layers for ws, b in l for p in (*ws, b)]

        def step():
            total = Value(0.0)
            for inputs, sign in points:
                h = [Value(v) for v in inputs]
                for l in layers[:-1]:
                    h = [neuron(ws, b, h).relu() for ws, b in l]
                score = neuron(*layers[-1][0], h)
                total = total + (score * -sign + 1.0).relu()
            loss = total * (1 / len(points))
            for p in params:
                p.grad = 0.0
            loss.backward()
            for p in params:
                p.data -= work.lr * p.grad
            return loss.data

        if work.settings == ["no-gc"]:
            gc.disable()
        start = time.perf_counter()
        for _ in range(work.epochs):
            loss = step()
        seconds = time.perf_counter() - start
        gc.enable()
        gc.collect()
        return work.epochs, seconds, lambda: loss

    return train


sys.setrecursionlimit(1_000_000)
work = Work()
work.serve("Python " + platform.python_version(), training(work))
