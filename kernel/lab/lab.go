package lab

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
)

// DefaultPort is the port that [Options.Port] stands for when it is 0.
const DefaultPort = 8888

// Options say how JupyterLab is started. The zero value starts one without
// lessons in [DefaultDir].
type Options struct {
	Data      Data   // "" is DataDir()
	Dir       string // the learner's folder; "" is DefaultDir()
	Lessons   fs.FS  // notebooks that are copied there
	Open      string // the notebook that the browser opens, if it is in Dir
	Port      int    // the next free one is taken when it is in use; 0 is DefaultPort
	NoBrowser bool
	System    bool      // use the JupyterLab on the path and the user's own settings
	Out       io.Writer // progress and the address; nil is nowhere

	// Prepare, if not nil, fills the kernelspec's folder; see [Installer].
	Prepare func(dir string, progress io.Writer) error
	// Binary is the gradus that kernels are started from; "" is the running
	// executable.
	Binary string
}

// DefaultDir is the learner's folder when he names none: gradus-lessons in
// his home.
func DefaultDir() (string, error) {
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("no home folder for the lessons: %w; name a folder with --dir", err)
	}
	return filepath.Join(home, "gradus-lessons"), nil
}

// Run starts JupyterLab, opens the browser, and waits until ctx is done or
// the server ends. No process of it is left when Run returns.
func Run(ctx context.Context, o Options) error {
	p := newProgress(o.Out)
	server, err := Start(ctx, o)
	if err != nil {
		return err
	}
	defer server.Stop()
	address := server.URL(o.notebook())
	p.line("JupyterLab is ready. Ctrl-C ends it. Its address, also for another browser:")
	p.line("%s", address)
	if !o.NoBrowser {
		if err := openBrowser(address); err != nil {
			p.line("No browser could be opened (%v): open the address above.", err)
		}
	}
	select {
	case <-ctx.Done():
		p.line("\nStopping JupyterLab.")
		return nil
	case <-server.Exited():
		if server.err == nil {
			return nil // shut down from its own menu
		}
		return server.failure()
	}
}

// Start makes everything ready and starts JupyterLab. The caller stops it.
func Start(ctx context.Context, o Options) (*Server, error) {
	if err := o.defaults(); err != nil {
		return nil, err
	}
	p := newProgress(o.Out)
	command, kernels := []string(nil), o.Data.KernelsDir()
	if o.System {
		var err error
		if command, err = systemJupyterLab(); err != nil {
			return nil, err
		}
		if kernels, err = UserKernelsDir(); err != nil {
			return nil, err
		}
	} else {
		env := o.Data.Environment()
		if err := env.Ensure(ctx, o.Out); err != nil {
			return nil, err
		}
		if err := o.Data.configure(); err != nil {
			return nil, err
		}
		command = []string{env.Python(), "-m", "jupyterlab"}
	}
	installer := Installer{Binary: o.Data.Binary(), Source: o.Binary, Prepare: o.Prepare, Progress: o.Out}
	if _, err := installer.Install(kernels); err != nil {
		return nil, err
	}
	if o.Lessons != nil {
		copied, err := CopyLessons(o.Lessons, o.Dir)
		if err != nil {
			return nil, err
		}
		copied.report(p, o.Dir)
	}
	token, err := newToken()
	if err != nil {
		return nil, err
	}
	environment := environ(map[string]string{"JUPYTER_TOKEN": token})
	if !o.System {
		environment = o.Data.environ(token)
	}
	if err := os.MkdirAll(o.Dir, 0o755); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(o.Data.serverLog()), 0o755); err != nil {
		return nil, err
	}
	return serve(ctx, command, environment, o.Dir, o.Port, token, o.Data.serverLog())
}

func (o *Options) defaults() (err error) {
	if o.Data == "" {
		if o.Data, err = DataDir(); err != nil {
			return err
		}
	}
	if o.Port == 0 {
		o.Port = DefaultPort
	}
	if o.Dir == "" {
		if o.Dir, err = DefaultDir(); err != nil {
			return err
		}
	}
	o.Dir, err = filepath.Abs(o.Dir)
	return err
}

// notebook is the notebook to open, "" when the lessons do not have it.
func (o *Options) notebook() string {
	if o.Open == "" || o.Lessons == nil {
		return ""
	}
	if _, err := fs.Stat(o.Lessons, o.Open); errors.Is(err, fs.ErrNotExist) {
		return ""
	}
	return o.Open
}

// report tells what became of the lessons.
func (c Copied) report(p *progress, dir string) {
	p.line("Your lessons are in %s", dir)
	for _, name := range c.Updated {
		p.line("  %s has been brought up to date", name)
	}
	for _, name := range c.Beside {
		p.line("  a newer lesson lies beside your work: %s", name)
	}
}

// systemJupyterLab finds the JupyterLab that the user has installed.
func systemJupyterLab() ([]string, error) {
	if path, err := exec.LookPath("jupyter-lab"); err == nil {
		return []string{path}, nil
	}
	return nil, &Problem{What: "there is no JupyterLab on the path (jupyter-lab)",
		Do: "install it, or run gradus lab without --system: it makes one of its own"}
}

func newToken() (string, error) {
	b := make([]byte, 24)
	if _, err := rand.Read(b); err != nil {
		return "", err
	}
	return hex.EncodeToString(b), nil
}
