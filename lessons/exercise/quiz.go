package exercise

import (
	"fmt"
	"strings"
)

// Quiz is a lesson's questions with the answers given so far.
type Quiz struct {
	Lesson    string
	Questions []Question
	Answers   []string // of the first questions; may be shorter
	Problem   string   // why there are no questions
}

// Right counts the right answers.
func (q Quiz) Right() (n int) {
	for i, question := range q.Questions {
		if i < len(q.Answers) {
			if right, _ := question.Mark(q.Answers[i]); right {
				n++
			}
		}
	}
	return n
}

func (q Quiz) heading() string {
	if q.Problem != "" {
		return q.Problem
	}
	if len(q.Answers) == 0 {
		return "Quiz " + q.Lesson
	}
	return "Quiz " + q.Lesson + ": " + count(q.Right(), len(q.Questions)) + " right"
}

// usage shows how to answer, with as many answers as there are questions.
func (q Quiz) usage() string {
	if q.Problem != "" || q.Right() == len(q.Questions) {
		return ""
	}
	args := make([]string, 0, len(q.Questions))
	for _, question := range q.Questions {
		example := `"a"`
		if len(question.Choices) == 0 {
			example = `"0.5"`
		}
		args = append(args, example)
	}
	return fmt.Sprintf("Answer with `lessons.Quiz(%q, %s)`", q.Lesson, strings.Join(args, ", "))
}

// mark is the sign and comment on question i; both are empty while it has no
// answer.
func (q Quiz) mark(i int) (sign, why string) {
	if i >= len(q.Answers) || strings.TrimSpace(q.Answers[i]) == "" {
		return "", ""
	}
	right, why := q.Questions[i].Mark(q.Answers[i])
	if right {
		return "✓", why
	}
	return "✗", why
}

func (q Quiz) picked(i, choice int) bool {
	return i < len(q.Answers) && strings.EqualFold(strings.TrimSpace(q.Answers[i]), Letter(choice))
}

// given repeats an answer that is not among choices, where it could be seen.
func (q Quiz) given(i int) string {
	if len(q.Questions[i].Choices) > 0 {
		return ""
	}
	return strings.TrimSpace(q.Answers[i]) + ": "
}

// String is the quiz as plain text.
func (q Quiz) String() string {
	var b strings.Builder
	b.WriteString(q.heading() + "\n")
	for i, question := range q.Questions {
		fmt.Fprintf(&b, "\n%d. %s\n", i+1, question.Text)
		for j, choice := range question.Choices {
			pick := " "
			if q.picked(i, j) {
				pick = ">"
			}
			fmt.Fprintf(&b, "  %s %s) %s\n", pick, Letter(j), choice.Text)
		}
		if sign, why := q.mark(i); sign != "" {
			fmt.Fprintf(&b, "  %s %s%s\n", sign, q.given(i), why)
		}
	}
	if usage := q.usage(); usage != "" {
		b.WriteString("\n" + usage + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// MIMEBundle shows the quiz as a card.
func (q Quiz) MIMEBundle() map[string]any {
	return map[string]any{"text/plain": q.String(), "text/html": q.html()}
}

func (q Quiz) html() string {
	var b strings.Builder
	for i, question := range q.Questions {
		fmt.Fprintf(&b, `<div style="margin-top:12px"><b>%d.</b> %s</div>`, i+1, Inline(question.Text))
		for j, choice := range question.Choices {
			weight := "400"
			if q.picked(i, j) {
				weight = "700"
			}
			fmt.Fprintf(&b, `<div style="margin-left:18px;font-weight:%s">%s) %s</div>`, weight, Letter(j), Inline(choice.Text))
		}
		if sign, why := q.mark(i); sign != "" {
			colour := looks[Correct].colour
			if sign == "✗" {
				colour = looks[KeepWorking].colour
			}
			fmt.Fprintf(&b, `<div style="margin:2px 0 0 18px"><span style="color:%s;font-weight:600">%s</span> %s</div>`, colour, sign, Inline(q.given(i)+why))
		}
	}
	b.WriteString(`<div style="margin-top:12px;opacity:.75">` + Inline(q.usage()) + `</div>`)
	colour := "#2f81f7"
	if q.Problem == "" && q.Right() == len(q.Questions) {
		colour = looks[Correct].colour
	}
	return Card(q.heading(), colour, b.String())
}

func count(n, of int) string { return fmt.Sprintf("%d of %d", n, of) }
