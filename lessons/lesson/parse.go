package lesson

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"gradus/lessons/exercise"
)

// parser goes through lesson.md line by line. Prose gathers until a heading
// or a block of code ends its cell.
type parser struct {
	lesson *Lesson
	prose  []string
	ids    *cellIDs
}

var fenceLine = regexp.MustCompile("^(`{3,}|~{3,})\\s*(.*)$")

func parse(md string) (*Lesson, error) {
	p := &parser{lesson: &Lesson{}, ids: newCellIDs()}
	lines := strings.Split(strings.ReplaceAll(md, "\r\n", "\n"), "\n")
	start, err := p.header(lines)
	if err != nil {
		return nil, err
	}
	for i := start; i < len(lines); i++ {
		fence := fenceLine.FindStringSubmatch(lines[i])
		switch {
		case fence != nil:
			end := closing(lines, i+1, fence[1])
			if end < 0 {
				return nil, fmt.Errorf("line %d: this block is never closed", i+1)
			}
			if err := p.block(fence[2], lines[i:end+1]); err != nil {
				return nil, fmt.Errorf("line %d: %w", i+1, err)
			}
			i = end
		case isHeading(lines[i]):
			p.endProse()
			p.ids.heading(lines[i])
			p.prose = append(p.prose, lines[i])
		default:
			p.prose = append(p.prose, lines[i])
		}
	}
	p.endProse()
	return p.lesson, nil
}

// header reads the "key: value" lines between two lines of dashes that open
// the file, and returns the number of the line after them.
func (p *parser) header(lines []string) (int, error) {
	if lines[0] != "---" {
		return 0, fmt.Errorf("line 1: the header, between two lines of ---, is missing")
	}
	l := p.lesson
	for i := 1; i < len(lines); i++ {
		if lines[i] == "---" {
			if l.Number == "" || l.Slug == "" || l.Title == "" {
				return 0, fmt.Errorf("the header must give lesson, slug and title")
			}
			return i + 1, nil
		}
		key, value, _ := strings.Cut(lines[i], ":")
		value = strings.TrimSpace(value)
		switch key {
		case "lesson":
			l.Number = value
		case "slug":
			l.Slug = value
		case "title":
			l.Title = value
		case "minutes":
			minutes, err := strconv.Atoi(value)
			if err != nil {
				return 0, fmt.Errorf("line %d: minutes must be a whole number", i+1)
			}
			l.Minutes = minutes
		default:
			return 0, fmt.Errorf("line %d: unknown key %q", i+1, key)
		}
	}
	return 0, fmt.Errorf("the header is never closed")
}

// block takes one fenced block, its fence lines included. What it is stands
// after the opening fence.
func (p *parser) block(info string, lines []string) error {
	language, rest, _ := strings.Cut(strings.TrimSpace(info), " ")
	key, rest, tagged := strings.Cut(rest, "=")
	id, title, _ := strings.Cut(rest, " ")
	text := strings.TrimSpace(strings.Join(lines[1:len(lines)-1], "\n"))
	switch {
	case language == "go" && key == "":
		p.endProse()
		p.cell(Cell{ID: p.ids.next(), Source: text})
	case language == "go" && key == "exercise" && tagged:
		e := p.exercise(id)
		if e.Stub != "" {
			return fmt.Errorf("exercise %s has two stubs", id)
		}
		e.Stub, e.Title = text, strings.TrimSpace(title)
		p.endProse()
		p.cell(Cell{ID: "exercise-" + strings.ReplaceAll(id, ".", "-"), Source: text, Exercise: id})
	case language == "go" && key == "solution" && tagged:
		return p.after(id, func(e *exercise.Exercise) { e.Solution = text })
	case language == "hint" && tagged && key == "exercise":
		return p.after(id, func(e *exercise.Exercise) { e.Hints = append(e.Hints, text) })
	case language == "quiz":
		questions, err := parseQuiz(text)
		p.lesson.Quiz = append(p.lesson.Quiz, questions...)
		return err
	case language == "go" || language == "hint":
		return fmt.Errorf("cannot read %q: want go, go exercise=ID title, go solution=ID, or hint exercise=ID", info)
	default:
		p.prose = append(p.prose, lines...)
	}
	return nil
}

func (p *parser) cell(c Cell) { p.lesson.Cells = append(p.lesson.Cells, c) }

// endProse makes a cell of the prose gathered so far.
func (p *parser) endProse() {
	text := strings.TrimSpace(strings.Join(p.prose, "\n"))
	p.prose = nil
	if text != "" {
		p.cell(Cell{ID: p.ids.next(), Markdown: true, Source: text})
	}
}

// exercise returns the exercise with the id, made at its first use.
func (p *parser) exercise(id string) *exercise.Exercise {
	e := p.lesson.Exercise(id)
	if e == nil {
		e = &exercise.Exercise{ID: id}
		p.lesson.Exercises = append(p.lesson.Exercises, e)
	}
	return e
}

// after does something to an exercise whose stub came before.
func (p *parser) after(id string, do func(*exercise.Exercise)) error {
	e := p.lesson.Exercise(id)
	if e == nil {
		return fmt.Errorf("the stub of exercise %s must come first", id)
	}
	do(e)
	return nil
}

// closing finds the line that closes a block opened with the fence, or -1.
func closing(lines []string, from int, fence string) int {
	for i := from; i < len(lines); i++ {
		line := strings.TrimRight(lines[i], " \t")
		if strings.HasPrefix(line, fence) && strings.Trim(line, fence[:1]) == "" {
			return i
		}
	}
	return -1
}

var headingLine = regexp.MustCompile(`^#{1,3} `)

func isHeading(line string) bool { return headingLine.MatchString(line) }
