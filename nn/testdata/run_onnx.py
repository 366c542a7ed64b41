"""Runs every graph of a folder with onnxruntime, for TestEveryLayerInONNXRuntime:
beside name.onnx lies name.safetensors with x, and y as nn predicts it."""
import pathlib
import sys

import numpy as np
import onnx
import onnxruntime
from safetensors import safe_open

onnxruntime.set_default_logger_severity(3)
good = 0
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.onnx")):
    with safe_open(path.with_suffix(".safetensors"), "np") as f:
        x, y, model = f.get_tensor("x"), f.get_tensor("y"), f.metadata()["model"]
    try:
        onnx.checker.check_model(str(path), full_check=True)
        session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
        got = session.run(None, {"input": x})[0]
        one = session.run(None, {"input": x[:1]})[0]  # a batch of another size
    except Exception as e:
        print(model, type(e).__name__, e)
        continue
    error = np.abs(got - y).max() / max(1, np.abs(y).max()) if got.shape == y.shape else got.shape
    if got.shape == y.shape and error <= 1e-5 and one.shape == y[:1].shape:
        good += 1
    else:
        print(model, "differs from nn by", error)
print(good, "graphs")
