package nn

import (
	"fmt"
	"strings"
)

// ClassReport prints how well each class is recognised. The numbers are those of its
// Confusion.
type ClassReport struct {
	*Confusion
}

// Report returns precision, recall and F1 of each class and on average, to print.
// pred, target and names are as in ConfusionMatrix.
func Report(pred, target *Tensor, names []string) *ClassReport {
	return &ClassReport{ConfusionMatrix(pred, target, names)}
}

// String returns the table that scikit-learn prints as classification_report.
func (r *ClassReport) String() string {
	macro, weighted := r.Macro(), r.Weighted()
	width := len("weighted avg")
	for _, name := range r.Names {
		width = max(width, len([]rune(name)))
	}
	var s strings.Builder
	line := func(name, format string, values ...any) {
		fmt.Fprintf(&s, "%*s  "+format+"\n", append([]any{width, name}, values...)...)
	}
	scores := func(name string, c ClassScores) {
		line(name, "%9.2f %9.2f %9.2f %9d", c.Precision, c.Recall, c.F1, c.Support)
	}
	line("", "%9s %9s %9s %9s\n", "precision", "recall", "f1-score", "support")
	for i, name := range r.Names {
		scores(name, r.Class(i))
	}
	s.WriteByte('\n')
	line("accuracy", "%9s %9s %9.2f %9d", "", "", r.Accuracy(), macro.Support)
	scores("macro avg", macro)
	scores("weighted avg", weighted)
	return strings.TrimSuffix(s.String(), "\n")
}
