package build

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"gradus/kernel/notebook"
	"gradus/kernel/wire"
	"gradus/lessons/course"
)

// echo is a kernel that prints each cell's own source.
type echo struct {
	count int
	fails string // a cell with this in it fails
}

func (k *echo) Execute(_ context.Context, q wire.ExecuteRequest, each func(wire.Channel, *wire.Message)) (wire.ExecuteReply, error) {
	k.count++
	if k.fails != "" && strings.Contains(q.Code, k.fails) {
		return wire.ExecuteReply{}, errors.New("broken cell")
	}
	m, err := wire.NewSession("test").New(wire.Stream{Name: "stdout", Text: q.Code}, wire.Header{})
	if err != nil {
		return wire.ExecuteReply{}, err
	}
	each(wire.IOPub, m)
	return wire.ExecuteReply{Status: wire.OK, ExecutionCount: k.count}, nil
}

func startEcho(fails string) Start {
	return func() (notebook.Kernel, func(), error) { return &echo{fails: fails}, func() {}, nil }
}

func TestLessonsWithOutputs(t *testing.T) {
	dir := t.TempDir()
	var log strings.Builder
	err := Lessons(context.Background(), Options{Names: []string{"02"}, Dir: dir, Start: startEcho(""), Log: &log})
	if err != nil {
		t.Fatal(err)
	}
	l := course.All()[0]
	path := File(dir, l)
	if log.String() != path+"\n" || !strings.HasSuffix(path, "02-forward.ipynb") {
		t.Errorf("log %q, file %q", log.String(), path)
	}
	nb, err := notebook.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := Stale(l, nb); err != nil {
		t.Errorf("a new notebook is stale: %v", err)
	}
	stubs, checks := 0, 0
	for _, c := range nb.Cells {
		if g, ok := c.Metadata["gradus"].(map[string]any); ok {
			stubs++
			e := l.Exercise(g["exercise"].(string))
			if c.Source != e.Stub || c.Outputs[0].Text != e.Solution {
				t.Errorf("cell %s should hold the stub and the output of the solution:\n%s", c.ID, c.Outputs[0].Text)
			}
		}
		if strings.HasPrefix(c.Source, "lessons.Check(") {
			checks++
			if c.Outputs[0].Text != c.Source {
				t.Errorf("cell %s has another's output", c.ID)
			}
		}
	}
	if stubs != len(l.Exercises) || checks != stubs {
		t.Errorf("%d stubs and %d checks of %d exercises", stubs, checks, len(l.Exercises))
	}
}

func TestLessonsWithoutRun(t *testing.T) {
	dir := t.TempDir()
	if err := Lessons(context.Background(), Options{Names: []string{"forward"}, Dir: dir}); err != nil {
		t.Fatal(err)
	}
	nb, err := notebook.ReadFile(File(dir, course.All()[0]))
	if err != nil {
		t.Fatal(err)
	}
	if err := Stale(course.All()[0], nb); err == nil || !strings.Contains(err.Error(), "was not run") {
		t.Errorf("a notebook that was not run: %v", err)
	}
}

func TestLessonsRefuses(t *testing.T) {
	dir := t.TempDir()
	if err := Lessons(context.Background(), Options{Names: []string{"backwards"}, Dir: dir}); err == nil {
		t.Error("a lesson that does not exist is no error")
	}
	err := Lessons(context.Background(), Options{Names: []string{"02"}, Dir: dir, Start: startEcho("p[j] /= sum")})
	if err == nil || !strings.Contains(err.Error(), "solved: broken cell") {
		t.Errorf("a solution that fails: %v", err)
	}
	if files, _ := os.ReadDir(dir); len(files) != 0 {
		t.Errorf("left behind: %v", files)
	}
}

func TestStaleSaysWhatIsWrong(t *testing.T) {
	l := course.All()[0]
	for want, spoil := range map[string]func(nb *notebook.Notebook){
		"cells, lesson.md has": func(nb *notebook.Notebook) { nb.Cells = nb.Cells[:5] },
		"cell 1 is":            func(nb *notebook.Notebook) { nb.Cells[0].ID = "other" },
		"not what lesson.md":   func(nb *notebook.Notebook) { nb.Cells[0].Source += "!" },
		"was not run":          func(nb *notebook.Notebook) { code(nb).ExecutionCount = 0 },
		"should have an output": func(nb *notebook.Notebook) {
			for _, c := range nb.Cells {
				c.Outputs = nil
			}
		},
		"failed: panic: oh": func(nb *notebook.Notebook) {
			code(nb).Outputs = []*notebook.Output{{Type: notebook.ErrorOutput, ErrName: "panic", ErrValue: "oh"}}
		},
	} {
		nb, err := Run(context.Background(), l, startEcho(""))
		if err != nil {
			t.Fatal(err)
		}
		spoil(nb)
		if err := Stale(l, nb); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got: %v", want, err)
		}
	}
}

func TestRunKeepsTheEnvironment(t *testing.T) {
	t.Setenv("GRADUS_DATA", "mine")
	if _, err := Run(context.Background(), course.All()[0], startEcho("")); err != nil {
		t.Fatal(err)
	}
	if os.Getenv("GRADUS_DATA") != "mine" {
		t.Errorf("GRADUS_DATA is %q", os.Getenv("GRADUS_DATA"))
	}
}

// code is the first code cell.
func code(nb *notebook.Notebook) *notebook.Cell {
	for _, c := range nb.Cells {
		if c.Type == notebook.Code {
			return c
		}
	}
	return nil
}
