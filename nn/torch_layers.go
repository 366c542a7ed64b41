package nn

// linear: torch.nn.Linear's weight is [out, in].
func (t *torchLoader) linear(l *LinearLayer) {
	in, out := l.W.shape[0], l.W.shape[1]
	t.set(l.W, t.features(t.take("weight", out, in)).T())
	t.set(l.B, t.take("bias", out))
	t.channels, t.flattened = 0, 0
}
