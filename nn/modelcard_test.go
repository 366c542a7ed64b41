package nn

import (
	"slices"
	"strings"
	"testing"
)

func TestCard(t *testing.T) {
	m := Sequential(Linear(2, 16), ReLU(), Sequential(Linear(16, 3), &counted{Vector(1, 1, 1), Scalar(0)}))
	c := m.Card()
	// 16 outputs of 2 products and 2 additions each; 16 comparisons; 3 of 32
	if want := 16.*4 + 16 + 3*32; c.FLOPs != want || c.TrainingFLOPs() != 3*want {
		t.Errorf("%v FLOPs, want %v", c.FLOPs, want)
	}
	if want := 2*16 + 16 + 16*3 + 3 + 3; c.Params != want || c.ParamBytes != 4*(want-3)+8*4 {
		t.Errorf("%d parameters in %d bytes, want %d", c.Params, c.ParamBytes, want)
	}
	if want := 4*(16+16+3) + 8*3; c.ActivationBytes != want {
		t.Errorf("activations take %d bytes, want %d", c.ActivationBytes, want)
	}
	if !c.Partial || c.Layers[3].FLOPs != -1 || c.Layers[3].Path != "2.1" {
		t.Errorf("the cost of one's own layer is known: %+v", c.Layers)
	}
	for name, text := range map[string]string{"text": c.String(), "Markdown": c.Markdown(), "HTML": c.HTML()} {
		for _, want := range []string{"Linear(16, 3)", "2.1", "[16]", "about 17.6 nJ", "at least 176 FLOP", "100 pJ per FLOP", "?"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s has no %q:\n%s", name, want, text)
			}
		}
	}
	if bundle := c.MIMEBundle(); bundle["text/html"] != c.HTML() || bundle["text/plain"] != c.String() {
		t.Errorf("bundle %v", bundle)
	}
}

func TestCardOfResidual(t *testing.T) {
	c := Sequential(Residual(Linear(2, 4), ReLU()).Project(Linear(2, 4)), Linear(4, 1)).Card()
	var paths []string
	for _, l := range c.Layers {
		paths = append(paths, l.Path+" "+l.Layer)
	}
	want := []string{"0.0 Linear(2, 4)", "0.1 ReLU()", "0.2 Linear(2, 4)", "0 Residual: their sum", "1 Linear(4, 1)"}
	if !slices.Equal(paths, want) || c.FLOPs != 16+4+16+4+8 || c.Params != 12+12+5 {
		t.Errorf("%v, %v FLOPs, %d parameters", paths, c.FLOPs, c.Params)
	}
}

func TestQuantity(t *testing.T) {
	for want, v := range map[string]float64{
		"0 B": 0, "12 B": 12, "1.5 kB": 1500, "2.35 MB": 2.345e6, "7 TB": 7e12, "20 mB": 0.02, "3.1 µB": 3.1e-6, "100 pB": 1e-10,
	} {
		if got := quantity(v, "B"); got != want {
			t.Errorf("%v is %q, want %q", v, got, want)
		}
	}
}
