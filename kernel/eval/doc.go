// Package eval runs notebook cells: it takes a cell from source text to the
// value that is shown, on an [Engine] that executes what has been checked.
//
// # The way of a cell
//
// The files in the order in which a cell meets them:
//
//   - magic.go does the commands ("%get …") at the top of the cell, each in a
//     file of its own;
//   - split.go cuts the source at top-level semicolons, written or implied;
//   - parse.go parses each piece, positions being those of the cell;
//   - load.go has packages loaded that are not compiled in, and
//     imports.go adds the session's imports that the cell uses, and finds those
//     that it forgot;
//   - layout.go arranges everything as one package file that go/types can check;
//   - methods.go attaches methods to types of earlier cells;
//   - check.go type-checks, several times where only types can tell what is meant,
//     which learn.go finds out; diagnostic.go collects what is wrong, every error with its place;
//   - unit.go turns what was checked into a [Unit], entry.go its statements into a
//     function, and session.go makes its names
//     live;
//   - an engine compiles and runs it (package yaegi is one);
//   - value.go shows the result, report.go a failure, with line and caret.
//
// A cell that does not check changes nothing but the imports. A cell that
// panics keeps what it did before.
//
// complete.go and inspect.go answer from the session's types, by way of
// cursor.go, which looks at the text around the cursor, and lenient.go, which
// checks code that is not finished; they never ask the engine, so they answer
// while a cell runs. program.go runs an ordinary Go program as if it were a
// cell; capture.go catches what compiled code writes to os.Stdout.
//
// # What a session means
//
// A name declared again replaces the earlier one. A variable declared again
// with the same type is assigned: functions of earlier cells see the new value.
// With another type it is a new variable, and what was compiled against the old
// one keeps the old one. A function or method declared again with the same
// signature reaches its old callers. A type declared again is a new type;
// values of the old one keep it. Unused variables and imports are no error.
//
// The value of a cell is its final expression, unless a written semicolon
// follows it. An error that comes last among a call's results, or that nobody
// reads, fails the cell unless it is nil.
package eval
