package quota

import (
	"bytes"
	"os"
	"path"
	"strconv"
	"strings"
)

// total is the machine's memory, or what its control group leaves the process.
func total() uint64 {
	least := uint64(0)
	see := func(n uint64) {
		if n > 0 && (least == 0 || n < least) {
			least = n
		}
	}
	see(physical("/proc/meminfo"))
	see(allowed("/sys/fs/cgroup", "/proc/self/cgroup"))
	return least
}

// physical reads the line "MemTotal:  16318412 kB".
func physical(meminfo string) uint64 {
	data, err := os.ReadFile(meminfo)
	if err != nil {
		return 0
	}
	for line := range bytes.Lines(data) {
		if f := strings.Fields(string(line)); len(f) >= 2 && f[0] == "MemTotal:" {
			n, _ := strconv.ParseUint(f[1], 10, 64)
			return n << 10
		}
	}
	return 0
}

// allowed is the least limit of the process's control groups, of version 2
// (0::/path) or 1 (4:memory:/path), and of those that these are in.
func allowed(root, self string) uint64 {
	data, err := os.ReadFile(self)
	if err != nil {
		return 0
	}
	least := uint64(0)
	for line := range bytes.Lines(data) {
		f := strings.SplitN(strings.TrimSpace(string(line)), ":", 3)
		if len(f) != 3 {
			continue
		}
		dir, file := root, "memory.max"
		if f[1] == "memory" {
			dir, file = path.Join(root, "memory"), "memory.limit_in_bytes"
		} else if f[1] != "" {
			continue
		}
		for group := path.Clean("/" + f[2]); ; group = path.Dir(group) {
			text, err := os.ReadFile(path.Join(dir, group, file))
			if err == nil {
				n, err := strconv.ParseUint(strings.TrimSpace(string(text)), 10, 64)
				if err == nil && n > 0 && (least == 0 || n < least) {
					least = n
				}
			}
			if group == "/" {
				break
			}
		}
	}
	return least
}
