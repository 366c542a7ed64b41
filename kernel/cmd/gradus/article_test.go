package main_test

import (
	"strings"
	"testing"
)

// The way from a folder of pictures to predictions, in JupyterLab: every cell shows
// what it should, and a training that is stopped keeps its best weights. What cells
// show without computing anew is looked at in the dark, too.
func TestArticleInBrowser(t *testing.T) {
	tries := readSession(t, "article")
	l := startLab(t)
	l.try("article", tries)
	for i, cell := range l.look().Code {
		if len(cell.Errors) > 0 && !tries[i].interrupted {
			t.Errorf("cell %d shows the error %q", i+1, cell.Errors)
		}
	}
	l.screenshots("article-light")
	l.setTheme("Dark")
	for i, c := range tries {
		if !c.interrupted && !strings.Contains(c.source, "=") {
			l.tryCell(i, c)
		}
	}
	l.screenshots("article-dark")
	evaluate[any](l, "gradus.save().then(() => null)")
}
