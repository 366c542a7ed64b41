// Package yardstick measures the engines of package eval: how much of Go they
// run, and (command speed) how fast.
//
// Two sets of programs are run on every engine of [Engines], each program in a
// process of its own that may hang or die:
//
//   - corpus: testdata/programs, small idiomatic programs of one file, beside
//     each what it prints under "go run";
//   - GOROOT/test: Go's own tests, namely the files marked "// run", without
//     arguments, in the top folder, ken, chan, interface, typeparam and
//     fixedbugs, that have no build constraint and do not import unsafe,
//     runtime or C. Tests of a compiler's errors are none of ours.
//
// scores.txt records how many pass, and which fail with what reason; the test
// fails for a program that fails without being listed there. The reasons:
//
//   - check: the front end does not accept the program;
//   - engine: the engine says that it can't run it;
//   - output: it ends well but prints something else;
//   - exit: it ends with another exit status; panic: by a panic;
//   - crash: the interpreter's process dies; memory: it needs too much;
//   - hang: it does not end;
//   - flaky: it fails now and then, which stands there until it is deleted by
//     hand.
//
// "go test" runs the corpus and a sample of GOROOT/test on our own engine, with
// GRADUS_YARDSTICK=quick on all engines (on yaegi some programs fail only now
// and then), with full everything, which takes minutes:
//
//	GRADUS_YARDSTICK=full go test ./kernel/eval/yardstick -run Scores -v
//
// prints the table. With -update the recorded scores of what was run, the page
// engines.md and the corpus's recorded output are made anew; reasons.txt says
// by hand why what fails on our own engine fails there.
package yardstick
