package nn

import (
	"fmt"
	"html"
	"strings"
)

// joulePerFLOP is the assumption behind a card's energy: a core of a server that
// draws 10 W and computes 100 GFLOP/s.
const joulePerFLOP = 1e-10

// Card says what a model costs: numbers to keep beside its accuracy.
type Card struct {
	Model   string      // the constructor call
	Input   []int       // shape of a sample
	Layers  []LayerCost // from first to last
	Params  int         // numbers that are trained
	FLOPs   float64     // floating-point operations of one prediction
	Partial bool        // some layer's FLOPs are not known: the total is at least FLOPs

	ParamBytes      int // parameters and buffers
	ActivationBytes int // the outputs of all layers for one sample
}

// LayerCost is a row of a card.
type LayerCost struct {
	Path   string // "2", or "2.0" for the first layer within layer 2
	Layer  string // the constructor call
	Output []int  // shape for one sample
	Params int
	FLOPs  float64 // -1 if they are not known: the layer is not nn's own
}

// Card computes what the model costs for samples of the given shape; without one,
// for those of [Model.InputShape].
func (m *Model) Card(inputShape ...int) *Card {
	if len(inputShape) == 0 {
		inputShape = m.InputShape()
	}
	if len(inputShape) == 0 {
		valuePanic("Card", "the model does not know the shape of its input: give that of one sample, such as Card(28, 28, 1)")
	}
	c := &Card{Model: m.GoString(), Input: inputShape, Params: countParams(m)}
	for _, t := range m.state() {
		c.ParamBytes += t.Len() * t.DType().Size()
	}
	x := Zeros(append([]int{1}, inputShape...)...).To(Float32)
	c.walk(m, "", x.Eval().NoGrad())
	return c
}

// walk sends one sample through the layers of m and notes what each costs.
func (c *Card) walk(m *Model, prefix string, x *Tensor) {
	m.forwardEach(x, func(i int, y *Tensor) {
		c.layer(m.Layers[i], fmt.Sprint(prefix, i), x, y)
		x = y
	})
}

// layer notes what a layer that made y of x costs; what it is made of comes first.
func (c *Card) layer(l Layer, path string, x, y *Tensor) {
	row := LayerCost{Path: path, Layer: layerName(l), Output: y.Shape()[1:], Params: countParams(l)}
	switch l := l.(type) {
	case *Model:
		c.walk(l, path+".", x)
		return
	case *ResidualLayer:
		c.walk(l.f, path+".", x)
		if l.project != nil {
			c.layer(l.project, fmt.Sprint(path, ".", len(l.f.Layers)), x, l.project.Forward(x))
		}
		row.Layer, row.Params = "Residual: their sum", 0
	}
	if flops, known := flopsOf(l, x.shape[1:], y.shape[1:]); known {
		row.FLOPs = flops
		c.FLOPs += flops
	} else {
		row.FLOPs, c.Partial = -1, true
	}
	c.ActivationBytes += y.Len() * y.DType().Size()
	c.Layers = append(c.Layers, row)
}

// TrainingFLOPs estimates the operations of one sample in one training step: the
// backward pass computes two products for each one of the forward pass.
func (c *Card) TrainingFLOPs() float64 { return 3 * c.FLOPs }

// TrainingBytes estimates the memory of a training step of the given batch with
// Adam: parameters, gradients and two averages; activations and their gradients.
func (c *Card) TrainingBytes(batch int) int { return 4*c.ParamBytes + 2*batch*c.ActivationBytes }

// Joule estimates the energy of one prediction.
func (c *Card) Joule() float64 { return joulePerFLOP * c.FLOPs }

