package yardstick

import "testing"

func TestJudge(t *testing.T) {
	const wanted = "hello\n"
	panicked := "panic: oh no\n\ngoroutine 1 [running]:\nmain.main(...)\n\tx.go:3\n"
	for _, c := range []struct {
		name    string
		outcome Outcome
		want    Verdict
	}{
		{"right", Outcome{Stdout: wanted}, Verdict{}},
		{"right, but for the status", Outcome{Stdout: wanted, Status: 3, Stderr: "exit status 3\n"}, Verdict{"exit", "exit status 3"}},
		{"other output", Outcome{Stdout: "hello\nworld\n"}, Verdict{"output", "has “world”, not “”"}},
		{"no output", Outcome{}, Verdict{"output", "has “”, not “hello”"}},
		{"hang", Outcome{Stdout: wanted, Status: -1, Hangs: true}, Verdict{"hang", ""}},
		{"killed", Outcome{Status: -1}, Verdict{"crash", ""}},
		{"memory", Outcome{Status: memoryStatus}, Verdict{"memory", ""}},
		{"panic", Outcome{Stderr: panicked, Status: 2}, Verdict{"panic", "oh no"}},
		{"panic without frames", Outcome{Stderr: "panic: oh no\n\ngoroutine 1 [running]:\n", Status: 2}, Verdict{"panic", "oh no"}},
		{"panic of the interpreter", Outcome{Stderr: "panic: oh no\n\ngoroutine 7 [running]:\ninterp.run()\n\t/a/b.go:7 +0x1c\n", Status: 2}, Verdict{"crash", "oh no"}},
		{"fatal error", Outcome{Stderr: "runtime: sp\nfatal error: stack overflow\n", Status: 2}, Verdict{"crash", "stack overflow"}},
		{"check", Outcome{Stderr: "/tmp/p.go:3:7: undefined: x\n", Status: 1}, Verdict{"check", "undefined: x"}},
		{"engine", Outcome{Stderr: "/tmp/p.go:3:7: the toy engine can't run this: no goto\n", Status: 1}, Verdict{"engine", "no goto"}},
		{"missing", Outcome{Stderr: "/tmp/p.go:3:7: iter.Seq is not available on the toy engine\n", Status: 1}, Verdict{"engine", "iter.Seq is not available on the toy engine"}},
	} {
		if got := judge(Program{Want: wanted}, c.outcome); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
	merged := Program{Want: "out\nerr\n", Merged: true}
	if got := judge(merged, Outcome{Stdout: "out\nerr\n"}); got.Reason != "" {
		t.Errorf("merged output: %+v", got)
	}
	if got := judge(merged, Outcome{Stdout: panicked, Status: 2}); got.Reason != "panic" {
		t.Errorf("panic in merged output: %+v", got)
	}
}

// Details are the same wherever and whenever the test runs.
func TestShort(t *testing.T) {
	for line, want := range map[string]string{
		"  two\twords ":                       "two words",
		"/home/me/go/test/const.go:54:24: no": "const.go:54:24: no",
		`C:\go\test\const.go:54:24: no`:       "const.go:54:24: no",
		"pointer 0xc000123456":                "pointer 0x…",
		"2026/11/23 18:01:06 want 5":          "want 5",
		"a\xffb":                              "a?b",
	} {
		if got := short(line); got != want {
			t.Errorf("short(%q) = %q, want %q", line, got, want)
		}
	}
}
