package exercise

import (
	"encoding/base64"
	"fmt"
	"html"
	"regexp"
	"strings"
)

// looks is a state's sign, heading and colour.
var looks = map[State]struct{ sign, heading, colour string }{
	NotAttempted: {"○", "Not attempted yet", "#8a919a"},
	KeepWorking:  {"✗", "Keep working", "#e5484d"},
	Almost:       {"◐", "Almost", "#b98900"},
	Correct:      {"✓", "Correct", "#2b9348"},
}

// heading is the first line of the card.
func (f Feedback) heading() string {
	look := looks[f.State]
	if f.Panic != "" {
		look.heading = "Panicked"
	}
	name := strings.TrimSpace(f.Exercise + " " + f.Title)
	if name == "" {
		return look.sign + " " + look.heading
	}
	return look.sign + " " + look.heading + " · " + name
}

// next is what the learner can do now.
func (f Feedback) next() string {
	if f.State == Correct || f.Exercise == "" {
		return ""
	}
	if f.Hints == 0 {
		return fmt.Sprintf("Stuck? `lessons.Solution(%q)`", f.Exercise)
	}
	return fmt.Sprintf("Stuck? `lessons.Hint(%q)`, and at last `lessons.Solution(%[1]q)`", f.Exercise)
}

// String is the card as plain text.
func (f Feedback) String() string {
	var b strings.Builder
	b.WriteString(f.heading())
	line := func(format string, args ...any) {
		b.WriteString("\n  " + strings.ReplaceAll(fmt.Sprintf(format, args...), "\n", "\n  "))
	}
	if f.Message != "" {
		line("%s", f.Message)
	}
	if f.Panic != "" {
		line("panic: %s", f.Panic)
	}
	for _, c := range f.Compare {
		line("%s\n  gives     %s\n  should be %s", c.Call, indent(c.Got), indent(c.Want))
	}
	if f.Bug != "" {
		line("Likely bug: %s. %s", f.Bug, f.Advice)
	}
	if next := f.next(); next != "" {
		line("%s", next)
	}
	return b.String()
}

func indent(s string) string { return strings.ReplaceAll(s, "\n", "\n            ") }

// MIMEBundle shows the feedback as a card.
func (f Feedback) MIMEBundle() map[string]any {
	return map[string]any{"text/plain": f.String(), "text/html": f.html()}
}

func (f Feedback) html() string {
	var b strings.Builder
	paragraph := func(text string) {
		if text != "" {
			b.WriteString(`<div style="margin-top:6px">` + Inline(text) + `</div>`)
		}
	}
	paragraph(f.Message)
	if f.Panic != "" {
		b.WriteString(`<pre style="margin:6px 0 0;color:` + looks[KeepWorking].colour + `">panic: ` + html.EscapeString(f.Panic) + `</pre>`)
	}
	for _, c := range f.Compare {
		b.WriteString(`<div style="margin-top:8px"><code>` + html.EscapeString(c.Call) + `</code></div>`)
		b.WriteString(`<table style="margin:0;border-collapse:collapse;font-size:inherit">`)
		b.WriteString(row("yours", c.Got) + row("should be", c.Want) + `</table>`)
	}
	if f.Bug != "" {
		b.WriteString(`<div style="margin-top:8px"><b>Likely bug: ` + Inline(f.Bug) + `.</b> ` + Inline(f.Advice) + `</div>`)
	}
	b.WriteString(image(f.Picture))
	if next := f.next(); next != "" {
		b.WriteString(`<div style="margin-top:8px;opacity:.75">` + Inline(next) + `</div>`)
	}
	return Card(f.heading(), looks[f.State].colour, b.String())
}

func row(name, numbers string) string {
	return `<tr><td style="text-align:right;vertical-align:top;padding:2px 8px;opacity:.75">` + name +
		`</td><td style="text-align:left;padding:2px 8px"><pre style="margin:0">` + html.EscapeString(numbers) + `</pre></td></tr>`
}

// Card is the HTML of a box with a coloured edge; the body is HTML already.
// Its colours follow JupyterLab's theme where there is one.
func Card(heading, colour, body string) string {
	return `<div style="border:1px solid rgba(128,128,128,.35);border-left:5px solid ` + colour +
		`;border-radius:4px;padding:8px 12px;margin:4px 0;max-width:760px;line-height:1.45">` +
		`<div style="font-weight:600;color:` + colour + `">` + html.EscapeString(heading) + `</div>` + body + `</div>`
}

var codeSpan = regexp.MustCompile("`([^`]+)`")

// Inline is text as HTML, with `code` set as code.
func Inline(text string) string {
	return codeSpan.ReplaceAllString(html.EscapeString(text), "<code>$1</code>")
}

// image is a figure's PNG as an <img>, at the size its metadata asks for.
func image(figure any) string {
	bundler, ok := figure.(interface{ MIMEBundle() map[string]any })
	if !ok {
		return ""
	}
	png, ok := bundler.MIMEBundle()["image/png"].([]byte)
	if !ok {
		return ""
	}
	size := ""
	if m, ok := figure.(interface{ MIMEMetadata() map[string]any }); ok {
		if px, ok := m.MIMEMetadata()["image/png"].(map[string]any); ok {
			size = fmt.Sprintf(` width="%v" height="%v"`, px["width"], px["height"])
		}
	}
	return `<div style="margin-top:8px"><img alt="where your answer differs"` + size +
		` src="data:image/png;base64,` + base64.StdEncoding.EncodeToString(png) + `"></div>`
}
