package nn

import (
	"strings"
	"testing"
)

// A notebook shows a confusion as a table, and a report as its text.
func TestConfusionMIMEBundle(t *testing.T) {
	pred, target := Vector(0, 1, 1, 0, 1), Vector(0, 1, 0, 0, 1)
	names := []string{"<cat>", "dog"}
	c := ConfusionMatrix(pred, target, names)
	bundle := c.MIMEBundle()
	text, _ := bundle["text/html"].(string)
	for _, part := range []string{
		"<th>dog</th>", "&lt;cat&gt;", "accuracy 0.8000",
		`<td style="background:rgba(38,166,91,0.50)">2</td>`, // 2 of 3 cats
		`<td style="background:rgba(214,69,65,0.25)">1</td>`, // 1 of 3
	} {
		if !strings.Contains(text, part) {
			t.Errorf("no %s in\n%s", part, text)
		}
	}
	if bundle["text/plain"] != c.String() {
		t.Errorf("%v", bundle["text/plain"])
	}
	report := Report(pred, target, names)
	if bundle := report.MIMEBundle(); len(bundle) != 1 || bundle["text/plain"] != report.String() {
		t.Errorf("%v", bundle)
	}
}
