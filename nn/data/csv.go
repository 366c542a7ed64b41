package data

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"

	"gradus/nn"
)

// parseCSV reads a table of numbers whose last column is the class index of the
// row's sample. The first line may be a header as in scikit-learn's files:
// number of samples, number of features, names of the classes.
func parseCSV(r io.Reader) (*Data, error) {
	lines := csv.NewReader(r)
	lines.FieldsPerRecord = -1 // checked here, with a clearer message
	lines.ReuseRecord = true
	var names []string
	var x, y []float64
	width := 0
	for n := 1; ; n++ {
		record, err := lines.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("data: %w", err)
		}
		if n == 1 && isHeader(record) {
			names = append(names, record[2:]...)
			continue
		}
		if width == 0 {
			width = len(record) - 1
		}
		if len(record)-1 != width || width == 0 {
			return nil, fmt.Errorf("data: line %d has %d columns; every line must have as many as the first, at least 2", n, len(record))
		}
		row, err := parseNumbers(record)
		if err != nil {
			return nil, fmt.Errorf("data: line %d: %w", n, err)
		}
		x = append(x, row[:width]...)
		y = append(y, row[width])
	}
	if len(y) == 0 {
		return nil, errors.New("data: there are no samples")
	}
	classes, err := countClasses(y)
	if err != nil {
		return nil, err
	}
	switch {
	case names == nil:
		names = classNames(classes)
	case classes > len(names):
		return nil, fmt.Errorf("data: class %d has no name in the header, which names %d", classes-1, len(names))
	}
	d := New(nn.New(x, len(y), width), nn.Vector(y...))
	d.Names = names
	return d, nil
}

// isHeader reports whether a line is "samples,features,name,name,…": its last
// field is no number.
func isHeader(record []string) bool {
	if len(record) < 3 {
		return false
	}
	_, err := strconv.ParseFloat(record[len(record)-1], 64)
	return err != nil
}

func parseNumbers(record []string) ([]float64, error) {
	row := make([]float64, len(record))
	for i, field := range record {
		v, err := strconv.ParseFloat(field, 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, fmt.Errorf("column %d: %q is not a number", i+1, field)
		}
		row[i] = v
	}
	return row, nil
}

// maxClasses bounds what a class index may be, against nonsense in a file.
const maxClasses = 10_000

func countClasses(labels []float64) (int, error) {
	classes := 0
	for i, v := range labels {
		if v != math.Trunc(v) || v < 0 || v >= maxClasses {
			return 0, fmt.Errorf("data: sample %d: %v is not a class index", i, v)
		}
		classes = max(classes, int(v)+1)
	}
	return classes, nil
}
