package packages

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Get adds a module to the folder's go.mod with the Go command, and makes a
// go.mod where there is none.
func (m *Modules) Get(ctx context.Context, module string, out io.Writer) error {
	if strings.HasPrefix(module, "-") {
		return fmt.Errorf("%q is no module", module)
	}
	if _, err := exec.LookPath("go"); err != nil {
		return errors.New("modules are added by the Go command, which is not there: install Go (go.dev/dl), or put it on the PATH")
	}
	m.loading.Lock()
	defer m.loading.Unlock()
	file, err := m.goMod(ctx)
	if err != nil {
		return err
	}
	if file == "" {
		file = filepath.Join(m.dir, "go.mod")
		if _, err := m.goCommand(ctx, io.Discard, "mod", "init", "notebook"); err != nil {
			return fmt.Errorf("no go.mod could be made in %s: %w", m.dir, err)
		}
		fmt.Fprintf(out, "made %s\n", file)
	}
	if text, err := m.goCommand(ctx, out, "get", "--", module); err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return errors.New(whyNot(module, text))
	}
	m.Refresh()
	fmt.Fprintf(out, "%s is in %s: cells can import it\n", module, file)
	return nil
}

// goMod returns the go.mod that counts in the folder, or "".
func (m *Modules) goMod(ctx context.Context) (string, error) {
	var out bytes.Buffer
	if text, err := m.goCommand(ctx, &out, "env", "GOMOD"); err != nil {
		return "", fmt.Errorf("go env: %s", text)
	}
	if file := strings.TrimSpace(out.String()); file != os.DevNull {
		return file, nil
	}
	return "", nil
}

// goCommand runs the Go command in the folder. What it prints goes to out, and
// is returned too.
func (m *Modules) goCommand(ctx context.Context, out io.Writer, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = m.dir
	var said bytes.Buffer
	both := io.MultiWriter(out, &said) // the same, so that one goroutine writes
	cmd.Stdout, cmd.Stderr = both, both
	err := cmd.Run()
	return strings.TrimSpace(said.String()), err
}

// whyNot says in a sentence why the Go command could not get a module.
func whyNot(module, text string) string {
	has := func(words ...string) bool {
		for _, w := range words {
			if strings.Contains(text, w) {
				return true
			}
		}
		return false
	}
	switch {
	case has("dial tcp", "no such host", "connection refused", "i/o timeout", "network is unreachable", "module lookup disabled"):
		return fmt.Sprintf("%s could not be fetched: is there a network? The Go command's words are above", module)
	case has("unknown revision", "invalid version", "no matching versions", "404 Not Found", "no such file or directory"):
		return fmt.Sprintf("%s: there is no such module or version; %%get %s@latest takes the newest", module, strings.Split(module, "@")[0])
	case has("malformed module path", "malformed import path", "missing dot in first path element"):
		return fmt.Sprintf("%q is no module path: one looks like github.com/google/uuid", module)
	}
	return fmt.Sprintf("%s could not be added: %s", module, text)
}
