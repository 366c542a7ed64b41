package main_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
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
	awaits      string // what is to be seen before it is interrupted
	shows       []string
	pictures    int
}

// A session of thirty cells that redefines, panics, recovers and is
// interrupted, in JupyterLab: each cell shows what it should.
func TestSessionInBrowser(t *testing.T) {
	tries := readSession(t, "session")
	if len(tries) < 30 {
		t.Fatalf("%d cells", len(tries))
	}
	l := startLab(t)
	l.try("session", tries)
	l.screenshots("session")
}

// try runs the cells in a new notebook.
func (l *jupyterLab) try(name string, tries []try) {
	l.t.Helper()
	nb := notebook.New()
	for i, c := range tries {
		nb.Cells = append(nb.Cells, &notebook.Cell{ID: fmt.Sprint("cell", i), Type: notebook.Code, Source: c.source})
	}
	if err := nb.WriteFile(filepath.Join(l.dir, name+".ipynb")); err != nil {
		l.t.Fatal(err)
	}
	l.open(name + ".ipynb")
	for i, c := range tries {
		l.tryCell(i, c)
	}
}

// tryCell runs a cell of the notebook that is open.
func (l *jupyterLab) tryCell(i int, c try) {
	l.t.Helper()
	evaluate[any](l, fmt.Sprintf("void gradus.runCell(%d)", i))
	if c.interrupted {
		l.await("the cell to run", func() bool { return !evaluate[bool](l, "gradus.idle()") })
		l.await(c.awaits, func() bool { return strings.Contains(l.look().Code[i].Text, c.awaits) })
		time.Sleep(200 * time.Millisecond)
		evaluate[any](l, "gradus.interrupt().then(() => null)")
	}
	l.await("the kernel", func() bool { return evaluate[bool](l, "gradus.idle()") })
	var shown codeCell
	for range 20 { // the page draws what the kernel has said
		if shown = l.look().Code[i]; c.satisfied(shown) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	l.t.Errorf("cell %d\n%s\nshows %d pictures and\n%s\nnot %d and\n%s",
		i+1, c.source, len(shown.Pictures), shown.Text, c.pictures, strings.Join(c.shows, "\n"))
}

// satisfied reports whether a cell's outputs are what was wanted.
func (c try) satisfied(cell codeCell) bool {
	if len(cell.Pictures) != c.pictures {
		return false
	}
	for _, p := range cell.Pictures {
		if !p.Loaded || p.Clipped {
			return false
		}
	}
	shown := strings.TrimSpace(cell.Text)
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

func readSession(t *testing.T, name string) (tries []try) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range txtar.Parse(text).Files {
		lines := strings.TrimSuffix(string(f.Data), "\n")
		switch f.Name {
		case "cell", "interrupted":
			tries = append(tries, try{source: lines, interrupted: f.Name == "interrupted"})
		case "awaits":
			tries[len(tries)-1].awaits = lines
		case "pictures":
			n, err := strconv.Atoi(lines)
			if err != nil {
				t.Fatal(err)
			}
			tries[len(tries)-1].pictures = n
		case "shows":
			tries[len(tries)-1].shows = strings.Split(lines, "\n")
		default:
			t.Fatalf("what is %q?", f.Name)
		}
	}
	return tries
}
