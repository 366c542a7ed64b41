package main

import (
	"fmt"
	"strings"
	"time"
)

type Weekday int

const (
	Monday Weekday = iota
	Tuesday
	Wednesday
	_
	Friday
	days = iota
)

func (d Weekday) String() string {
	if name, ok := map[Weekday]string{Monday: "Mon", Tuesday: "Tue", Wednesday: "Wed", Friday: "Fri"}[d]; ok {
		return name
	}
	return fmt.Sprintf("Weekday(%d)", int(d))
}

type Permission uint8

const (
	Read Permission = 1 << iota
	Write
	Execute
	all = Read | Write | Execute
)

func (p Permission) String() string {
	var set []string
	for i, name := range [...]string{"read", "write", "execute"} {
		if p&(1<<i) != 0 {
			set = append(set, name)
		}
	}
	return strings.Join(set, "+")
}

const (
	_           = iota
	kib float64 = 1 << (10 * iota)
	mib
	gib
)

const (
	big    = 1 << 100
	third  = 1.0 / 3
	letter = 'a' + 1
	name   = "grad" + "us"
	size   = len(name)
	odd    = size%2 == 1
	dozen  = iota * 2
)

func main() {
	fmt.Println(Monday, Friday, Weekday(3), days, []Weekday{Tuesday, Wednesday})
	fmt.Printf("%v %d %s %T\n", Friday, Friday, Friday, Friday)
	fmt.Println(Read, Write|Execute, all, all&^Write, Permission(0) == 0)
	fmt.Println(kib, mib, gib/mib)
	fmt.Println(big>>98, big/1e29, third*3 == 1, letter, string(rune(letter)), size, odd, dozen)

	const timeout = 2*time.Second + 500*time.Millisecond
	fmt.Println(timeout, timeout/3, timeout > time.Second)

	var f float32 = third
	var i int8 = 'd' - 'a'
	var u uint = uint(size) << 3
	fmt.Println(f, i, u, 7/2, 7/2.0, 7%4, -7>>1, 1<<3|1, 0x1p-2, 0b101, 0o17, 1_000_000)

	var shifted int64 = 1 << 40
	n := 3
	var masked = uint8(1<<n) | 1
	fmt.Println(shifted, masked, 1.0*float64(n), "日本"[0], len("日本"))
}
