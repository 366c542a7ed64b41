package eval_test

import (
	"flag"
	"gradus/kernel/symbols"
	"path/filepath"
	"testing"

	"gradus/kernel/eval"
	"gradus/kernel/eval/evaltest"
	"gradus/kernel/eval/yaegi"
)

var update = flag.Bool("update", false, "rewrite the expectations in testdata")

// engines are those that the corpus runs on.
var engines = map[string]func() (eval.Engine, error){
	"yaegi": func() (eval.Engine, error) { return yaegi.New(symbols.Symbols) },
}

func newSession(t testing.TB, engine string) *eval.Session {
	t.Helper()
	e, err := engines[engine]()
	if err != nil {
		t.Fatal(err)
	}
	return evaltest.Session(t, e)
}

// The corpus: each file of testdata is a session, its cells followed by the
// output, value and error that they are to have.
func TestCorpus(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no corpus", err)
	}
	for engine := range engines {
		for _, file := range files {
			t.Run(engine+"/"+filepath.Base(file), func(t *testing.T) { evaltest.Run(t, newSession(t, engine), file, *update) })
		}
	}
}
