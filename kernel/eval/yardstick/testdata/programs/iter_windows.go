// Moving averages and pairs over a sequence, with state in the iterator.
package main

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
)

func windows[T any](s []T, n int) iter.Seq2[int, []T] {
	return func(yield func(int, []T) bool) {
		for i := 0; i+n <= len(s); i++ {
			if !yield(i, s[i:i+n]) {
				return
			}
		}
	}
}

func smooth(s iter.Seq[float64], alpha float64) iter.Seq[float64] {
	return func(yield func(float64) bool) {
		var mean float64
		first := true
		for v := range s {
			if first {
				mean, first = v, false
			} else {
				mean += alpha * (v - mean)
			}
			if !yield(mean) {
				return
			}
		}
	}
}

// numbers yields a number or an error for each field.
func numbers(text string) iter.Seq2[float64, error] {
	return func(yield func(float64, error) bool) {
		for _, f := range strings.Fields(text) {
			if v, err := strconv.ParseFloat(f, 64); !yield(v, err) {
				return
			}
		}
	}
}

func sum(text string) (total float64, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("sum: %w", err)
		}
	}()
	for v, err := range numbers(text) {
		if err != nil {
			return total, err
		}
		total += v
	}
	return total, nil
}

func main() {
	prices := []float64{1, 2, 4, 8, 16}
	for i, w := range windows(prices, 3) {
		fmt.Printf("%d: %v mean %.2f\n", i, w, (w[0]+w[1]+w[2])/3)
	}
	fmt.Println(slices.Collect(smooth(slices.Values(prices), 0.5)))
	fmt.Println(sum("1 2.5 3"))
	_, err := sum("1 two 3")
	fmt.Println(err, errors.Is(err, strconv.ErrSyntax))
}
