package nn

import (
	"fmt"
	"strconv"
)

// Confusion counts which class was taken for which.
type Confusion struct {
	Counts [][]int  // Counts[i][j]: samples of class i that were predicted as class j
	Names  []string // of the classes
}

// ConfusionMatrix counts which class was taken for which. pred and target are as in
// Accuracy. names are those of the classes, such as a data set's Names; nil for 0,
// 1, ….
func ConfusionMatrix(pred, target *Tensor, names []string) *Confusion {
	predicted, right, classes := classesOf("ConfusionMatrix", pred, target)
	if len(names) > 0 && classes > len(names) {
		valuePanic("ConfusionMatrix", "there are %d classes, but %d names", classes, len(names))
	}
	c := &Confusion{}
	for i := range max(classes, len(names)) {
		c.Counts = append(c.Counts, make([]int, max(classes, len(names))))
		if len(names) > 0 {
			c.Names = append(c.Names, names[i])
		} else {
			c.Names = append(c.Names, strconv.Itoa(i))
		}
	}
	for i, class := range right {
		c.Counts[class][predicted[i]]++
	}
	return c
}

// ClassScores say how well a class is recognised.
type ClassScores struct {
	Precision float64 // the part right / (right + taken for this class wrongly)
	Recall    float64 // the part right / (right + taken for another class)
	F1        float64 // 2·Precision·Recall / (Precision + Recall)
	Support   int     // samples of the class
}

// Class returns the scores of class i. What would be 0/0 is 0.
func (c *Confusion) Class(i int) ClassScores {
	right, predicted, support := c.Counts[i][i], 0, 0
	for j := range c.Counts {
		predicted += c.Counts[j][i]
		support += c.Counts[i][j]
	}
	return ClassScores{
		Precision: ratio(right, predicted),
		Recall:    ratio(right, support),
		F1:        ratio(2*right, predicted+support),
		Support:   support,
	}
}

// Macro returns the mean scores of the classes, each counting alike. A class that
// occurs neither in the target nor in the predictions is left out.
func (c *Confusion) Macro() ClassScores {
	return c.average(func(i int) int {
		for j := range c.Counts {
			if c.Counts[i][j] != 0 || c.Counts[j][i] != 0 {
				return 1
			}
		}
		return 0
	})
}

// Weighted returns the mean scores of the classes, each counting as often as it
// occurs in the target.
func (c *Confusion) Weighted() ClassScores {
	return c.average(func(i int) int { return c.Class(i).Support })
}

func (c *Confusion) average(weight func(i int) int) ClassScores {
	var mean ClassScores
	total := 0
	for i := range c.Counts {
		total += weight(i)
	}
	for i := range c.Counts {
		s, part := c.Class(i), float64(weight(i))/float64(total)
		mean.Precision += part * s.Precision
		mean.Recall += part * s.Recall
		mean.F1 += part * s.F1
		mean.Support += s.Support
	}
	return mean
}

// Accuracy returns the share of samples on the diagonal.
func (c *Confusion) Accuracy() float64 {
	right, all := 0, 0
	for i, row := range c.Counts {
		right += row[i]
		for _, n := range row {
			all += n
		}
	}
	return ratio(right, all)
}

// Rows returns the counts as numbers for viz.HeatMap.
func (c *Confusion) Rows() [][]float64 {
	rows := make([][]float64, len(c.Counts))
	for i, row := range c.Counts {
		for _, n := range row {
			rows[i] = append(rows[i], float64(n))
		}
	}
	return rows
}

// Shares returns each row divided by its sum: how the samples of a class are
// distributed among the predictions. A class without samples is a row of zeros.
func (c *Confusion) Shares() [][]float64 {
	rows := c.Rows()
	for i, row := range rows {
		support := c.Class(i).Support
		for j := range row {
			row[j] = ratio(c.Counts[i][j], support)
		}
	}
	return rows
}

// String returns a table: a row for each class, a column for what it was taken for.
func (c *Confusion) String() string {
	table := [][]string{append([]string{"true \\ predicted"}, c.Names...)}
	align := "l"
	for i, row := range c.Counts {
		cells := []string{c.Names[i]}
		for _, n := range row {
			cells = append(cells, fmt.Sprint(n))
		}
		table = append(table, cells)
		align += "r"
	}
	return alignTable(table, align)
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}
