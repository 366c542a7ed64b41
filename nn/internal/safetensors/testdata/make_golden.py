#!/usr/bin/env python3
"""Writes golden.safetensors with Python's own safetensors.

    python3 -m venv venv && venv/bin/pip install safetensors torch numpy
    venv/bin/python nn/internal/safetensors/testdata/make_golden.py
"""
import pathlib

import torch
from safetensors.torch import save_file

arrays = {
    "f64": torch.tensor([[1.5, -2.0, 1 / 3], [float("inf"), 5e-324, 0.0]], dtype=torch.float64),
    "f32": torch.arange(6, dtype=torch.float32).reshape(3, 1, 2) / 4,
    "f16": torch.tensor([1.0, -0.5, 65504.0, 5.9604645e-08, 6.1035e-05, float("-inf")], dtype=torch.float16),
    "bf16": torch.tensor([1.0, -3.140625, 1e30], dtype=torch.bfloat16),
    "i64": torch.tensor([1 << 40, -7], dtype=torch.int64),
    "i32": torch.tensor([-(1 << 31), 9], dtype=torch.int32),
    "i16": torch.tensor([-300, 300], dtype=torch.int16),
    "i8": torch.tensor([-128, 127], dtype=torch.int8),
    "u8": torch.tensor([0, 255], dtype=torch.uint8),
    "bool": torch.tensor([True, False, True]),
    "scalar": torch.tensor(2.5),
    "empty": torch.zeros(0, 3),
}
save_file(arrays, pathlib.Path(__file__).with_name("golden.safetensors"), metadata={"made": "by Python", "ünï": "“text”"})
