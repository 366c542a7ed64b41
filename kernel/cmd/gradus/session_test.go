package main_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"gradus/kernel/notebook"
)

// A try is a cell that somebody runs, and what it is to show.
type try struct {
	source      string
	interrupted bool
	shows       []string
}

// A session of thirty cells that redefines, panics, recovers and is
// interrupted, in JupyterLab: each cell shows what it should.
func TestSessionInBrowser(t *testing.T) {
	tries := readSession(t)
	if len(tries) < 30 {
		t.Fatalf("%d cells", len(tries))
	}
	l := startLab(t)
	nb := notebook.New()
	for i, c := range tries {
		nb.Cells = append(nb.Cells, &notebook.Cell{ID: fmt.Sprint("cell", i), Type: notebook.Code, Source: c.source})
	}
	if err := nb.WriteFile(filepath.Join(l.dir, "session.ipynb")); err != nil {
		t.Fatal(err)
	}
	l.open("session.ipynb")
	for i, c := range tries {
		evaluate[any](l, fmt.Sprintf("void gradus.runCell(%d)", i))
		if c.interrupted {
			l.await("the cell to run", func() bool { return !evaluate[bool](l, "gradus.idle()") })
			time.Sleep(200 * time.Millisecond)
			evaluate[any](l, "gradus.interrupt().then(() => null)")
		}
		l.await("the kernel", func() bool { return evaluate[bool](l, "gradus.idle()") })
		var shown string
		for range 20 { // the page draws what the kernel has said
			if shown = strings.TrimSpace(l.look().Code[i].Text); c.satisfied(shown) {
				break
			}
			time.Sleep(50 * time.Millisecond)
		}
		if !c.satisfied(shown) {
			t.Errorf("cell %d\n%s\nshows\n%s\nnot\n%s", i+1, c.source, shown, strings.Join(c.shows, "\n"))
		}
	}
	if page := l.look(); len(page.Code[len(tries)-1].Pictures) != 1 {
		t.Error("the last cell shows no picture")
	}
	l.screenshots("session")
}

// satisfied reports whether the text of a cell's outputs is what was wanted.
func (c try) satisfied(shown string) bool {
	var all []string
	for _, line := range c.shows {
		part, somewhere := strings.CutPrefix(line, "…")
		if !somewhere {
			all = append(all, line)
		} else if !strings.Contains(shown, part) {
			return false
		}
	}
	return all == nil || strings.Join(all, "\n") == shown
}

func readSession(t *testing.T) (tries []try) {
	t.Helper()
	text, err := os.ReadFile("testdata/session.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range txtar.Parse(text).Files {
		lines := strings.TrimSuffix(string(f.Data), "\n")
		switch f.Name {
		case "cell", "interrupted":
			tries = append(tries, try{source: lines, interrupted: f.Name == "interrupted"})
		case "shows":
			tries[len(tries)-1].shows = strings.Split(lines, "\n")
		default:
			t.Fatalf("what is %q?", f.Name)
		}
	}
	return tries
}
