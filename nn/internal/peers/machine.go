package main

import (
	"fmt"
	"os"
	"regexp"
	"runtime"
	"strings"
)

var modelLine = regexp.MustCompile(`(?m)^model name\s*:\s*(.*)$`)

// machine names the processor, its cores and what it can do.
func machine() string {
	name, simd := runtime.GOARCH, ""
	if info, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		if m := modelLine.FindSubmatch(info); m != nil {
			name = string(m[1])
		}
		for _, set := range []string{"avx2", "avx512f"} {
			if strings.Contains(string(info), " "+set+" ") {
				simd = ", " + strings.ToUpper(strings.TrimSuffix(set, "f"))
			}
		}
	}
	return fmt.Sprintf("%s, %d cores%s, %s", name, runtime.NumCPU(), simd, runtime.GOOS)
}

// busy is how many processes want to run, averaged over a minute: much more than 1
// before the start means that others were at work. Empty where it is unknown.
func busy() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return ""
	}
	first, _, _ := strings.Cut(string(text), " ")
	return first
}
