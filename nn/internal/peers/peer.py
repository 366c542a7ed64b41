"""What the peers written in Python share: the work to do, and how they are asked.

    python torch_peer.py DIR SETTING...

DIR holds work.json (which model, optimiser, batch size and epochs, how long a round
lasts) and the data, x.f32 and y.f32, float32 as nn uses them. A peer warms up,
prints one JSON line with its version, and then, for every line it reads, trains
anew from the same start, again and again until a round's time is over, and prints
one JSON line:

    {"units": samples trained (or steps, or ops), "seconds": ..., "cpu": ..., "loss": ...}

Only training is timed: not the import, compiling, making the model, nor computing
the loss on all data at the end, which shows that something was learnt."""
import json
import pathlib
import sys
import time

import numpy as np


class Work:
    def __init__(self):
        self.dir = pathlib.Path(sys.argv[1])
        self.settings = sys.argv[2:]
        for key, value in json.loads((self.dir / "work.json").read_text()).items():
            setattr(self, key, value)  # name, optimizer, lr, epochs, batch, shape, classes, seconds

    def data(self):
        """x float32 in the shape of the work, y as whole numbers."""
        x = np.fromfile(self.dir / "x.f32", "<f4").reshape(self.shape)
        y = np.fromfile(self.dir / "y.f32", "<f4").astype(np.int64)
        return x, y

    def orders(self):
        """For every epoch the batches' indices, [steps, batch]; a last, shorter batch
        is left out for those who need one size."""
        steps = self.shape[0] // self.batch
        rng = np.random.default_rng(1)
        while True:
            yield rng.permutation(self.shape[0])[: steps * self.batch].reshape(steps, self.batch)

    def dense(self):
        """The sizes of a multi-layer perceptron."""
        return {
            "moons": [2, 16, 16, 1],
            "moons-full": [2, 16, 16, 1],
            "digits": [64, 128, 64, 10],
            "mlp-sgd": [784, 128, 64, 10],
            "mlp-adam": [784, 128, 64, 10],
        }.get(self.name)

    def serve(self, version, train):
        """train() returns how many units it trained, the seconds, and a function that
        computes the loss."""
        train()  # warm-up: memory is taken, everything is compiled
        print(json.dumps({"version": version}), flush=True)
        for _ in sys.stdin:
            units = seconds = cpu = 0
            end = time.perf_counter() + self.seconds
            while not units or time.perf_counter() < end:
                busy = time.process_time()
                n, s, loss = train()
                cpu += time.process_time() - busy
                units, seconds = units + n, seconds + s
            print(json.dumps({"units": units, "seconds": seconds, "cpu": cpu, "loss": float(loss())}), flush=True)
