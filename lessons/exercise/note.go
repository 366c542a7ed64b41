package exercise

import "strings"

// Note is a short text for the learner, in Markdown: a hint, or the code of a
// solution. Notebooks show it typeset, with its formulas and coloured code.
type Note struct{ Markdown string }

func (n Note) String() string { return strings.TrimSpace(n.Markdown) }

// MIMEBundle shows the note as Markdown.
func (n Note) MIMEBundle() map[string]any {
	return map[string]any{"text/plain": n.String(), "text/markdown": n.String()}
}

// HintNote is the e's hint number n, counted from 0; past the last one it
// says where the solution is.
func (e *Exercise) HintNote(n int) Note {
	solution := "`lessons.Solution(\"" + e.ID + "\")` shows the code."
	switch {
	case len(e.Hints) == 0:
		return Note{"There are no hints for " + e.ID + ". " + solution}
	case n >= len(e.Hints):
		return Note{"That was the last hint for " + e.ID + ". " + solution}
	}
	return Note{"**Hint " + e.ID + "** (" + count(n+1, len(e.Hints)) + "): " + e.Hints[n]}
}

// SolutionNote shows the e's solution.
func (e *Exercise) SolutionNote() Note {
	return Note{"**Solution " + e.ID + "**\n\n```go\n" + strings.TrimSpace(e.Solution) + "\n```"}
}
