package main

import (
	"fmt"
	"os"
	"sort"
	"time"
)

type record struct {
	name  string
	score int
}

func main() {
	start := time.Now()
	records := make([]record, 40000)
	seed := 1
	for i := range records {
		seed = (seed*1103515245 + 12345) % 2147483648
		records[i] = record{fmt.Sprintf("n%05d", i*7919%40000), seed / 65536 % 1000}
	}
	sort.Slice(records, func(i, j int) bool {
		if records[i].score != records[j].score {
			return records[i].score > records[j].score
		}
		return records[i].name < records[j].name
	})
	fmt.Println(records[0].name, records[20000].name, records[39999].score)
	fmt.Fprintln(os.Stderr, "elapsed", time.Since(start).Seconds())
}
