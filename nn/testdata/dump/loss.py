"""Losses: inputs pred (differentiated) and target. All are means: over all
elements, for CrossEntropy and NLL over the samples (with class weights the
weighted mean, divided by the sum of the weights of the samples' classes), for KL
the sum divided by the number of samples (PyTorch's batchmean)."""
import torch
import torch.nn.functional as F

from case import case


def cross_entropy(pred, target, weights=None, **s):
    return F.cross_entropy(pred.movedim(-1, 1), target if target.dim() < pred.dim() else target.movedim(-1, 1), weights, **s)


def nll(pred, target, weights=None):
    return F.nll_loss(pred, target, weights)  # pred are logarithms of probabilities


def kl(pred, target):
    return F.kl_div(pred, target, reduction="batchmean")  # pred logarithms, target probabilities


def cases():
    labels = torch.tensor([0, 2, 1, 2])
    one_hot = F.one_hot(labels, 3).double()
    soft = torch.tensor([[0, 1, 0], [0.2, 0.3, 0.5], [0.25, 0.25, 0.5], [0.9, 0.1, 0]])
    weights = torch.tensor([0.5, 2.0, 1.5])
    log_p = torch.tensor([[-0.5, -1.5, -1.7], [-1.1, -1.1, -1.1], [-3.0, -0.1, -2.9], [-0.2, -2.4, -2.5]])
    ce = lambda name, target, pred=(4, 3), given={}, **s: case("CrossEntropy" + name, cross_entropy, dict(pred=pred), dict(target=target) | given, **s)
    kinks, zeros = torch.tensor([0.0, 1, -1, 2, 0.5]), torch.zeros(5)

    def elements(name, f, pred=(4, 2), target=(4, 2), **s):
        return case(name, lambda pred, target, **s: f(pred, target, **s), dict(pred=pred), dict(target=target), **s)

    probabilities = torch.tensor([0.0, 1, 0.25, 1, 1])
    return [
        elements("MSE", F.mse_loss),
        elements("MAE", F.l1_loss),
        elements("MAE kinks", F.l1_loss, kinks, zeros),
        elements("Huber 1", F.huber_loss, delta=1),
        elements("Huber 0.5", F.huber_loss, delta=0.5),
        elements("Huber kinks", F.huber_loss, kinks, zeros, delta=1),
        ce(" labels", labels),
        ce(" one-hot", one_hot),
        ce(" soft", soft),
        ce(" smoothing labels", labels, label_smoothing=0.1),
        ce(" smoothing one-hot", one_hot, label_smoothing=0.1),
        ce(" weights labels", labels, given=dict(weights=weights)),
        ce(" far", torch.tensor([2, 0]), pred=torch.tensor([[1000.0, 0, -1000], [1000, 0, -1000]])),
        ce(" sequence", torch.tensor([[0, 2], [1, 1]]), pred=(2, 2, 3)),
        elements("BinaryCrossEntropy", F.binary_cross_entropy_with_logits, torch.tensor([-800.0, -1, 0, 2, 800]), probabilities),
        case("NLL", nll, dict(pred=log_p), dict(target=labels)),
        case("NLL weights", nll, dict(pred=log_p), dict(target=labels, weights=weights)),
        case("KL", kl, dict(pred=log_p), dict(target=soft)),
    ]
