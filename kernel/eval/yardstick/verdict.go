package yardstick

import (
	"regexp"
	"strings"
)

// A Verdict says how a program did: an empty reason means that it passed.
type Verdict struct {
	Reason string // one word, as the package's documentation lists them
	Detail string // the first line that tells why
}

// Flaky is the recorded reason of a program that fails only now and then; no
// single run has it.
const Flaky = "flaky"

// judge compares an outcome with what the program should print; that it ends
// with status 0 goes without saying.
func judge(p Program, o Outcome) Verdict {
	messages := o.Stderr
	if p.Merged {
		messages = o.Stdout
	}
	said := func(text string) bool { return strings.Contains(messages, text) }
	switch {
	case o.Hangs:
		return Verdict{"hang", ""}
	case o.Status == memoryStatus:
		return Verdict{"memory", ""}
	case o.Status == 0 && o.Stdout == p.Want:
		return Verdict{}
	case o.Status == 0:
		return Verdict{"output", difference(p.Want, o.Stdout)}
	case said(" engine can't run this: "):
		return Verdict{"engine", tell(messages, " engine can't run this: ")}
	case at.MatchString(messages) && said(" is not available on the "):
		return Verdict{"engine", tell(messages, at.FindString(messages))}
	case o.Status < 0, said("fatal error: "), frame.MatchString(messages):
		return Verdict{"crash", tell(messages, "fatal error: ", "panic: ")}
	case said("panic: "):
		return Verdict{"panic", tell(messages, "panic: ")}
	case at.MatchString(messages):
		return Verdict{"check", tell(messages, at.FindString(messages))}
	default:
		return Verdict{"exit", tell(messages, "")}
	}
}

var (
	at = regexp.MustCompile(`\.go:\d+:\d+: `)
	// frame is one of a traceback of Go itself, not of an engine's.
	frame = regexp.MustCompile(`(?m)^\t.*\.go:\d+ \+0x`)

	folder  = regexp.MustCompile(`(\w:)?[/\\][^\s:]*[/\\]([\w.-]+\.go)`)
	address = regexp.MustCompile(`0x[0-9a-f]{4,}`)
	moment  = regexp.MustCompile(`\d{4}/\d\d/\d\d \d\d:\d\d:\d\d `)
)

// tell returns what follows the first of the markers that occurs, up to the end
// of its line.
func tell(messages string, markers ...string) string {
	for _, m := range markers {
		if _, after, found := strings.Cut(messages, m); found {
			line, _, _ := strings.Cut(after, "\n")
			return short(line)
		}
	}
	return ""
}

// short makes a line fit for the list of scores: on one line, and the same on
// every machine.
func short(line string) string {
	line = strings.ToValidUTF8(strings.Join(strings.Fields(line), " "), "?")
	line = folder.ReplaceAllString(line, "$2")
	line = address.ReplaceAllString(line, "0x…")
	line = moment.ReplaceAllString(line, "")
	if runes := []rune(line); len(runes) > 90 {
		return string(runes[:89]) + "…"
	}
	return line
}

// difference shows the first line that is not as it should be.
func difference(want, have string) string {
	w, h := strings.Split(want, "\n"), strings.Split(have, "\n")
	for i := 0; i < len(w) && i < len(h); i++ {
		if w[i] != h[i] {
			return short("has " + clip(h[i]) + ", not " + clip(w[i]))
		}
	}
	return short("has " + clip(strings.Join(h[min(len(w), len(h)):], " ")) + ", not " + clip(strings.Join(w[min(len(w), len(h)):], " ")))
}

func clip(line string) string {
	if runes := []rune(line); len(runes) > 36 {
		line = string(runes[:35]) + "…"
	}
	return "“" + line + "”"
}
