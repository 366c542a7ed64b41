"""RNN, GRU, LSTM: x [N, T, in] → y [N, T, H], the hidden state after every step;
h and c [N, H] are the state after the last one, h0 and c0 the initial state (zero
if absent). G gates lie side by side in W [in, G·H], U [H, G·H] and B [G·H], in
PyTorch's order:

    LSTM  i, f, g, o     input, forget, candidate, output (Keras's order, too)
    GRU   r, z, n        reset, update, new (Keras: z, r, n)

PyTorch has two biases. In RNN and LSTM only their sum matters, so B is PyTorch's
bias_ih and bias_hh is zero. In GRU the second one acts inside the reset gate,
n = tanh(x·Wn + Bn + r ⊙ (h·Un + BUn)): B is bias_ih, BU [3H] is bias_hh (its r and
z parts are zero, as they add to B's). Layer 2 has W2, U2, B2."""
import torch
from torch.func import functional_call

from case import case, random


def run(module, x, p, states=()):
    """Calls PyTorch's module with the parameters p, in nn's layout."""
    params = {}
    for layer, suffix in enumerate(["", "2"][: module.num_layers]):
        b = p["B" + suffix]
        params |= {
            f"weight_ih_l{layer}": p["W" + suffix].T,
            f"weight_hh_l{layer}": p["U" + suffix].T,
            f"bias_ih_l{layer}": b,
            f"bias_hh_l{layer}": p.get("BU" + suffix, torch.zeros_like(b)),
        }
    if not states:
        args = (x,)
    else:
        args = (x, states[0][None] if len(states) == 1 else tuple(s[None] for s in states))
    return functional_call(module, params, args)


def rnn(x, h0=None, activation="tanh", **p):
    m = torch.nn.RNN(x.shape[2], p["U"].shape[0], len(p) // 3, nonlinearity=activation, batch_first=True)
    y, h = run(m, x, p, () if h0 is None else (h0,))
    return {"y": y, "h": h[-1]}


def gru(x, h0=None, **p):
    y, h = run(torch.nn.GRU(x.shape[2], p["U"].shape[0], batch_first=True), x, p, () if h0 is None else (h0,))
    return {"y": y, "h": h[-1]}


def lstm(x, h0=None, c0=None, **p):
    m = torch.nn.LSTM(x.shape[2], p["U"].shape[0], len(p) // 3, batch_first=True)
    y, (h, c) = run(m, x, p, () if h0 is None else (h0, c0))
    out = {"y": y, "h": h[-1], "c": c[-1]}
    if len(p) == 3:
        out |= lstm_by_hand(x, h0, c0, y.detach(), **p)
    return out


@torch.no_grad()
def lstm_by_hand(x, h0, c0, want, W, U, B):
    """The gates i, f, g, o [N, T, H] and cells [N, T, H] of every step, which
    PyTorch does not give."""
    h = torch.zeros(len(x), len(U)) if h0 is None else h0
    c = torch.zeros(len(x), len(U)) if c0 is None else c0
    gates, cells, ys = [], [], []
    for t in range(x.shape[1]):
        i, f, g, o = (x[:, t] @ W + h @ U + B).chunk(4, 1)
        i, f, g, o = i.sigmoid(), f.sigmoid(), g.tanh(), o.sigmoid()
        c = f * c + i * g
        h = o * c.tanh()
        gates.append((i, f, g, o)), cells.append(c), ys.append(h)
    torch.testing.assert_close(torch.stack(ys, 1), want)
    named = {k: torch.stack([step[n] for step in gates], 1) for n, k in enumerate("ifgo")}
    return named | {"cells": torch.stack(cells, 1)}


def cases():
    def inputs(gates, n=2, t=4, features=3, hidden=2, **more):
        return dict(x=(n, t, features), W=(features, gates * hidden), U=(hidden, gates * hidden), B=(gates * hidden,)) | more

    second = lambda gates, hidden=2: dict(W2=(hidden, gates * hidden), U2=(hidden, gates * hidden), B2=(gates * hidden,))
    gru_bias = lambda name: torch.cat([torch.zeros(4), random(name, b=(2,))["b"]])
    return [
        case("RNN", rnn, inputs(1)),
        case("RNN ReLU", rnn, inputs(1), activation="relu"),
        case("RNN h0", rnn, inputs(1, h0=(2, 2))),
        case("RNN one step", rnn, inputs(1, t=1)),
        case("RNN 2 layers", rnn, inputs(1, **second(1))),
        case("GRU", gru, inputs(3, BU=gru_bias("GRU"))),
        case("GRU h0", gru, inputs(3, BU=gru_bias("GRU h0"), h0=(2, 2))),
        case("LSTM", lstm, inputs(4)),
        case("LSTM h0 c0", lstm, inputs(4, h0=(2, 2), c0=(2, 2))),
        case("LSTM one step", lstm, inputs(4, n=1, t=1)),
        case("LSTM hidden 5", lstm, inputs(4, n=3, t=2, hidden=5)),
        case("LSTM 2 layers", lstm, inputs(4, **second(4))),
    ]
