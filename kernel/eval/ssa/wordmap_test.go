package ssa

import (
	"reflect"
	"runtime"
	"strconv"
	"testing"
)

func TestWordMaps(t *testing.T) {
	type inner struct {
		_ [3]uint8
		_ string
	}
	for _, c := range []struct {
		v        any
		pointers uint64
		known    bool
	}{
		{struct{}{}, 0, true},
		{[100]float64{}, 0, true},
		{struct{ a, b *int }{}, 0b11, true},
		{struct {
			x float64
			s []int
			f func()
		}{}, 0b10010, true},
		{[2]inner{}, 0b10010, true},
		{struct {
			e error
			n int32
			m map[int]int
		}{}, 0b1011, true},
		{struct {
			p *int
			a [1 << 20]int
		}{}, 1, false},
		{[33]*int{}, 1, false},
	} {
		m := wordMapOf(reflect.TypeOf(c.v))
		if m.known != c.known || c.known && m.pointers != c.pointers {
			t.Errorf("%T: pointers %b, known %t", c.v, m.pointers, m.known)
		}
	}
}

// Values of every layout of up to eight words, made, copied and cleared while
// garbage is collected.
func TestWordsAreCopied(t *testing.T) {
	for words := range 9 {
		for mask := range 1 << words {
			var fields []reflect.StructField
			for i := range words {
				f := reflect.StructField{Name: "F" + strconv.Itoa(i), Type: reflect.TypeFor[int]()}
				if mask&(1<<i) != 0 {
					f.Type = reflect.TypeFor[*string]()
				}
				fields = append(fields, f)
			}
			rt := reflect.StructOf(fields)
			m := wordMapOf(rt)
			from, to := m.new(), m.new()
			want := reflect.NewAt(rt, from).Elem()
			for i := range words {
				if mask&(1<<i) != 0 {
					s := strconv.Itoa(i)
					want.Field(i).Set(reflect.ValueOf(&s))
				} else {
					want.Field(i).SetInt(int64(i))
				}
			}
			m.copy(to, from)
			if mask%50 == 49 {
				runtime.GC()
			}
			got := reflect.NewAt(rt, to).Elem()
			if !reflect.DeepEqual(got.Interface(), want.Interface()) {
				t.Errorf("%v: copied %v, not %v", rt, got, want)
			}
			if m.clear(to); !got.IsZero() {
				t.Errorf("%v: not zero: %v", rt, got)
			}
		}
	}
}
