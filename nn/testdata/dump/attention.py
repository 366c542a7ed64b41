"""Embedding, MultiHeadAttention, TransformerBlock, sinusoidal positions.

In a mask 1 means "may look at" and 0 "is hidden" (as in Keras; PyTorch's boolean
masks say the opposite): mask [T, S] for all samples, or keys [N, S] for the keys
of each sample. Parameters are those of the layers inside: Wq, Bq, Wk, Bk, Wv, Bv, Wo,
Bo of the attention, W1 [E, F], B1, W2 [F, E], B2 of the feed-forward network,
gamma1, beta1, gamma2, beta2 of the norms (1 beside the attention)."""
import torch
import torch.nn.functional as F
from torch.func import functional_call

from case import case, record


def embedding(x, W):
    return F.embedding(x, W)


def attention_params(p):
    return {
        "in_proj_weight": torch.cat([p["Wq"].T, p["Wk"].T, p["Wv"].T]),
        "in_proj_bias": torch.cat([p["Bq"], p["Bk"], p["Bv"]]),
        "out_proj.weight": p["Wo"].T,
        "out_proj.bias": p["Bo"],
    }


def attention(x, heads, context=None, mask=None, keys=None, **p):
    """Attends from x [N, T, E] to context [N, S, E], to x itself if absent. weights
    [N, heads, T, S] are the attention weights."""
    context = x if context is None else context
    m = torch.nn.MultiheadAttention(x.shape[2], heads, batch_first=True)
    hidden = dict(attn_mask=None if mask is None else mask == 0, key_padding_mask=None if keys is None else keys == 0)
    y, w = functional_call(m, attention_params(p), (x, context, context), dict(average_attn_weights=False, **hidden))
    return {"y": y, "weights": w}


def block(x, heads, activation, norm_first, mask=None, **p):
    m = torch.nn.TransformerEncoderLayer(
        x.shape[2], heads, len(p["B1"]), dropout=0, activation=activation, norm_first=norm_first, batch_first=True
    )
    params = {"self_attn." + k: t for k, t in attention_params(p).items()}
    params |= {"linear1.weight": p["W1"].T, "linear1.bias": p["B1"], "linear2.weight": p["W2"].T, "linear2.bias": p["B2"]}
    params |= {f"norm{i}.weight": p[f"gamma{i}"] for i in "12"} | {f"norm{i}.bias": p[f"beta{i}"] for i in "12"}
    return functional_call(m, params, (x,), dict(src_mask=None if mask is None else mask == 0))


def positions(length, features):
    """sin(t/10000^(2i/E)) at even, cos at odd features (A. Vaswani et al. 2017, 3.5)."""
    angle = torch.arange(length)[:, None] / 10000.0 ** (torch.arange(0, features, 2) / features)
    y = torch.stack([angle.sin(), angle.cos()], 2).flatten(1)
    return record("PositionalEncoding sinusoidal", {}, dict(length=length, features=features), {"y": y})


def cases():
    E, ff = 4, 6
    weights = {w: (E, E) for w in ("Wq", "Wk", "Wv", "Wo")} | {b: (E,) for b in ("Bq", "Bk", "Bv", "Bo")}
    feed_forward = dict(W1=(E, ff), B1=(ff,), W2=(ff, E), B2=(E,))
    norms = dict(gamma1=(E,), beta1=(E,), gamma2=(E,), beta2=(E,))
    x = dict(x=(2, 3, E))
    causal = dict(mask=torch.ones(3, 3).tril())
    mine = lambda name, more={}, given={}, **s: case("MultiHeadAttention" + name, attention, x | weights | more, given, **s)
    whole = lambda name, given={}, **s: case("TransformerBlock" + name, block, x | weights | feed_forward | norms, given, heads=2, **s)
    return [
        case("Embedding", embedding, dict(W=(5, 3)), dict(x=torch.tensor([[0, 4, 1], [4, 4, 2]]))),
        case("Embedding vector", embedding, dict(W=(4, 2)), dict(x=torch.tensor([3, 0, 3]))),
        mine("", heads=2),
        mine(" one head", heads=1),
        mine(" causal", given=causal, heads=2),
        mine(" keys", given=dict(keys=torch.tensor([[1.0, 1, 0], [0, 1, 1]])), heads=2),
        mine(" context", more=dict(context=(2, 5, E)), heads=2),
        whole(" norm first GELU", activation="gelu", norm_first=True),
        whole(" norm first ReLU causal", causal, activation="relu", norm_first=True),
        whole(" norm last ReLU", activation="relu", norm_first=False),
        whole(" norm last GELU causal", causal, activation="gelu", norm_first=False),
        positions(6, 8),
    ]
