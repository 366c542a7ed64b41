package main

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"gradus/kernel/eval/yardstick"
)

func TestMain(m *testing.M) {
	yardstick.Child()
	os.Exit(m.Run())
}

// Every program exists in both languages.
func TestProgramsComeInPairs(t *testing.T) {
	names, err := programs(regexp.MustCompile(""))
	if err != nil || len(names) < 19 {
		t.Fatalf("%d programs, %v", len(names), err)
	}
	for _, name := range names {
		if _, err := testdata.ReadFile("testdata/" + name + ".py"); err != nil {
			t.Error(err)
		}
	}
	if some, _ := programs(regexp.MustCompile("^fib$")); len(some) != 1 {
		t.Errorf("fib selects %q", some)
	}
}

// Go and Python print the same, and say how long they took: a few programs,
// others each time; all with GRADUS_YARDSTICK=full.
func TestLanguagesAgree(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("no python3 to compare with:", err)
		}
		t.Skip("no python3 to compare with:", err)
	}
	names, err := programs(regexp.MustCompile(""))
	if err != nil {
		t.Fatal(err)
	}
	if os.Getenv("GRADUS_YARDSTICK") != "full" {
		rand.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
		names = names[:3]
	}
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join("testdata", name)
			inGo := captured(t, exec.Command("go", "run", file+".go"))
			inPython := captured(t, exec.Command(python, file+".py"))
			if inGo != inPython {
				t.Errorf("Go prints %q, Python %q", inGo, inPython)
			}
		})
	}
}

func captured(t *testing.T, cmd *exec.Cmd) string {
	t.Helper()
	o, err := yardstick.Capture(cmd, time.Minute, false)
	if err != nil {
		t.Fatal(err)
	}
	if seconds, err := elapsed(o); err != nil || seconds <= 0 {
		t.Fatalf("%s: %v s, %v", cmd, seconds, err)
	}
	return strings.ReplaceAll(o.Stdout, "\r\n", "\n")
}
