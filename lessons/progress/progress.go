// Package progress remembers what a learner has done: the state of each
// exercise and the answers to each quiz, in one JSON file.
package progress

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"gradus/lessons/exercise"
)

// Record is everything that is remembered.
type Record struct {
	Exercises map[string]Exercise `json:"exercises"` // by exercise: "02.1"
	Quizzes   map[string]Quiz     `json:"quizzes"`   // by lesson: "02"
}

// Exercise is what is remembered of an exercise.
type Exercise struct {
	State    exercise.State `json:"state"` // the best so far
	Tries    int            `json:"tries"`
	Hints    int            `json:"hints"`    // seen
	Solution bool           `json:"solution"` // seen
	Time     time.Time      `json:"time"`     // of the last try
}

// Quiz is what is remembered of a quiz.
type Quiz struct {
	Answers []string  `json:"answers"`
	Right   int       `json:"right"`
	Of      int       `json:"of"`
	Time    time.Time `json:"time"`
}

// Dir is the folder of the learner's data: $GRADUS_DATA, or else gradus in
// the place where the system keeps such things.
func Dir() (string, error) {
	if dir := os.Getenv("GRADUS_DATA"); dir != "" {
		return dir, nil
	}
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "gradus"), nil
	}
	if runtime.GOOS == "linux" {
		home, err := os.UserHomeDir()
		return filepath.Join(home, ".local", "share", "gradus"), err
	}
	if dir := os.Getenv("LocalAppData"); runtime.GOOS == "windows" && dir != "" {
		return filepath.Join(dir, "gradus"), nil
	}
	dir, err := os.UserConfigDir()
	return filepath.Join(dir, "gradus"), err
}

// Load reads the record. Where there is none yet it returns an empty one; one
// that cannot be read is an error, with an empty record.
func Load() (*Record, error) {
	empty := &Record{Exercises: map[string]Exercise{}, Quizzes: map[string]Quiz{}}
	path, err := file()
	if err != nil {
		return empty, err
	}
	text, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return empty, nil
	}
	if err != nil {
		return empty, fmt.Errorf("progress: %w", err)
	}
	r := &Record{}
	if err := json.Unmarshal(text, r); err != nil {
		return empty, fmt.Errorf("progress: %s: %w", path, err)
	}
	if r.Exercises == nil {
		r.Exercises = empty.Exercises
	}
	if r.Quizzes == nil {
		r.Quizzes = empty.Quizzes
	}
	return r, nil
}

var updating sync.Mutex

// Update loads the record, changes it, and stores it. The file is replaced in
// one step, so that a reader sees the old record or the new one. A record that
// cannot be read is not written over.
func Update(change func(*Record)) error {
	updating.Lock()
	defer updating.Unlock()
	r, err := Load()
	if err != nil {
		return err
	}
	change(r)
	return r.store()
}

func (r *Record) store() error {
	path, err := file()
	if err != nil {
		return err
	}
	text, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return fmt.Errorf("progress: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("progress: %w", err)
	}
	temp, err := os.CreateTemp(filepath.Dir(path), ".progress-*")
	if err != nil {
		return fmt.Errorf("progress: %w", err)
	}
	_, err = temp.Write(append(text, '\n'))
	if closeErr := temp.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err != nil {
		os.Remove(temp.Name())
		return fmt.Errorf("progress: %w", err)
	}
	return nil
}

// Try notes a check of an exercise. The best state stays: work in a second
// notebook takes nothing back.
func (r *Record) Try(id string, state exercise.State) {
	e := r.Exercises[id]
	if state != exercise.NotAttempted {
		e.Tries++
	}
	e.State = max(e.State, state)
	e.Time = now()
	r.Exercises[id] = e
}

// SawHint notes that n hints of an exercise have been seen.
func (r *Record) SawHint(id string, n int) {
	e := r.Exercises[id]
	e.Hints = max(e.Hints, n)
	r.Exercises[id] = e
}

// SawSolution notes that the solution of an exercise has been seen.
func (r *Record) SawSolution(id string) {
	e := r.Exercises[id]
	e.Solution = true
	r.Exercises[id] = e
}

// Answer notes the answers to a quiz.
func (r *Record) Answer(q exercise.Quiz) {
	r.Quizzes[q.Lesson] = Quiz{Answers: q.Answers, Right: q.Right(), Of: len(q.Questions), Time: now()}
}

func now() time.Time { return time.Now().UTC().Truncate(time.Second) }

func file() (string, error) {
	dir, err := Dir()
	if err != nil {
		return "", fmt.Errorf("progress: no folder for the learner's data: %w", err)
	}
	return filepath.Join(dir, "progress.json"), nil
}
