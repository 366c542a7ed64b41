package data

import (
	"fmt"
	"strings"
	"time"
)

// ProgressBar returns a function that prints how far something is, on one line
// that it writes over, at most five times a second:
//
//	shapes ━━━━━━━━━━━━────────  61%
//
// It suits [ImageConfig] and [Remote].
func ProgressBar(label string) func(done, total int) {
	var last time.Time
	return func(done, total int) {
		now := time.Now()
		if done < total && now.Sub(last) < time.Second/5 {
			return
		}
		last = now
		if total <= 0 {
			fmt.Printf("\r%s %d", label, done)
			return
		}
		const width = 20
		full := min(width, width*done/total)
		fmt.Printf("\r%s %s%s %3d%%", label, strings.Repeat("━", full), strings.Repeat("─", width-full), 100*done/total)
		if done >= total {
			fmt.Println()
		}
	}
}
