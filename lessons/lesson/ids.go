package lesson

import (
	"fmt"
	"regexp"
	"strings"
)

// cellIDs names cells after the headings that they stand under and counts them
// there, so that an edit changes the ids of its own section only.
type cellIDs struct {
	part string // slug of the last # or ## heading
	slug string
	used map[string]int // cells so far under each slug
}

func newCellIDs() *cellIDs { return &cellIDs{slug: "start", used: map[string]int{}} }

// heading begins a section. Those of ### are named after their part too, since
// several parts have a section of the same name.
func (ids *cellIDs) heading(line string) {
	ids.slug = slugOf(line, 48) // ids may have 64 characters, number included
	if strings.HasPrefix(line, "###") && ids.part != "" {
		ids.slug = slugOf(ids.part, 24) + "-" + slugOf(line, 32)
		return
	}
	ids.part = ids.slug
}

// next is the id of the section's next cell.
func (ids *cellIDs) next() string {
	ids.used[ids.slug]++
	return fmt.Sprintf("%s-%d", ids.slug, ids.used[ids.slug])
}

var notInID = regexp.MustCompile(`[^a-z0-9]+`)

func slugOf(heading string, longest int) string {
	slug := strings.Trim(notInID.ReplaceAllString(strings.ToLower(heading), "-"), "-")
	if slug == "" {
		return "section"
	}
	return strings.Trim(slug[:min(len(slug), longest)], "-")
}
