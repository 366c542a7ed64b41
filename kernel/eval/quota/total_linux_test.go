package quota

import (
	"os"
	"path/filepath"
	"testing"
)

func TestTotal(t *testing.T) {
	if total() < 64<<20 {
		t.Errorf("this machine has %d bytes", total())
	}
	dir := t.TempDir()
	write := func(name, text string) string {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return name
	}
	if n := physical(write("meminfo", "MemTotal:       16318412 kB\nMemFree: 1 kB\n")); n != 16318412<<10 {
		t.Errorf("physical: %d", n)
	}
	write("cgroup/a/b/memory.max", "max\n")
	write("cgroup/a/memory.max", "1073741824\n")
	write("cgroup/memory.max", "2147483648\n")
	if n := allowed(filepath.Join(dir, "cgroup"), write("v2", "0::/a/b\n")); n != 1<<30 {
		t.Errorf("version 2: %d", n)
	}
	write("cgroup/memory/c/memory.limit_in_bytes", "536870912\n")
	if n := allowed(filepath.Join(dir, "cgroup"), write("v1", "5:cpu:/c\n4:memory:/c\n")); n != 1<<29 {
		t.Errorf("version 1: %d", n)
	}
	if n := allowed(dir, filepath.Join(dir, "none")); n != 0 {
		t.Errorf("none: %d", n)
	}
}