// facts are the card's lines below the table.
func (c *Card) facts() [][2]string {
	atLeast := ""
	if c.Partial {
		atLeast = "at least "
	}
	return [][2]string{
		{"Parameters", thousands(c.Params)},
		{"Compute", fmt.Sprintf("%s%s a prediction; a training step about %s a sample", atLeast, quantity(c.FLOPs, "FLOP"), quantity(c.TrainingFLOPs(), "FLOP"))},
		{"Memory", fmt.Sprintf("parameters %s, activations of a sample %s; training with Adam and batches of 32 about %s",
			quantity(float64(c.ParamBytes), "B"), quantity(float64(c.ActivationBytes), "B"), quantity(float64(c.TrainingBytes(32)), "B"))},
		{"Energy", fmt.Sprintf("%sabout %s a prediction, %s to train on a million samples, assuming %s per FLOP (a core of 10 W at 100 GFLOP/s)",
			atLeast, quantity(c.Joule(), "J"), quantity(3e6*c.Joule(), "J"), quantity(joulePerFLOP, "J"))},
	}
}

// table is the card's rows, the first of them titles.
func (c *Card) table() [][]string {
	rows := [][]string{{"#", "layer", "output", "params", "FLOP"}}
	for _, l := range c.Layers {
		flops := "?"
		if l.FLOPs >= 0 {
			flops = thousands(int(l.FLOPs))
		}
		rows = append(rows, []string{l.Path, l.Layer, batchShape(l.Output), thousands(l.Params), flops})
	}
	return rows
}

// String returns the card as text.
func (c *Card) String() string {
	var s strings.Builder
	fmt.Fprintf(&s, "Model card · input %s\n%s\n", batchShape(c.Input), alignTable(c.table(), "rllrr"))
	for _, f := range c.facts() {
		fmt.Fprintf(&s, "\n%-11s %s", f[0]+":", f[1])
	}
	return s.String()
}

// Markdown returns the card as Markdown.
func (c *Card) Markdown() string {
	var s strings.Builder
	fmt.Fprintf(&s, "# Model card\n\n`%s`\n\nInput: `%s`\n\n", c.Model, batchShape(c.Input))
	for i, row := range c.table() {
		fmt.Fprintf(&s, "| %s |\n", strings.Join(row, " | "))
		if i == 0 {
			s.WriteString("|--:|:--|:--|--:|--:|\n")
		}
	}
	for _, f := range c.facts() {
		fmt.Fprintf(&s, "\n- **%s**: %s", f[0], f[1])
	}
	s.WriteString("\n")
	return s.String()
}

// HTML returns the card as HTML.
func (c *Card) HTML() string {
	var s strings.Builder
	fmt.Fprintf(&s, "<h3>Model card</h3>\n<p><code>%s</code></p>\n<p>Input: <code>%s</code></p>\n<table>\n", html.EscapeString(c.Model), batchShape(c.Input))
	for i, row := range c.table() {
		cell := "td"
		if i == 0 {
			cell = "th"
		}
		s.WriteString("<tr>")
		for column, text := range row {
			align := "right"
			if column == 1 || column == 2 {
				align = "left"
			}
			fmt.Fprintf(&s, `<%s style="text-align:%s">%s</%s>`, cell, align, html.EscapeString(text), cell)
		}
		s.WriteString("</tr>\n")
	}
	s.WriteString("</table>\n<ul>\n")
	for _, f := range c.facts() {
		fmt.Fprintf(&s, "<li><b>%s</b>: %s</li>\n", f[0], html.EscapeString(f[1]))
	}
	s.WriteString("</ul>\n")
	return s.String()
}

// MIMEBundle shows the card in a notebook.
func (c *Card) MIMEBundle() map[string]any {
	return map[string]any{"text/plain": c.String(), "text/markdown": c.Markdown(), "text/html": c.HTML()}
}

// quantity writes a number with a prefix: 0.00002 J is "20.0 µJ".
func quantity(v float64, unit string) string {
	prefixes := []struct {
		factor float64
		name   string
	}{{1e12, "T"}, {1e9, "G"}, {1e6, "M"}, {1e3, "k"}, {1, ""}, {1e-3, "m"}, {1e-6, "µ"}, {1e-9, "n"}, {1e-12, "p"}}
	for _, p := range prefixes {
		if v >= p.factor {
			return fmt.Sprintf("%.3g %s%s", v/p.factor, p.name, unit)
		}
	}
	return fmt.Sprintf("%.3g %s", v, unit)
}
