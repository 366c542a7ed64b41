// Command gen writes the interpreter's loop, loop_gen.go, from the table of
// operations in ops.txt and the frame around them in loop.txt, and the code of
// func values, trampolines_gen.go, and of calls of compiled functions,
// direct_gen.go.
package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"go/format"
	"os"
	"regexp"
	"strings"
)

//go:embed ops.txt
var table string

//go:embed loop.txt
var loop string

func main() {
	for name, generate := range files {
		text, err := generate()
		if err == nil {
			err = os.WriteFile(name, text, 0o644)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, "gen:", err)
			os.Exit(1)
		}
	}
}

var files = map[string]func() ([]byte, error){"loop_gen.go": generate, "trampolines_gen.go": trampolines, "direct_gen.go": direct}

// generate returns the text of loop_gen.go.
func generate() ([]byte, error) {
	var names, cases bytes.Buffer
	count := 0
	for line := range strings.Lines(table) {
		name, code, _ := strings.Cut(strings.TrimSpace(line), " ")
		if name == "" || name == "#" {
			continue
		}
		if count == 0 {
			fmt.Fprintf(&names, "o%s op = iota\n", name)
		} else {
			fmt.Fprintf(&names, "o%s\n", name)
		}
		count++
		fmt.Fprintf(&cases, "case o%s:\n%s\n", name, expand(strings.TrimSpace(code)))
	}
	var rest []string
	for i := count; i < 256; i++ {
		rest = append(rest, fmt.Sprint(i))
	}
	text := strings.NewReplacer("NAMES", names.String(), "CASES", cases.String(), "REST", strings.Join(rest, ", ")).Replace(loop)
	return format.Source([]byte(text))
}

var (
	jump     = "if COND { pc = unsafe.Add(pc, in.t); if in.t < 0 && th.stop.Load() != 0 { exit(xStop) } }"
	checkNil = "p := P(a); if p == nil { exit(xNil) }; "
	checkLen = "l, i := slcAt(fp, in.a), I(b); if uint64(i) >= uint64(l.len) { exit(xIndex) }; "
	checkMem = checkNil + "l, i := (*slice)(unsafe.Add(p, uintptr(in.c))), I(b); if uint64(i) >= uint64(l.len) { exit(xIndex) }; "
	checkCap = "l := slcAt(fp, in.a); i := int64(l.len); if l.len >= l.cap { exit(xSlow) }; "
	grown    = "if in.a == in.d { l.len++ } else { *slcAt(fp, in.d) = slice{l.p, l.len+1, l.cap} }"
	leave    = "h := head(fp); caller, free := h.link, h.pool; pc = h.ret; h.link = *free; *free = fp; fp = caller"

	inMemory  = regexp.MustCompile(`mem\[(\w+)\]`)
	inElement = regexp.MustCompile(`elem\[(\w+)\]`)
	inField   = regexp.MustCompile(`field\[(\w+)\]`)
	inFrame   = regexp.MustCompile(`\b([IFPSLE])\(([a-e])\)`)
	exits     = regexp.MustCompile(`exit\((\w+)\)`)
)

var (
	sizes = map[string]string{"uint8": "1", "int8": "1", "uint16": "2", "int16": "2", "uint32": "4", "int32": "4", "float32": "4", "string": "16", "slice": "24", "words": "16"}
	kinds = map[string]string{"I": "int", "F": "flt", "P": "ptr", "S": "str", "L": "slc", "E": "ifc"}
)

// expand turns a line of the table into Go.
func expand(code string) string {
	if cond, ok := strings.CutPrefix(code, "? "); ok {
		code = strings.Replace(jump, "COND", cond, 1)
	}
	code = strings.Replace(code, "N: ", checkNil, 1)
	code = strings.Replace(code, "X: ", checkLen, 1)
	code = strings.Replace(code, "M: ", checkMem, 1)
	code = strings.Replace(code, "A: ", checkCap, 1)
	code = strings.Replace(code, "GROWN", grown, 1)
	code = strings.ReplaceAll(code, "RETURN", leave)
	code = inMemory.ReplaceAllString(code, "*(*$1)(unsafe.Add(p, in.t))")
	code = inField.ReplaceAllString(code, "*(*$1)(unsafe.Add(l.p, i*int64(in.e)+int64(in.t)))")
	code = inElement.ReplaceAllStringFunc(code, func(s string) string {
		t := inElement.FindStringSubmatch(s)[1]
		size, ok := sizes[t]
		if !ok {
			size = "8"
		}
		return fmt.Sprintf("*(*%s)(unsafe.Add(l.p, i*%s))", t, size)
	})
	code = inFrame.ReplaceAllStringFunc(code, func(s string) string {
		m := inFrame.FindStringSubmatch(s)
		return fmt.Sprintf("*%sAt(fp, in.%s)", kinds[m[1]], m[2])
	})
	code = exits.ReplaceAllString(code, "return fp, pc, $1")
	return strings.ReplaceAll(code, ";", "\n")
}
