"""PyTorch, eager: settings are the number of threads and "fused" or "plain", the
optimiser's kernels. Batches are views of data shuffled once an epoch (no
DataLoader), images are channels last, denormals are flushed: each the faster way."""
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

from peer import Work


class LSTM(nn.Module):
    def __init__(self, features, hidden, classes):
        super().__init__()
        self.lstm = nn.LSTM(features, hidden, batch_first=True)
        self.linear = nn.Linear(hidden, classes)

    def forward(self, x):
        return self.linear(self.lstm(x)[1][0][-1])


def perceptron(sizes):
    layers = []
    for i, o in zip(sizes, sizes[1:]):
        layers += [nn.Linear(i, o), nn.ReLU()]
    return nn.Sequential(*layers[:-1])


def cnn(classes):
    layers = []
    for i, o in [(1, 32), (32, 64), (64, 128)]:
        layers += [nn.Conv2d(i, o, 3), nn.ReLU(), nn.MaxPool2d(2)]
    return nn.Sequential(*layers, nn.Flatten(), nn.Linear(128 * 6 * 6, 128), nn.ReLU(), nn.Linear(128, classes))


def training(work, fused):
    x, y = (torch.from_numpy(a) for a in work.data())
    loss = F.cross_entropy
    if work.classes == 1:
        y, loss = y.float()[:, None], F.binary_cross_entropy_with_logits
    if work.name == "cnn":
        x = x.permute(0, 3, 1, 2)  # seen by PyTorch as [N, C, H, W], stored channels last

    def model():
        torch.manual_seed(0)
        if work.name == "lstm":
            return LSTM(28, 128, work.classes)
        if work.name == "cnn":
            return cnn(work.classes).to(memory_format=torch.channels_last)
        return perceptron(work.dense())

    def train():
        net = model()
        make = torch.optim.SGD if work.optimizer == "sgd" else torch.optim.Adam
        opt = make(net.parameters(), lr=work.lr, fused=fused)
        start = time.perf_counter()
        for _ in range(work.epochs):
            if work.batch < len(x):
                order = torch.randperm(len(x))
                batches = zip(x[order].split(work.batch), y[order].split(work.batch))
            else:
                batches = [(x, y)]
            for xb, yb in batches:
                opt.zero_grad()
                loss(net(xb), yb).backward()
                opt.step()
        seconds = time.perf_counter() - start

        @torch.no_grad()
        def final():
            return sum(loss(net(a), b) * len(a) for a, b in zip(x.split(512), y.split(512))) / len(x)

        return len(x) * work.epochs, seconds, final

    return train


def chain(work):
    """25 × tanh(y + w) on 16 numbers, forward and backward: 50 ops."""
    x, w, one = torch.full((16,), 0.01), torch.full((16,), 0.02, requires_grad=True), torch.ones(16)

    def once():
        w.grad = None
        y = x
        for _ in range(25):
            y = torch.tanh(y + w)
        y.backward(one)

    def train():
        start = time.perf_counter()
        for _ in range(work.epochs * work.shape[0]):
            once()
        return 50 * work.epochs * work.shape[0], time.perf_counter() - start, lambda: w.grad[0]

    return train


def main():
    work = Work()
    threads, optimizer = work.settings
    torch.set_num_threads(int(threads))
    torch.set_flush_denormal(True)
    train = chain(work) if work.name.startswith("chain") else training(work, optimizer == "fused")
    work.serve("PyTorch " + torch.__version__.split("+")[0], train)


main()
