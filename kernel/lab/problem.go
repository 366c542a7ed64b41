package lab

// A Problem is something that the learner can mend himself: what is wrong, in
// one line, and what to do about it.
type Problem struct {
	What string
	Do   string
	Err  error // the cause, when there is one
}

func (p *Problem) Error() string {
	text := p.What
	if p.Err != nil {
		text += ": " + p.Err.Error()
	}
	if p.Do != "" {
		text += "\n  → " + p.Do
	}
	return text
}

func (p *Problem) Unwrap() error { return p.Err }
