package nn

import (
	"fmt"
	"html"
	"strings"
)

// MIMEBundle makes a notebook show the counts as a table whose cells are the darker
// the larger their share of the class is: green on the diagonal, where the model is
// right, red elsewhere.
func (c *Confusion) MIMEBundle() map[string]any {
	var s strings.Builder
	s.WriteString(`<table><tr><th style="text-align:left">true ╲ predicted</th>`)
	for _, name := range c.Names {
		fmt.Fprintf(&s, "<th>%s</th>", html.EscapeString(name))
	}
	s.WriteString("</tr>")
	shares := c.Shares()
	for i, row := range c.Counts {
		fmt.Fprintf(&s, `<tr><th style="text-align:left">%s</th>`, html.EscapeString(c.Names[i]))
		for j, n := range row {
			hue := "214,69,65"
			if i == j {
				hue = "38,166,91"
			}
			fmt.Fprintf(&s, `<td style="background:rgba(%s,%.2f)">%d</td>`, hue, 0.75*shares[i][j], n)
		}
		s.WriteString("</tr>")
	}
	fmt.Fprintf(&s, `</table><div style="color:gray">accuracy %.4f</div>`, c.Accuracy())
	return map[string]any{"text/plain": c.String(), "text/html": s.String()}
}

// MIMEBundle makes a notebook show what String returns, not the Confusion.
func (r *ClassReport) MIMEBundle() map[string]any {
	return map[string]any{"text/plain": r.String()}
}
