package main

import (
	"strings"
	"testing"
)

// What is not understood is said in one line, with what to do; the status is 2.
func TestUsage(t *testing.T) {
	useFake(t)
	for command, want := range map[string]string{
		"lap":                               `there is no command "lap"; did you mean lab?`,
		"lab here":                          `gradus lab takes no arguments, only flags: what is "here"?`,
		"lab --prot 1":                      "unknown flag: --prot",
		"lab --port 0":                      "--port 0 is no port",
		"run":                               "which notebook or program?",
		"run README.md":                     "neither a notebook (.ipynb) nor a program (.go)",
		"run a.ipynb b.ipynb":               `one notebook at a time: what is "b.ipynb"?`,
		"run a.ipynb --inplace --output b":  "--output or --inplace, not both",
		"run --inplace a.go":                "are for notebooks",
		"kernel":                            "-f FILE",
		"install --user --prefix /x":        "not more",
		"uninstall --sys-prefix --prefix x": "not more",
		"install --lab --user":              "not more",
		"pack":                              "-o FILE",
		"version 2":                         "takes no arguments",
	} {
		status, stdout, stderr := gradus(t, strings.Fields(command)...)
		if status != 2 || !strings.Contains(stderr, want) || !strings.Contains(stderr, "--help tells more") || stdout != "" {
			t.Errorf("gradus %s: status %d, %q, stderr\n%s\nwant %q", command, status, stdout, stderr, want)
		}
	}
}

// What fails is said in one line; the status is 1.
func TestFailures(t *testing.T) {
	useFake(t)
	for command, want := range map[string]string{
		"run no-such.ipynb":        "no-such.ipynb",
		"run no-such.go":           "no-such.go",
		"kernel -f no-such.json":   "no-such.json",
		"install --prefix root.go": "root.go",
		"install --engine gopher":  `there is no engine "gopher": choose ssa or yaegi`,
	} {
		status, _, stderr := gradus(t, strings.Fields(command)...)
		if status != 1 || !strings.HasPrefix(stderr, "gradus: ") || !strings.Contains(stderr, want) || strings.Count(stderr, "\n") != 1 {
			t.Errorf("gradus %s: status %d, %q", command, status, stderr)
		}
	}
}

func TestHelpNamesEveryCommand(t *testing.T) {
	status, help, _ := gradus(t, "help")
	if status != 0 {
		t.Errorf("status %d", status)
	}
	for _, command := range rootCommand().Commands() {
		if command.Short == "" || !strings.Contains(help, command.Short) {
			t.Errorf("help does not say what %s does:\n%s", command.Name(), help)
		}
	}
	if status, bare, _ := gradus(t); status != 0 || bare != help {
		t.Errorf("gradus alone: status %d\n%s", status, bare)
	}
}

func TestVersion(t *testing.T) {
	_, said, _ := gradus(t, "version")
	for _, want := range []string{"gradus ", "go1.", "engine ssa: golang.org/x/tools v", "engine yaegi: github.com/traefik/yaegi v"} {
		if !strings.Contains(said, want) {
			t.Errorf("%q does not say %q", said, want)
		}
	}
}
