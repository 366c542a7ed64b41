"""Serves a model that nn has saved, with FastAPI and PyTorch: the peer of
gradus serve in the load test.

    venv/bin/pip install torch safetensors fastapi "uvicorn[standard]" orjson
    venv/bin/python serve_fastapi.py MODEL.safetensors [--port 8081] [--workers 2]

As there, POST /predict takes {"inputs": [sample, ...]} and answers {"outputs": ...,
"classes": ..., "probabilities": ...}; a wrong shape or a number that is none is
answered with 422. One thread of PyTorch for each worker process is the
fastest for single samples; the body is parsed by orjson, not by pydantic, which
would check every number by itself."""
import argparse
import os
import re

import fastapi
import orjson
import torch
import uvicorn
from safetensors import safe_open

# How nn's layers are made in PyTorch; the arguments are those of nn's.
LAYERS = {
    "Linear": torch.nn.Linear,
    "Conv2D": torch.nn.Conv2d,
    "MaxPool2D": torch.nn.MaxPool2d,
    "ReLU": torch.nn.ReLU,
    "Tanh": torch.nn.Tanh,
    "Sigmoid": torch.nn.Sigmoid,
}


class Flatten(torch.nn.Module):
    def forward(self, x):  # in nn's order, channels last
        return x.movedim(1, -1).flatten(1)


def read_model(path):
    """Makes the layers that the file's metadata name, with the file's parameters."""
    with safe_open(path, "pt") as f:
        text = f.metadata()["gradus.model"]
        tensors = {name: f.get_tensor(name) for name in f.keys()}
    layers = []
    for i, (name, arguments) in enumerate(re.findall(r"nn\.(\w+)\(([\d, ]*)\)", text.removeprefix("nn.Sequential("))):
        if name == "Flatten":
            layers.append(Flatten())
            continue
        layer = LAYERS[name](*map(int, filter(None, arguments.split(","))))
        if f"{i}.W" in tensors:
            w = tensors[f"{i}.W"]
            layer.weight.data = (w.T if w.dim() == 2 else w.permute(3, 2, 0, 1)).contiguous()
            layer.bias.data = tensors[f"{i}.b"]
        layers.append(layer)
    return torch.nn.Sequential(*layers).eval()


def make_app():
    torch.set_num_threads(1)
    model = read_model(os.environ["MODEL"])
    images = isinstance(model[0], torch.nn.Conv2d)
    app = fastapi.FastAPI()

    @app.get("/health")
    async def health():
        return {"status": "ok"}

    @app.post("/predict")
    async def predict(request: fastapi.Request):
        try:
            x = torch.tensor(orjson.loads(await request.body())["inputs"], dtype=torch.float32)
            with torch.inference_mode():
                y = model(x.movedim(-1, 1) if images else x)
        except (KeyError, TypeError, ValueError, RuntimeError) as e:
            raise fastapi.HTTPException(422, str(e))
        p = y.softmax(1)
        answer = {"outputs": y.tolist(), "classes": p.argmax(1).tolist(), "probabilities": p.tolist()}
        return fastapi.Response(orjson.dumps(answer), media_type="application/json")

    return app


if __name__ == "__main__":
    args = argparse.ArgumentParser()
    args.add_argument("model")
    args.add_argument("--port", type=int, default=8081)
    args.add_argument("--workers", type=int, default=2)
    args = args.parse_args()
    os.environ["MODEL"] = args.model
    uvicorn.run(
        "serve_fastapi:make_app",
        factory=True,
        app_dir=os.path.dirname(os.path.abspath(__file__)),
        host="127.0.0.1",
        port=args.port,
        workers=args.workers,
        access_log=False,
        timeout_worker_healthcheck=120,  # importing PyTorch takes seconds
    )
