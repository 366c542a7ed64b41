package nn

import "gradus/nn/internal/onnx"

// conv: ONNX's filters are [out, in/groups, kh, kw], its padding is that of the
// beginning of each axis, then that of the end.
func (e *onnxExporter) conv(l *ConvLayer, x *onnxValue) (*onnxValue, error) {
	s := l.shape(x.shape)
	axes, pads := []int{3, 2, 0, 1}, []int{s.PadTop, s.PadLeft, s.PadBottom, s.PadRight}
	if l.axes == 3 {
		axes, pads = []int{2, 1, 0}, []int{s.PadLeft, s.PadRight}
	}
	inputs := append([]string{e.channelsFirst(x)}, e.filters(l.W, l.B, axes)...)
	y := e.g.Node("Conv", inputs,
		onnx.Ints("kernel_shape", l.W.shape[:l.axes-2]...), onnx.Ints("strides", each(l.axes-2, l.stride)...),
		onnx.Ints("dilations", each(l.axes-2, l.dilation)...), onnx.Ints("pads", pads...), onnx.Int("group", l.groups))
	return e.resultFirst(y, l.outputShape(x.shape)), nil
}

// convTranspose: here ONNX's filters are [in, out, kh, kw].
func (e *onnxExporter) convTranspose(l *ConvTranspose2DLayer, x *onnxValue) (*onnxValue, error) {
	inputs := append([]string{e.channelsFirst(x)}, e.filters(l.W, l.B, []int{2, 3, 0, 1})...)
	y := e.g.Node("ConvTranspose", inputs,
		onnx.Ints("kernel_shape", l.kh, l.kw), onnx.Ints("strides", each(2, l.stride)...), onnx.Ints("dilations", each(2, l.dilation)...),
		onnx.Ints("pads", each(4, l.padding)...), onnx.Ints("output_padding", each(2, l.outputPadding)...))
	return e.resultFirst(y, l.outputShape(x.shape)), nil
}

// filters adds W with its axes in another order, and b if there is one.
func (e *onnxExporter) filters(w, b *Tensor, axes []int) []string {
	names := []string{e.constant("W", w.Detach().NoGrad().Permute(axes...))}
	if b != nil {
		names = append(names, e.constant("b", b))
	}
	return names
}

func (e *onnxExporter) pool(l *PoolLayer, x *onnxValue) (*onnxValue, error) {
	if l.global { // [N, C, 1, 1]
		y := e.g.Node("GlobalAveragePool", []string{e.channelsFirst(x)})
		return e.result(e.g.Node("Flatten", []string{y}, onnx.Int("axis", 1)), l, x), nil
	}
	n := l.axes - 2
	settings := []onnx.Attribute{
		onnx.Ints("kernel_shape", each(n, l.k)...), onnx.Ints("strides", each(n, l.stride)...), onnx.Ints("pads", each(2*n, l.padding)...),
	}
	op := "MaxPool"
	if l.op == avgPool {
		op = "AveragePool"
		settings = append(settings, onnx.Int("count_include_pad", 1))
	}
	return e.resultFirst(e.g.Node(op, []string{e.channelsFirst(x)}, settings...), l.outputShape(x.shape)), nil
}

// each is n times v.
func each(n, v int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = v
	}
	return list
}
