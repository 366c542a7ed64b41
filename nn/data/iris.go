package data

import (
	_ "embed" // for the file
	"fmt"
	"strings"
	"sync"
)

//go:embed iris.csv
var irisFile string

// Iris returns 150 iris flowers of three species: X [150, 4], length and width of
// sepals and petals in cm, and Y [150], the species. The copy is yours to change.
//
// R. A. Fisher, "The use of multiple measurements in taxonomic problems", 1936;
// UCI Machine Learning Repository, CC BY 4.0, as scikit-learn ships it. See
// NOTICE.md.
func Iris() *Data { return parsedIris().copy() }

var parsedIris = sync.OnceValue(func() *Data {
	// The first line is scikit-learn's: 150, 4 and the names of the classes.
	_, table, _ := strings.Cut(irisFile, "\n")
	d, err := readCSV(strings.NewReader(table), CSVConfig{NoHeader: true})
	if err != nil {
		panic(fmt.Sprintf("data: the embedded iris data cannot be read: %v", err))
	}
	d.Names = []string{"setosa", "versicolor", "virginica"}
	d.Features = []string{"sepal length", "sepal width", "petal length", "petal width"}
	return d
})
