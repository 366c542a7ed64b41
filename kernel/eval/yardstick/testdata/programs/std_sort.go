// Sorting: by several keys, stably, with sort and with slices.
package main

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"
)

type student struct {
	name  string
	grade int
	score float64
}

type byGrade []student

func (s byGrade) Len() int           { return len(s) }
func (s byGrade) Less(i, j int) bool { return s[i].grade < s[j].grade }
func (s byGrade) Swap(i, j int)      { s[i], s[j] = s[j], s[i] }

type lessFunc func(a, b *student) bool

type multi struct {
	students []student
	less     []lessFunc
}

func (m multi) Len() int      { return len(m.students) }
func (m multi) Swap(i, j int) { m.students[i], m.students[j] = m.students[j], m.students[i] }
func (m multi) Less(i, j int) bool {
	a, b := &m.students[i], &m.students[j]
	for _, less := range m.less {
		if less(a, b) || less(b, a) {
			return less(a, b)
		}
	}
	return false
}

func names(s []student) string {
	var out []string
	for _, st := range s {
		out = append(out, st.name)
	}
	return strings.Join(out, " ")
}

func main() {
	class := []student{{"Eve", 2, 8.5}, {"Bob", 1, 7}, {"Ann", 2, 9}, {"Dan", 1, 7}, {"Cid", 3, 8.5}}
	s := slices.Clone(class)
	sort.Stable(byGrade(s))
	fmt.Println(names(s))
	sort.Sort(multi{s, []lessFunc{
		func(a, b *student) bool { return a.score > b.score },
		func(a, b *student) bool { return a.name < b.name },
	}})
	fmt.Println(names(s))
	sort.Slice(s, func(i, j int) bool { return s[i].name > s[j].name })
	fmt.Println(names(s))
	slices.SortFunc(s, func(a, b student) int {
		return cmp.Or(-cmp.Compare(a.grade, b.grade), strings.Compare(a.name, b.name))
	})
	fmt.Println(names(s))
	i, found := slices.BinarySearchFunc(s, 1, func(st student, grade int) int { return grade - st.grade })
	fmt.Println(i, found, sort.SearchInts([]int{1, 4, 9, 16}, 9), slices.IsSorted([]string{"a", "b"}))
	best := slices.MaxFunc(class, func(a, b student) int { return cmp.Compare(a.score, b.score) })
	fmt.Printf("%+v %t\n", best, slices.ContainsFunc(class, func(s student) bool { return s.grade == 3 }))
	n := []float64{2.5, -1, 3}
	sort.Sort(sort.Reverse(sort.Float64Slice(n)))
	fmt.Println(n, slices.Index(n, -1), slices.Compact([]int{1, 1, 2, 2, 1}))
}
