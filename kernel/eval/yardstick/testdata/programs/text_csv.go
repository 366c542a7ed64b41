// Statistics of a CSV table.
package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"text/tabwriter"
)

const table = `city,population,area
Oslo,709037,454
"Aix-en-Provence",147122,186
Zürich,443037,88
`

func main() {
	r := csv.NewReader(strings.NewReader(table))
	header, err := r.Read()
	if err != nil {
		fmt.Println(err)
		return
	}
	w := tabwriter.NewWriter(os.Stdout, 0, 4, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, strings.Join(header, "\t")+"\tdensity\t")
	total := 0
	for {
		record, err := r.Read()
		if err == io.EOF {
			break
		}
		population, _ := strconv.Atoi(record[1])
		area, _ := strconv.ParseFloat(record[2], 64)
		total += population
		fmt.Fprintf(w, "%s\t%d\t%.0f\t%.1f\t\n", record[0], population, area, float64(population)/area)
	}
	w.Flush()
	fmt.Println("total", total)
	_, err = csv.NewReader(strings.NewReader("a,b\n1,2,3\n")).ReadAll()
	fmt.Println(err)
}
