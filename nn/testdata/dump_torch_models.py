#!/usr/bin/env python3
"""Writes torch_*.safetensors: state_dicts of small PyTorch models that LoadTorch is
tested with; an "input" and the model's "output" for it are in the metadata, as JSON.

    python3 -m venv venv && venv/bin/pip install torch safetensors numpy
    venv/bin/python nn/testdata/dump_torch_models.py
"""
import json
import pathlib

import torch
from safetensors.torch import save_file
from torch import nn

torch.manual_seed(0)


class Reader(nn.Module):
    """Two LSTMs in one module, a GRU, an RNN, and names of its own."""

    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(7, 3)
        self.lstm = nn.LSTM(3, 4, num_layers=2, batch_first=True)
        self.gru = nn.GRU(4, 5, batch_first=True)
        self.rnn = nn.RNN(5, 3, nonlinearity="relu", batch_first=True)
        self.norm = nn.LayerNorm(3, eps=1e-3)
        self.head = nn.Linear(3, 2)

    def forward(self, x):
        y = self.rnn(self.gru(self.lstm(self.words(x))[0])[0])[0]
        return self.head(self.norm(y[:, -1]))


class Transformer(nn.Module):
    """Attention by itself, and both kinds of blocks."""

    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(7, 6)
        self.places = nn.Embedding(9, 6)
        self.attention = nn.MultiheadAttention(6, 3, batch_first=True)
        self.before = nn.TransformerEncoderLayer(6, 2, 8, activation="gelu", norm_first=True, batch_first=True)
        self.after = nn.TransformerEncoderLayer(6, 3, 5, batch_first=True)

    def forward(self, x):
        y = self.words(x) + self.places(torch.arange(x.shape[1]))
        y = self.attention(y, y, y, need_weights=False)[0]
        y = self.before(y, src_mask=nn.Transformer.generate_square_subsequent_mask(x.shape[1]), is_causal=True)
        return self.after(y)


MODELS = {
    "mlp": (
        nn.Sequential(nn.Linear(4, 6), nn.ReLU(), nn.BatchNorm1d(6), nn.Sequential(nn.Dropout(0.5), nn.Linear(6, 3))),
        torch.randn(5, 4),
    ),
    "cnn": (
        nn.Sequential(
            nn.Conv2d(2, 4, 3, stride=2, padding=1, groups=2, bias=False),
            nn.BatchNorm2d(4),
            nn.ReLU(),
            nn.ConvTranspose2d(4, 3, (2, 3), stride=2),
            nn.MaxPool2d(2),
            nn.Flatten(),
            nn.Dropout(0.2),
            nn.Linear(3 * 3 * 4, 5),
        ),
        torch.randn(3, 2, 6, 7),
    ),
    "text": (  # sequences, which nn.Embedding gives as [N, T, C] and Conv1d takes as [N, C, T]
        nn.Sequential(nn.Conv1d(3, 4, 3, dilation=2), nn.ReLU(), nn.AvgPool1d(2), nn.Flatten(), nn.Linear(8, 2)),
        torch.randn(3, 3, 8),
    ),
    "flat": (
        nn.Sequential(nn.BatchNorm2d(3), nn.Flatten(), nn.BatchNorm1d(12), nn.Tanh(), nn.Linear(12, 2)),
        torch.randn(3, 3, 2, 2),
    ),
    "words": (nn.Sequential(nn.Embedding(5, 3), nn.Flatten(), nn.Linear(12, 2)), torch.randint(5, (3, 4))),
    "reader": (Reader(), torch.randint(7, (3, 5))),
    "transformer": (Transformer(), torch.randint(7, (3, 5))),
}


def text(t):
    return json.dumps({"shape": list(t.shape), "data": t.reshape(-1).tolist()})


def main():
    for name, (model, x) in MODELS.items():
        torch.manual_seed(len(name))
        for key, value in model.state_dict().items():  # other values than a new model's
            if value.is_floating_point():
                value.copy_(torch.rand_like(value) + 0.5 if "var" in key else torch.randn_like(value) * 0.5)
        with torch.no_grad():
            y = model.eval()(x)
        path = pathlib.Path(__file__).with_name(f"torch_{name}.safetensors")
        save_file(model.state_dict(), path, metadata={"input": text(x), "output": text(y)})
        path.chmod(0o644)


if __name__ == "__main__":
    main()
