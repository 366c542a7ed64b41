"""JAX, compiled by XLA: a whole epoch is one jitted scan over its batches. The
setting is the number of threads. XLA's convolution is slow inside a scan on a CPU,
so the CNN has a jitted step instead."""
import os
import sys
import time

if hasattr(os, "sched_setaffinity"):  # XLA takes as many threads as it may use cores
    os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[: int(sys.argv[2])]))

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from peer import Work


def uniform(key, shape, fan_in, fan_out):
    """Glorot's."""
    a = (6 / (fan_in + fan_out)) ** 0.5
    return jax.random.uniform(key, shape, jnp.float32, -a, a)


def perceptron(key, sizes):
    keys = jax.random.split(key, len(sizes))
    params = [(uniform(k, (i, o), i, o), jnp.zeros(o)) for k, i, o in zip(keys, sizes, sizes[1:])]

    def net(params, x):
        for w, b in params[:-1]:
            x = jax.nn.relu(x @ w + b)
        w, b = params[-1]
        return x @ w + b

    return params, net


def cnn(key, classes):
    keys = jax.random.split(key, 4)
    convs = [
        (uniform(k, (3, 3, i, o), 9 * i, 9 * o), jnp.zeros(o)) for k, i, o in zip(keys, (1, 32, 64), (32, 64, 128))
    ]
    dense, head = perceptron(keys[3], [128 * 6 * 6, 128, classes])

    def net(params, x):
        convs, dense = params
        for w, b in convs:
            x = lax.conv_general_dilated(x, w, (1, 1), "VALID", dimension_numbers=("NHWC", "HWIO", "NHWC"))
            x = lax.reduce_window(jax.nn.relu(x + b), -jnp.inf, lax.max, (1, 2, 2, 1), (1, 2, 2, 1), "VALID")
        return head(dense, x.reshape(len(x), -1))

    return (convs, dense), net


def lstm(key, features, hidden, classes):
    k1, k2, k3 = jax.random.split(key, 3)
    dense, head = perceptron(k3, [hidden, classes])
    cell = uniform(k1, (features, 4 * hidden), features, 4 * hidden), uniform(k2, (hidden, 4 * hidden), hidden, 4 * hidden)

    def net(params, x):
        (w, u), b, dense = params
        xw = jnp.einsum("nti,ij->tnj", x, w) + b  # all steps' inputs in one product

        def step(state, z):
            h, c = state
            i, f, g, o = jnp.split(z + h @ u, 4, 1)
            c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
            return (jax.nn.sigmoid(o) * jnp.tanh(c), c), None

        zero = jnp.zeros((len(x), hidden))
        return head(dense, lax.scan(step, (zero, zero), xw)[0][0])

    return (cell, jnp.zeros(4 * hidden), dense), net


def make(work):
    key = jax.random.PRNGKey(0)
    if work.name == "cnn":
        return cnn(key, work.classes)
    if work.name == "lstm":
        return lstm(key, 28, 128, work.classes)
    return perceptron(key, work.dense())


def training(work):
    x, y = (jnp.asarray(a) for a in work.data())
    params, net = make(work)

    def loss(params, x, y):
        z = net(params, x)
        if work.classes == 1:
            return jnp.mean(jax.nn.softplus(z[:, 0]) - z[:, 0] * y)
        return -jnp.mean(jnp.take_along_axis(jax.nn.log_softmax(z), y[:, None], 1))

    def step(state, x, y):
        p, m, v, t = state
        g = jax.grad(loss)(p, x, y)
        each = lambda f, *trees: jax.tree.map(f, *trees)
        if work.optimizer == "sgd":
            return each(lambda p, g: p - work.lr * g, p, g), m, v, t
        t = t + 1
        m = each(lambda m, g: 0.9 * m + 0.1 * g, m, g)
        v = each(lambda v, g: 0.999 * v + 0.001 * g * g, v, g)
        a, s = work.lr / (1 - 0.9**t), 1 / jnp.sqrt(1 - 0.999**t)
        p = each(lambda p, m, v: p - a * m / (jnp.sqrt(v) * s + 1e-8), p, m, v)
        return p, m, v, t

    @jax.jit
    def epoch(state, order):
        if work.batch >= len(x):  # as many steps as order has rows, all with all samples
            return lax.scan(lambda s, _: (step(s, x, y), None), state, order)[0]
        return lax.scan(lambda s, i: (step(s, x[i], y[i]), None), state, order)[0]

    @jax.jit
    def one(state, i):
        return step(state, x[i], y[i])

    if work.name == "cnn":
        def epoch(state, order):
            for i in order:
                state = one(state, i)
            return state

    zero = jax.tree.map(jnp.zeros_like, params)
    initial = params, zero, zero, jnp.float32(0)
    orders = work.orders()

    def train():
        state = initial
        if work.batch >= len(x):  # one scan over all epochs
            rounds, samples = [np.zeros(work.epochs)], len(x) * work.epochs
        else:
            rounds = [next(orders) for _ in range(work.epochs)]
            samples = sum(o.size for o in rounds)
        start = time.perf_counter()
        for order in rounds:
            state = epoch(state, order)
        jax.block_until_ready(state)
        seconds = time.perf_counter() - start
        final = lambda: np.mean([loss(state[0], x[i : i + 512], y[i : i + 512]) for i in range(0, len(x) - len(x) % 512 or 1, 512)])
        return samples, seconds, final

    return train


work = Work()
work.serve("JAX " + jax.__version__, training(work))
