package lesson

import (
	"fmt"
	"strconv"
	"strings"

	"gradus/lessons/exercise"
)

// parseQuiz reads the questions of a quiz block:
//
//	Q: Which of these are probabilities?
//	- 0.5, 0.6 :: They sum to 1.1.
//	* 0.4, 0.6 :: None is negative, and they sum to one.
//
//	Q: What is the loss of a coin toss, −log ½, to two decimals?
//	= 0.69 ± 0.005 :: Also called one bit, in nats.
func parseQuiz(text string) ([]exercise.Question, error) {
	var questions []exercise.Question
	for _, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if q, ok := strings.CutPrefix(line, "Q:"); ok {
			questions = append(questions, exercise.Question{Text: strings.TrimSpace(q)})
			continue
		}
		if len(questions) == 0 {
			return nil, fmt.Errorf("a quiz begins with Q:, not with %q", line)
		}
		if err := answerLine(&questions[len(questions)-1], line); err != nil {
			return nil, err
		}
	}
	for _, q := range questions {
		if err := complete(q); err != nil {
			return nil, err
		}
	}
	return questions, nil
}

// answerLine reads a choice, the number asked for, or more of the question.
func answerLine(q *exercise.Question, line string) error {
	sign, rest, _ := strings.Cut(line, " ")
	answer, why, _ := strings.Cut(rest, "::")
	answer, why = strings.TrimSpace(answer), strings.TrimSpace(why)
	switch sign {
	case "-", "*":
		q.Choices = append(q.Choices, exercise.Choice{Text: answer, Right: sign == "*", Why: why})
	case "=":
		number, tolerance, found := strings.Cut(answer, "±")
		var err error
		if q.Number, err = strconv.ParseFloat(strings.TrimSpace(number), 64); err != nil {
			return fmt.Errorf("%q is no number", number)
		}
		q.Tolerance, q.Why = 1e-9, why
		if found {
			if q.Tolerance, err = strconv.ParseFloat(strings.TrimSpace(tolerance), 64); err != nil {
				return fmt.Errorf("%q is no number", tolerance)
			}
		}
	default:
		q.Text += " " + line
	}
	return nil
}

// complete checks that a question can be answered, and that each answer is
// explained.
func complete(q exercise.Question) error {
	if len(q.Choices) == 0 {
		if q.Why == "" {
			return fmt.Errorf("quiz: %q wants choices, or = and a number, with :: and why", q.Text)
		}
		return nil
	}
	right := 0
	for _, c := range q.Choices {
		if c.Why == "" {
			return fmt.Errorf("quiz: %q: say after :: why %q is right or wrong", q.Text, c.Text)
		}
		if c.Right {
			right++
		}
	}
	if right != 1 {
		return fmt.Errorf("quiz: %q has %d right choices (marked *), want 1", q.Text, right)
	}
	return nil
}
