"""Metrics, by scikit-learn. confusion[i][j] counts samples of class i taken for j.
A class that never occurs, or is never predicted, counts 0 in the macro means."""
import torch
from sklearn import metrics as m

from case import random, record


def labels(name, target, pred):
    target, pred = torch.tensor(target), torch.tensor(pred)
    p, r, f, support = m.precision_recall_fscore_support(target, pred, zero_division=0)
    out = {"confusion": m.confusion_matrix(target, pred), "precision": p, "recall": r, "f1": f, "support": support}
    macro = m.precision_recall_fscore_support(target, pred, average="macro", zero_division=0)
    out |= {"accuracy": m.accuracy_score(target, pred)}
    out |= dict(zip(("macroPrecision", "macroRecall", "macroF1"), macro))
    out["weightedF1"] = m.f1_score(target, pred, average="weighted", zero_division=0)
    return record(name, {"target": target, "pred": pred}, {}, out)


def auc(name, target, score):
    target, score = torch.tensor(target), torch.tensor(score)
    fpr, tpr, thresholds = m.roc_curve(target, score, drop_intermediate=False)
    # The first point, (0, 0), has the threshold +Inf.
    out = {"auc": m.roc_auc_score(target, score), "fpr": fpr, "tpr": tpr, "thresholds": thresholds[1:]}
    return record(name, {"target": target, "score": score}, {}, out)


def auc_classes(name, target, classes):
    p = random(name, s=(len(target), classes))["s"].softmax(1)
    out = {"macro": m.roc_auc_score(target, p, multi_class="ovr", average="macro")}
    return record(name, {"target": torch.tensor(target), "score": p}, {}, out)


def top(name, target, k, classes):
    s = random(name, s=(len(target), classes))["s"]
    y = m.top_k_accuracy_score(target, s, k=k, labels=range(classes))
    return record(name, {"target": torch.tensor(target), "score": s}, {"k": k}, {"y": y})


def cases():
    ten = [0, 1, 2, 2, 1, 0, 2, 1, 0, 2]
    return [
        labels("two classes", [0, 1, 1, 0, 1, 0, 0, 1], [0, 1, 0, 0, 1, 1, 0, 1]),
        labels("three classes", ten, [0, 2, 2, 2, 1, 0, 1, 1, 0, 0]),
        labels("never predicted", ten, [0, 1, 1, 1, 1, 0, 0, 1, 0, 1]),
        labels("all right", ten, ten),
        auc("AUC", [0, 0, 1, 1, 0, 1], [0.1, 0.4, 0.35, 0.8, 0.2, 0.9]),
        auc("AUC ties", [0, 1, 0, 1, 1, 0, 1, 0], [0.5, 0.5, 0.2, 0.2, 0.9, 0.9, 0.7, 0.1]),
        auc("AUC all equal", [0, 1, 0, 1], [0.5, 0.5, 0.5, 0.5]),
        auc("AUC reversed", [1, 1, 0, 0], [0.1, 0.2, 0.3, 0.4]),
        auc_classes("AUC one against the rest", ten, 3),
        top("top 1", ten, 1, 5),
        top("top 2", ten, 2, 5),
        top("top 3", ten, 3, 5),
    ]
