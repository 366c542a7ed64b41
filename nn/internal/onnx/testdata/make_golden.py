#!/usr/bin/env python3
"""Writes golden.onnx, which TestGolden builds with this package, with onnx's own.

    python3 -m venv venv && venv/bin/pip install onnx numpy
    venv/bin/python nn/internal/onnx/testdata/make_golden.py
"""
import pathlib

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

weights = numpy_helper.from_array(np.array([[0.5, -1, 2], [2, 0.25, -1]], np.float32), "W")
shape = numpy_helper.from_array(np.array([0, 3, 1], np.int64), "shape")
graph = helper.make_graph(
    [
        helper.make_node("MatMul", ["x", "W"], ["MatMul_out"], "MatMul"),
        helper.make_node("LeakyRelu", ["MatMul_out"], ["LeakyRelu_out"], "LeakyRelu", alpha=0.25),
        helper.make_node("LeakyRelu", ["LeakyRelu_out"], ["LeakyRelu_1_out"], "LeakyRelu_1", alpha=0.5),
        helper.make_node("Reshape", ["LeakyRelu_1_out", "shape"], ["Reshape_out"], "Reshape"),
        helper.make_node("MaxPool", ["Reshape_out"], ["MaxPool_out", "MaxPool_out1"], "MaxPool",
                         kernel_shape=[1], ceil_mode=0, auto_pad="NOTSET"),
    ],
    "golden",
    [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", 2])],
    [helper.make_tensor_value_info("MaxPool_out", TensorProto.FLOAT, ["N", 3, 1])],
    [weights, shape],
)
# The order of attributes is the caller's here; the helper sorts them.
pool = graph.node[-1]
pool.attribute.sort(key=lambda a: ["kernel_shape", "ceil_mode", "auto_pad"].index(a.name))
model = helper.make_model(graph, producer_name="gradus", ir_version=8, opset_imports=[helper.make_opsetid("", 17)])
helper.set_model_props(model, {"made": "in a test", "by": "hand"})
model.metadata_props.sort(key=lambda p: p.key)
onnx.checker.check_model(model, full_check=True)
pathlib.Path(__file__).with_name("golden.onnx").write_bytes(model.SerializeToString(deterministic=True))
