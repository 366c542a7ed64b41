package kernel

import (
	"bufio"
	"context"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"gradus/kernel/display"
	"gradus/kernel/eval"
)

// script is an [Evaluator] whose cells are lines of a little language:
//
//	print TEXT     a line on stdout        eprint TEXT    a line on stderr
//	value TEXT     the cell's value        fail TEXT      the cell's error
//	show TEXT      display_data            update TEXT    of what was shown last
//	clear, clear wait                      read           a line of stdin, printed
//	wait           until interrupted       spin           until finish is closed, whatever happens
//	later TEXT     printed by a goroutine once finish is closed
//	panic TEXT     the evaluator panics    unshowable     a value that JSON cannot express
type script struct {
	blocked chan struct{} // receives when a cell has reached wait or spin
	finish  chan struct{}
}

func newScript() *script {
	return &script{blocked: make(chan struct{}, 1), finish: make(chan struct{})}
}

func (s *script) Execute(ctx context.Context, c eval.Cell, io eval.Streams) (result eval.Result) {
	var shown display.Handle
	for line := range strings.Lines(c.Source) {
		verb, text, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch verb {
		case "print":
			fmt.Fprintln(io.Stdout, text)
		case "eprint":
			fmt.Fprintln(io.Stderr, text)
		case "value":
			b := display.Text(text)
			result.Value = &b
		case "unshowable":
			result.Value = &display.Bundle{Data: map[string]any{"text/plain": "func", "application/json": func() {}}}
		case "show":
			shown = display.Show(words(text))
		case "update":
			shown.Update(words(text))
		case "clear":
			display.Clear(text == "wait")
		case "fail":
			return failed("error", text)
		case "panic":
			panic(text)
		case "read":
			in, err := bufio.NewReader(io.Stdin).ReadString('\n')
			if err != nil {
				return failed("error", err.Error())
			}
			fmt.Fprintf(io.Stdout, "read %q\n", in)
		case "wait":
			s.blocked <- struct{}{}
			<-ctx.Done()
			return failed("Interrupted", "the cell was interrupted")
		case "spin":
			s.blocked <- struct{}{}
			<-s.finish
		case "later":
			go func() {
				<-s.finish
				fmt.Fprintln(io.Stdout, text)
			}()
		}
	}
	return result
}

func failed(name, message string) eval.Result {
	return eval.Result{Err: &eval.Error{Name: name, Message: message, Traceback: []string{"cell[1]: " + message}}}
}

// words is shown as plain text and as HTML.
type words string

func (w words) MIMEBundle() map[string]any {
	return map[string]any{"text/plain": string(w), "text/html": "<b>" + string(w) + "</b>"}
}

func (s *script) Evaluate(_ context.Context, expr string) (display.Bundle, *eval.Error) {
	switch expr {
	case "panic":
		panic("evaluation")
	case "unknown":
		return display.Bundle{}, &eval.Error{Name: "CheckError", Message: "undefined: unknown"}
	}
	return display.Text("<" + expr + ">"), nil
}

var verbs = []string{"print", "prüfe"}

func (s *script) Complete(code string, cursor int) eval.Completion {
	start := strings.LastIndexFunc(code[:cursor], func(r rune) bool { return !unicode.IsLetter(r) })
	if start >= 0 {
		_, size := utf8.DecodeRuneInString(code[start:])
		start += size
	}
	start = max(start, 0)
	found := eval.Completion{Start: start, End: cursor}
	for _, v := range verbs {
		if strings.HasPrefix(v, code[start:cursor]) {
			found.Matches = append(found.Matches, eval.Match{Text: v, Kind: "function", Signature: "func(text)"})
		}
	}
	return found
}

func (s *script) Inspect(code string, cursor, detail int) eval.Inspection {
	word, _, _ := strings.Cut(code[cursor:], " ")
	if word != "print" {
		return eval.Inspection{}
	}
	return eval.Inspection{Found: true, Data: map[string]any{"text/plain": fmt.Sprintf("print writes a line (detail %d)", detail)}}
}

func (s *script) IsComplete(code string) (status, indent string) {
	switch {
	case strings.HasSuffix(code, "{"):
		return "incomplete", "\t"
	case strings.HasSuffix(code, "}"):
		return "invalid", ""
	}
	return "complete", ""
}
