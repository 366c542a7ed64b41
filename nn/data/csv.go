package data

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"gradus/nn"
)

// CSVConfig says how [CSV] reads a table. Every field may be left zero.
type CSVConfig struct {
	Target     string   // the column to be predicted; the last one if empty
	Features   []string // the columns to predict it from; all others if nil
	Regression bool     // the target is a quantity, not a class
	Separator  rune     // between columns; a comma if 0
	NoHeader   bool     // the first line is a sample; columns are called "1", "2", …
	SkipBroken bool     // load the rest if some lines cannot be used; see Data.Skipped
}

// CSV reads a table whose first line names its columns, packed with gzip or not:
//
//	X  Float64 [N, F]  the features
//	Y  Float64 [N]     the class, or with Regression [N, 1] the quantity
//
// Classes are written as whole numbers from 0, or as words, which are then sorted
// and become Names. Every field must hold a number; a line in which one is
// missing, NaN or infinite is an error that names line and column, unless
// SkipBroken is set. A line with another number of columns always is one.
func CSV(path string, cfg CSVConfig) (*Data, error) {
	return fileOf(path, func(r io.Reader) (*Data, error) { return readCSV(r, cfg) })
}

// ReadCSV is [CSV] of what r yields.
func ReadCSV(r io.Reader, cfg CSVConfig) (*Data, error) {
	d, err := readCSV(r, cfg)
	if err != nil {
		return nil, fmt.Errorf("data: %w", err)
	}
	return d, nil
}

// A table is what has been read of a CSV file.
type table struct {
	CSVConfig
	columns  []string
	target   int   // the column's index
	features []int // those columns' indices

	x       []float64
	targets []string
	lines   []int // of each sample, for messages
	skipped []string
}

func readCSV(r io.Reader, cfg CSVConfig) (*Data, error) {
	t := table{CSVConfig: cfg}
	lines := csv.NewReader(r)
	lines.FieldsPerRecord = -1 // checked here, with a clearer message
	lines.ReuseRecord = true
	lines.TrimLeadingSpace = true
	if cfg.Separator != 0 {
		lines.Comma = cfg.Separator
	}
	for {
		record, err := lines.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		n, _ := lines.FieldPos(0)
		switch {
		case t.columns == nil:
			record[0] = strings.TrimPrefix(record[0], "\ufeff") // a byte order mark
			if err := t.header(record); err != nil {
				return nil, err
			}
			if !cfg.NoHeader {
				continue
			}
		case len(record) != len(t.columns):
			return nil, fmt.Errorf("line %d has %d columns; the first line has %d", n, len(record), len(t.columns))
		}
		if err := t.add(n, record); err != nil {
			if !cfg.SkipBroken {
				return nil, fmt.Errorf("%w; CSVConfig{SkipBroken: true} leaves such lines out", err)
			}
			t.skipped = append(t.skipped, err.Error())
		}
		if len(t.x) > maxFileElements {
			return nil, fmt.Errorf("line %d: more than %d numbers are not read from one file", n, maxFileElements)
		}
	}
	if len(t.targets) == 0 {
		return nil, errors.New("there are no samples")
	}
	return t.data()
}

// header finds the columns that were asked for.
func (t *table) header(record []string) error {
	if len(record) < 2 {
		return fmt.Errorf("line 1 has %d columns; at least 2 are needed, a feature and the target", len(record))
	}
	t.columns = make([]string, len(record))
	for i, name := range record {
		t.columns[i] = strings.TrimSpace(name)
		if t.NoHeader {
			t.columns[i] = strconv.Itoa(i + 1)
		}
	}
	t.target = len(record) - 1
	if t.Target != "" {
		if t.target = slices.Index(t.columns, t.Target); t.target < 0 {
			return fmt.Errorf("there is no column %q to predict; there are %q", t.Target, t.columns)
		}
	}
	if t.Features == nil {
		for i := range record {
			if i != t.target {
				t.features = append(t.features, i)
			}
		}
	}
	for _, name := range t.Features {
		i := slices.Index(t.columns, name)
		if i < 0 {
			return fmt.Errorf("there is no column %q; there are %q", name, t.columns)
		}
		t.features = append(t.features, i)
	}
	if len(t.features) == 0 {
		return errors.New("CSVConfig.Features names no column")
	}
	return nil
}

// add appends a line's sample.
func (t *table) add(line int, record []string) error {
	before := len(t.x)
	for _, i := range t.features {
		v, err := parseNumber(record[i])
		if err != nil {
			t.x = t.x[:before]
			return fmt.Errorf("line %d, column %s: %w", line, t.columns[i], err)
		}
		t.x = append(t.x, v)
	}
	target := strings.TrimSpace(record[t.target])
	if target == "" {
		t.x = t.x[:before]
		return fmt.Errorf("line %d, column %s: the field is empty; expected the target", line, t.columns[t.target])
	}
	if t.Regression {
		if _, err := parseNumber(target); err != nil {
			t.x = t.x[:before]
			return fmt.Errorf("line %d, column %s: %w", line, t.columns[t.target], err)
		}
	}
	t.targets = append(t.targets, target)
	t.lines = append(t.lines, line)
	return nil
}

func parseNumber(field string) (float64, error) {
	field = strings.TrimSpace(field)
	if field == "" {
		return 0, errors.New("the field is empty; expected a number")
	}
	v, err := strconv.ParseFloat(field, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return 0, fmt.Errorf("%q is not a number", field)
	}
	return v, nil
}

func (t *table) data() (*Data, error) {
	n := len(t.targets)
	y, names, err := t.parseTargets()
	if err != nil {
		return nil, err
	}
	shape := []int{n}
	if t.Regression {
		shape = []int{n, 1}
	}
	d := New(nn.FromFloat64(t.x, n, len(t.features)), nn.FromFloat64(y, shape...))
	d.Names, d.Skipped = names, t.skipped
	if !t.NoHeader {
		for _, i := range t.features {
			d.Features = append(d.Features, t.columns[i])
		}
	}
	return d, nil
}

// parseTargets turns the fields of the target's column into numbers. Names are
// those of the classes.
func (t *table) parseTargets() (y []float64, names []string, err error) {
	y = make([]float64, len(t.targets))
	words := false
	for i, field := range t.targets {
		y[i], err = strconv.ParseFloat(field, 64)
		words = words || err != nil
	}
	switch {
	case t.Regression:
		return y, nil, nil
	case words:
		names = slices.Clone(t.targets)
		slices.Sort(names)
		names = slices.Compact(names)
		if len(names) > maxClasses {
			return nil, nil, fmt.Errorf("column %s holds %d different words; at most %d classes are expected", t.columns[t.target], len(names), maxClasses)
		}
		for i, field := range t.targets {
			class, _ := slices.BinarySearch(names, field)
			y[i] = float64(class)
		}
		return y, names, nil
	}
	classes := 0
	for i, v := range y {
		if v != math.Trunc(v) || v < 0 || v >= maxClasses || math.IsNaN(v) {
			return nil, nil, fmt.Errorf("line %d, column %s: %v is not a class index; for a quantity set CSVConfig{Regression: true}", t.lines[i], t.columns[t.target], t.targets[i])
		}
		classes = max(classes, int(v)+1)
	}
	return y, classNames(classes), nil
}

// maxClasses bounds what a class index may be, against nonsense in a file.
const maxClasses = 10_000
