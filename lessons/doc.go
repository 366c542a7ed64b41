// Package lessons is the course as its cells see it: [Check], [Hint],
// [Solution], [Quiz] and [Progress].
//
// # Writing a lesson
//
// A lesson is one folder, lessons/<slug>, and one line in course/table.go. Copy
// lessons/forward and change it. The folder holds
//
//	lesson.md        prose, cells, exercises, hints, solutions, quiz: the one source
//	lesson.go        embeds lesson.md and binds each exercise to its check
//	checks.go        the checks (a file for each exercise when they grow)
//	checks_test.go   exercisetest.Verify(t, spec) for each of them
//
// gradus lesson build --run <slug> makes notebooks/<number>-<slug>.ipynb of it,
// with the outputs of the solved lesson (but checks as the stubs get them), and
// fails if a cell fails or a solution is not found correct. Commit the notebook:
// a test fails while it is older than lesson.md.
//
// # lesson.md
//
// It opens with a header:
//
//	---
//	lesson: 02
//	slug: forward
//	title: Forward propagation and loss
//	minutes: 45
//	---
//
// The rest is Markdown. Each heading (#, ##, ###) begins a new cell of prose;
// formulas stand in $…$ or $$…$$. Fenced blocks are, by what follows the fence:
//
//	go                         a code cell
//	go exercise=02.1 Softmax   the stub of an exercise, a code cell; then its title
//	go solution=02.1           not in the notebook; Solution shows it, tests run it in the stub's place
//	hint exercise=02.1         not in the notebook; Hint shows it (Markdown); one block a hint
//	quiz                       not in the notebook; Quiz shows it
//	anything else              stays in the prose (text, output, …)
//
// A quiz block holds questions, with one right choice (*) or a number (=), and
// an explanation after each ::
//
//	Q: What is softmax of two equal logits?
//	- (0, 0) :: Probabilities sum to one.
//	* (½, ½) :: Equal logits, equal shares.
//
//	Q: And the loss, −log ½, to two decimals?
//	= 0.69 ± 0.005 :: One bit, in nats.
//
// The notebook gets a cell for each thing that the learner runs, so write them
// where they belong: lessons.Check("02.1", softmax) after the stub,
// lessons.Quiz("02") near the end.
//
// # Stubs
//
// A stub must run, and so must every cell after it: it returns zeros of the
// right shape (return make([]float64, len(z))), never nil or a panic, so that
// "Run all" on a new notebook reaches the end with flat pictures. Answers of
// nothing but zeros are "not attempted". Where the untouched stub is not zero
// (an update that updates nothing), give the [exercise.Spec] a Stub.
//
// # Checks
//
// A check is an [exercise.Spec]: a reference (by hand or from nn), the calls to
// try, and the bugs to recognise, all as plain Go functions; see
// lessons/forward. Where that does not fit, [exercise.Answer] makes a check of
// any func(answer F) exercise.Feedback, built with exercise.Right, Close, Wrong
// and their Likely, Because and Draw. A panic in the learner's code, and a
// wrong signature, are feedback without your doing. Answers must have types of
// plain Go: a type declared in a cell is unknown here, so let the learner wrap
// it, as in lessons.Check("03.1", func(x float64) (y, dydx float64) { … }).
//
// # Code in cells
//
// It is Go without main: imports first, then declarations and statements in any
// order; the last expression is shown, a trailing ; hides it. The interpreter
// gets some Go silently wrong, so cells avoid: named results, return values
// that mix variables with len or append, range over integers or functions,
// min, max, clear, generics, closures over loop variables, for loops with two
// variables and no condition, type switches over any. Keep lines under 90
// characters and use names from the prose.
package lessons
