package progress_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"gradus/lessons/exercise"
	"gradus/lessons/progress"
)

func TestUpdateKeepsTheBest(t *testing.T) {
	t.Setenv("GRADUS_DATA", filepath.Join(t.TempDir(), "new", "folder"))
	for _, state := range []exercise.State{exercise.KeepWorking, exercise.Correct, exercise.Almost, exercise.NotAttempted} {
		if err := progress.Update(func(r *progress.Record) { r.Try("02.1", state) }); err != nil {
			t.Fatal(err)
		}
	}
	err := progress.Update(func(r *progress.Record) {
		r.SawHint("02.1", 2)
		r.SawHint("02.1", 1)
		r.SawSolution("02.1")
	})
	if err != nil {
		t.Fatal(err)
	}
	r, err := progress.Load()
	if err != nil {
		t.Fatal(err)
	}
	e := r.Exercises["02.1"]
	if e.State != exercise.Correct || e.Tries != 3 || e.Hints != 2 || !e.Solution || e.Time.IsZero() {
		t.Errorf("remembered %+v", e)
	}
}

func TestUpdatesAtTheSameTime(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("GRADUS_DATA", dir)
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if err := progress.Update(func(r *progress.Record) { r.Try("02.1", exercise.Almost) }); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if r, _ := progress.Load(); r.Exercises["02.1"].Tries != 20 {
		t.Errorf("%d of 20 tries remembered", r.Exercises["02.1"].Tries)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".progress-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestDamagedFileIsKept(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("GRADUS_DATA", dir)
	file := filepath.Join(dir, "progress.json")
	if err := os.WriteFile(file, []byte("{half"), 0o644); err != nil {
		t.Fatal(err)
	}
	if r, err := progress.Load(); err == nil || r == nil || r.Exercises == nil {
		t.Errorf("Load gave %v, %v", r, err)
	}
	if progress.Update(func(r *progress.Record) { r.Try("02.1", exercise.Correct) }) == nil {
		t.Error("a damaged file was written over")
	}
	if text, _ := os.ReadFile(file); string(text) != "{half" {
		t.Errorf("the file is now %q", text)
	}
}

func TestFolderThatCannotBeMade(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	t.Setenv("GRADUS_DATA", filepath.Join(file, "data"))
	err := progress.Update(func(*progress.Record) {})
	if err == nil || !strings.HasPrefix(err.Error(), "progress:") {
		t.Errorf("got %v", err)
	}
}

func TestQuizAnswers(t *testing.T) {
	t.Setenv("GRADUS_DATA", t.TempDir())
	q := exercise.Quiz{Lesson: "02", Answers: []string{"a", "b"}, Questions: []exercise.Question{
		{Choices: []exercise.Choice{{Right: true}, {}}}, {Choices: []exercise.Choice{{Right: true}, {}}},
	}}
	if err := progress.Update(func(r *progress.Record) { r.Answer(q) }); err != nil {
		t.Fatal(err)
	}
	if r, _ := progress.Load(); r.Quizzes["02"].Right != 1 || r.Quizzes["02"].Of != 2 {
		t.Errorf("remembered %+v", r.Quizzes["02"])
	}
}
