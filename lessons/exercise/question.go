package exercise

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Question is one question of a lesson's quiz: choices to pick from by letter,
// or a number to give.
type Question struct {
	Text    string
	Choices []Choice // lettered a, b, c …; empty when a number is asked for

	Number    float64 // the number asked for
	Tolerance float64
	Why       string // why that number
}

// Choice is one of the answers to pick from.
type Choice struct {
	Text  string
	Right bool
	Why   string // what is said to a learner who picked it
}

// Letter is the letter of choice i.
func Letter(i int) string { return string(rune('a' + i)) }

// Mark tells whether the answer is right, and why.
func (q Question) Mark(answer string) (right bool, why string) {
	answer = strings.ToLower(strings.TrimSpace(answer))
	if len(q.Choices) == 0 {
		n, err := strconv.ParseFloat(answer, 64)
		if err != nil {
			return false, fmt.Sprintf("A number is asked for, as in \"0.25\"; %q is none.", answer)
		}
		if math.Abs(n-q.Number) <= q.Tolerance {
			return true, q.Why
		}
		return false, "Not this number. Work it out on paper, or in a cell, and try again."
	}
	for i, choice := range q.Choices {
		if answer == Letter(i) {
			return choice.Right, choice.Why
		}
	}
	return false, fmt.Sprintf("Answer with a letter from a to %s.", Letter(len(q.Choices)-1))
}
