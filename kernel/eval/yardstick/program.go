package yardstick

import (
	"errors"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A Program is one of a set, with what it prints.
type Program struct {
	Set, Name string
	File      string
	Want      string
	Merged    bool // Want has standard error too
	Timeout   time.Duration
}

// Corpus returns the programs of a folder, each with its recorded output, which
// is empty for one that has none yet.
func Corpus(dir string) ([]Program, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	var out []Program
	for _, f := range files {
		want, err := recorded(f)
		if err != nil {
			return nil, err
		}
		out = append(out, Program{Set: "corpus", Name: filepath.Base(f), File: f, Want: want, Timeout: 30 * time.Second})
	}
	return out, err
}

// recorded is the content of the .out file beside a program; there may be none.
func recorded(file string) (string, error) {
	want, err := os.ReadFile(strings.TrimSuffix(file, ".go") + ".out")
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return strings.ReplaceAll(string(want), "\r\n", "\n"), err
}

// folders are those of GOROOT/test with programs of one file.
var folders = []string{".", "ken", "chan", "interface", "typeparam", "fixedbugs"}

// GoTests returns the programs of GOROOT/test that an engine should run, each
// folder a set.
func GoTests(goroot string) ([]Program, error) {
	var out []Program
	for _, folder := range folders {
		files, err := filepath.Glob(filepath.Join(goroot, "test", folder, "*.go"))
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			source, err := os.ReadFile(f)
			if err != nil {
				return nil, err
			}
			if !runnable(source) {
				continue
			}
			want, err := recorded(f)
			if err != nil {
				return nil, err
			}
			out = append(out, Program{
				Set: filepath.ToSlash(filepath.Join("test", folder)), Name: filepath.Base(f), File: f,
				Want: want, Merged: true, Timeout: 10 * time.Second,
			})
		}
	}
	return out, nil
}

var constraint = regexp.MustCompile(`(?m)^//(go:build| \+build)`)

// runnable reports whether a file of GOROOT/test is to be run as it is, by any
// implementation of Go.
func runnable(source []byte) bool {
	first, _, _ := strings.Cut(string(source), "\n")
	if strings.TrimSpace(first) != "// run" || constraint.Match(source) {
		return false
	}
	f, err := parser.ParseFile(token.NewFileSet(), "", source, parser.ImportsOnly)
	if err != nil {
		return false
	}
	for _, i := range f.Imports {
		path, _ := strconv.Unquote(i.Path.Value)
		if path == "unsafe" || path == "C" || path == "runtime" || strings.HasPrefix(path, "runtime/") {
			return false
		}
	}
	return true
}
