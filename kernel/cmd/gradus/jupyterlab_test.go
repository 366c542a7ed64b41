package main_test

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"gradus/kernel/notebook"
)

// In the browser, in the JupyterLab that gradus lab starts, every lesson opens,
// runs from top to bottom, light and dark, and shows what it shows when
// gradus run runs it: each picture, each card, no error.
func TestLessonsInBrowser(t *testing.T) {
	l := startLab(t)
	for _, file := range lessons(t) {
		name := filepath.Base(file)
		stem := strings.TrimSuffix(name, ".ipynb")
		t.Run(stem, func(t *testing.T) {
			l.t = t
			want := given(t, file)
			l.open(name)
			l.setTheme("Light")
			l.shows(read(t, file), false) // as it is delivered
			l.screenshots(stem + "-opened")
			for _, theme := range []string{"Light", "Dark"} {
				l.setTheme(theme)
				l.run()
				l.shows(want, theme == "Dark")
				l.screenshots(stem + "-" + strings.ToLower(theme))
			}
			evaluate[any](l, "gradus.save().then(() => null)")
		})
	}
}

// shows checks that the page shows a notebook. The page is given time: it
// draws cells, formulas and pictures one after the other.
func (l *jupyterLab) shows(nb *notebook.Notebook, dark bool) {
	l.t.Helper()
	var wrong []string
	for range 50 {
		if wrong = differences(nb, l.look(), dark); wrong == nil {
			return
		}
		time.Sleep(200 * time.Millisecond)
	}
	l.screenshot("failed")
	for _, what := range wrong {
		l.t.Error(what)
	}
}

// differences says what a page does not show as the notebook has it.
func differences(nb *notebook.Notebook, page appearance, dark bool) (wrong []string) {
	differ := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	if page.Dark != dark || page.MathErrors > 0 || page.Broken > 0 {
		differ("the page is dark: %v; %d formulas and %d pictures can't be shown", page.Dark, page.MathErrors, page.Broken)
	}
	markdown, code := page.Markdown, page.Code
	for _, c := range nb.Cells {
		switch {
		case c.Type == notebook.Markdown && len(markdown) > 0:
			shown := markdown[0]
			markdown = markdown[1:]
			if shown.Source != c.Source || !shown.Rendered || strings.Contains(c.Source, "$$") && shown.Formulas == 0 {
				differ("rendered: %v, with %d formulas:\n%s", shown.Rendered, shown.Formulas, shown.Source)
			}
		case c.Type == notebook.Code && len(code) > 0:
			for _, what := range code[0].differences(c, dark) {
				differ("%s, in the cell %s\n%s", what, code[0].Prompt, code[0].Source)
			}
			code = code[1:]
		default:
			differ("not on the page: %s", c.Source)
		}
	}
	return wrong
}

// ran is the prompt of a cell that was run.
var ran = regexp.MustCompile(`^\[\d+\]:$`)

func (shown codeCell) differences(c *notebook.Cell, dark bool) (wrong []string) {
	differ := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	if shown.Source != c.Source || !ran.MatchString(shown.Prompt) {
		differ("it was not run, or is another")
	}
	if len(shown.Errors) > 0 {
		differ("it shows the error %q", shown.Errors)
	}
	pictures, cards := promised(c)
	if len(shown.Pictures) != pictures || shown.Cards != cards || shown.Outputs != len(c.Outputs) {
		differ("%d pictures, %d cards, %d outputs in all, not %d, %d, %d",
			len(shown.Pictures), shown.Cards, shown.Outputs, pictures, cards, len(c.Outputs))
	}
	for _, p := range shown.Pictures {
		if !p.Loaded || p.Clipped || dark != (p.Luminance < 0.5) {
			differ("a picture: %+v", p)
		}
	}
	return wrong
}

// promised is how many pictures and cards a page is to show of a cell: of an
// output with HTML that, else its picture.
func promised(c *notebook.Cell) (pictures, cards int) {
	for _, o := range c.Outputs {
		if html, ok := o.Data["text/html"].(string); ok {
			cards++
			pictures += strings.Count(html, "<img ")
		} else if o.Data["image/png"] != nil || o.Data["image/svg+xml"] != nil {
			pictures++
		}
	}
	return pictures, cards
}

// The test above can fail: it sees a warning, an error, and which cell has a
// picture.
func TestBrowserSeesErrors(t *testing.T) {
	l := startLab(t)
	cells := []string{
		"import (\n\t\"fmt\"\n\t\"gradus/viz\"\n\t\"os\"\n)",
		"fmt.Fprintln(os.Stderr, \"a warning\")\nviz.Line(\"loss\", 3, 2, 1)",
		"var none map[string]int\nnone[\"a\"] = 1",
	}
	nb := notebook.New()
	for i, source := range cells {
		nb.Cells = append(nb.Cells, &notebook.Cell{ID: string(rune('a' + i)), Type: notebook.Code, Source: source})
	}
	if err := nb.WriteFile(filepath.Join(l.dir, "fails.ipynb")); err != nil {
		t.Fatal(err)
	}
	l.open("fails.ipynb")
	l.run()
	page := l.look()
	if len(page.Code) != len(cells) {
		t.Fatalf("%d cells", len(page.Code))
	}
	second, third := page.Code[1], page.Code[2]
	if len(second.Errors) != 1 || len(second.Pictures) != 1 || !second.Pictures[0].Loaded || second.Pictures[0].Luminance < 0.5 {
		t.Errorf("%+v", second)
	}
	if len(third.Errors) != 1 || !strings.Contains(third.Errors[0], "assignment to entry in nil map") {
		t.Errorf("%+v", third)
	}
	l.screenshots("fails")
}
