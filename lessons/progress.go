package lessons

import (
	"fmt"
	"html"
	"strings"

	"gradus/lessons/course"
	"gradus/lessons/exercise"
	"gradus/lessons/lesson"
	"gradus/lessons/progress"
)

// Progress shows what the learner has done so far: a table of the lessons with
// the state of each exercise and quiz.
func Progress() Report {
	r, err := progress.Load()
	return Report{lessons: course.All(), record: r, err: err}
}

// Report is the table that Progress shows.
type Report struct {
	lessons []*lesson.Lesson
	record  *progress.Record
	err     error
}

// row is one line of the table.
type row struct{ id, title, state, note string }

func (p Report) rows() []row {
	var rows []row
	for _, l := range p.lessons {
		rows = append(rows, row{id: l.Number, title: l.Title})
		for _, e := range l.Exercises {
			done := p.record.Exercises[e.ID]
			rows = append(rows, row{e.ID, e.Title, done.State.String(), note(done)})
		}
		if len(l.Quiz) > 0 {
			state := exercise.NotAttempted.String()
			if q, ok := p.record.Quizzes[l.Number]; ok {
				state = fmt.Sprintf("%d of %d right", q.Right, q.Of)
			}
			rows = append(rows, row{"", "quiz", state, ""})
		}
	}
	return rows
}

// note says how an exercise was done.
func note(e progress.Exercise) string {
	var parts []string
	if e.Tries == 1 {
		parts = append(parts, "1 try")
	}
	if e.Tries > 1 {
		parts = append(parts, fmt.Sprintf("%d tries", e.Tries))
	}
	if e.Hints > 0 {
		parts = append(parts, fmt.Sprintf("hints seen: %d", e.Hints))
	}
	if e.Solution {
		parts = append(parts, "solution seen")
	}
	return strings.Join(parts, ", ")
}

// heading counts what is correct.
func (p Report) heading() string {
	correct, all := 0, 0
	for _, l := range p.lessons {
		for _, e := range l.Exercises {
			all++
			if p.record.Exercises[e.ID].State == exercise.Correct {
				correct++
			}
		}
	}
	return fmt.Sprintf("Progress: %d of %d exercises correct", correct, all)
}

// String is the table as plain text.
func (p Report) String() string {
	var b strings.Builder
	b.WriteString(p.heading())
	if p.err != nil {
		b.WriteString("\n" + p.err.Error())
	}
	for _, r := range p.rows() {
		b.WriteString("\n" + strings.TrimRight(fmt.Sprintf("%-5s %-40s %-14s %s", r.id, r.title, r.state, r.note), " "))
	}
	return b.String()
}

// MIMEBundle shows the table as HTML.
func (p Report) MIMEBundle() map[string]any {
	var b strings.Builder
	if p.err != nil {
		b.WriteString(`<div style="margin-top:6px">` + html.EscapeString(p.err.Error()) + `</div>`)
	}
	b.WriteString(`<table style="margin:8px 0 0;border-collapse:collapse;font-size:inherit">`)
	for _, r := range p.rows() {
		weight := "400"
		if r.state == "" {
			weight = "600"
		}
		fmt.Fprintf(&b, `<tr style="font-weight:%s">`, weight)
		for _, cell := range []string{r.id, r.title, r.state, r.note} {
			b.WriteString(`<td style="text-align:left;padding:2px 10px">` + html.EscapeString(cell) + `</td>`)
		}
		b.WriteString(`</tr>`)
	}
	b.WriteString(`</table>`)
	return map[string]any{"text/plain": p.String(), "text/html": exercise.Card(p.heading(), "#2f81f7", b.String())}
}
