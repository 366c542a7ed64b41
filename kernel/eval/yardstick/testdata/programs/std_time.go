// Dates, durations and calendars in UTC.
package main

import (
	"fmt"
	"time"
)

func main() {
	born := time.Date(1815, time.December, 10, 9, 30, 0, 0, time.UTC)
	fmt.Println(born.Format(time.RFC1123), born.Weekday(), born.YearDay(), born.IsZero())
	t, err := time.Parse("2006-01-02 15:04", "2024-02-28 23:30")
	fmt.Println(t, err)
	for i := 0; i < 3; i++ {
		fmt.Print(t.AddDate(0, 0, i).Format("Mon 02 Jan"), "; ")
	}
	fmt.Println()
	d := 26*time.Hour + 3*time.Minute + 1500*time.Millisecond
	fmt.Println(d, d.Hours() > 26, d.Truncate(time.Hour), d.Round(time.Minute))
	fmt.Println(t.Add(d).Sub(t) == d, t.Before(t.Add(1)), t.Add(d).Month() == time.March)
	_, err = time.Parse(time.DateOnly, "2024-13-01")
	fmt.Println(err)
	zone := time.FixedZone("CET", 3600)
	fmt.Println(t.In(zone).Format(time.RFC3339), t.Equal(t.In(zone)), t == t.In(zone))
	year, week := t.ISOWeek()
	fmt.Println(year, week, t.Unix(), time.Unix(0, 0).UTC().Year())
	months := map[time.Month]int{}
	for day := t; day.Year() == 2024; day = day.AddDate(0, 0, 50) {
		months[day.Month()]++
	}
	fmt.Println(months)
}
