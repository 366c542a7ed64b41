package main_test

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"gradus/kernel/lab/labtest"
)

// browserNames are where a browser that chromedp can drive may be.
var browserNames = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
	`C:\Program Files\Google\Chrome\Application\chrome.exe`, `C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`}

// openBrowser starts a headless browser, which ends with the test. Without one
// on the machine the test is skipped; under CI=true it fails.
func openBrowser(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range browserNames {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		const reason = "no browser to test with: install Chromium or Chrome"
		if os.Getenv("CI") == "true" {
			t.Fatal(reason)
		}
		t.Skip("skipped,", reason)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.UserDataDir(t.TempDir()), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.WindowSize(1280, 1600))
	ctx, cancel := chromedp.NewExecAllocator(context.WithoutCancel(t.Context()), options...)
	t.Cleanup(cancel)
	ctx, _ = chromedp.NewContext(ctx)
	t.Cleanup(func() { chromedp.Cancel(ctx) }) // it closes its windows and leaves its folder alone
	return ctx
}

// A jupyterLab is a gradus lab that runs, and a page of a browser.
type jupyterLab struct {
	t       *testing.T
	data    string // its data folder
	dir     string // the learner's folder
	address string // with the token
	page    context.Context
}

// settings make the whole notebook part of the page, also what is not in view.
const settings = `{"windowingMode": "none"}`

// startLab starts the real gradus lab in folders of its own.
func startLab(t *testing.T) *jupyterLab {
	t.Helper()
	l := &jupyterLab{t: t, page: openBrowser(t), data: string(labtest.Data(t)), dir: t.TempDir()}
	l.write(settings, "jupyter", "settings", "@jupyterlab", "notebook-extension", "tracker.jupyterlab-settings")
	l.write("c.LabApp.expose_app_in_browser = True\n", "jupyter", "config", "jupyter_lab_config.py")
	said, err := os.Create(filepath.Join(l.data, "said"))
	if err != nil {
		t.Fatal(err)
	}
	defer said.Close()
	cmd := exec.Command(binary(t), "lab", "--no-browser", "--dir", l.dir, "--port", "18988")
	cmd.Env = append(os.Environ(), "GRADUS_DATA="+l.data)
	cmd.Stdout, cmd.Stderr = said, said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if runtime.GOOS == "windows" || cmd.Process.Signal(os.Interrupt) != nil {
			cmd.Process.Kill()
		}
		if err := cmd.Wait(); err != nil && runtime.GOOS != "windows" {
			t.Errorf("gradus lab ends with %v", err)
		}
	})
	l.await("gradus lab", func() bool {
		text, err := os.ReadFile(said.Name())
		if err != nil {
			t.Fatal(err)
		}
		l.address = regexp.MustCompile(`http://\S+`).FindString(string(text))
		return l.address != ""
	})
	return l
}

func (l *jupyterLab) write(text string, path ...string) {
	l.t.Helper()
	file := filepath.Join(append([]string{l.data}, path...)...)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		l.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		l.t.Fatal(err)
	}
}

//go:embed testdata/page.js
var pageScript string

// open shows a notebook of the learner's folder, with a kernel that is ready.
func (l *jupyterLab) open(name string) {
	l.t.Helper()
	_, token, _ := strings.Cut(l.address, "token=")
	root, _, _ := strings.Cut(l.address, "/lab")
	if err := chromedp.Do(l.page, chromedp.Navigate(root+"/lab/tree/"+name+"?reset&token="+token)); err != nil {
		l.t.Fatal(err)
	}
	l.await("the page", func() bool { return evaluate[bool](l, "!!window.jupyterapp") })
	evaluate[any](l, pageScript)
	l.await(name, func() bool { return evaluate[bool](l, fmt.Sprintf("!!gradus.ready(%q)", name)) })
	evaluate[any](l, "gradus.activate()")
	l.await("its pictures", func() bool { return evaluate[bool](l, "gradus.loaded()") })
}

// run clears the notebook that is open, runs all its cells and waits until the
// page shows them all.
func (l *jupyterLab) run() {
	l.t.Helper()
	evaluate[any](l, "gradus.clear().then(() => null)")
	evaluate[any](l, "gradus.run().then(() => null)")
	l.await("the kernel", func() bool { return evaluate[bool](l, "gradus.idle()") })
	l.await("the pictures", func() bool { return evaluate[bool](l, "gradus.loaded()") })
}

// setTheme makes JupyterLab "Light" or "Dark" as its menu does; the kernel reads
// it in the settings that JupyterLab saves, which need not name the default.
func (l *jupyterLab) setTheme(theme string) {
	l.t.Helper()
	evaluate[any](l, fmt.Sprintf("gradus.theme('JupyterLab %s').then(() => null)", theme))
	file := filepath.Join(l.data, "jupyter", "settings", "@jupyterlab", "apputils-extension", "themes.jupyterlab-settings")
	l.await("the theme", func() bool {
		saved, _ := os.ReadFile(file)
		return strings.Contains(string(saved), "Dark") == (theme == "Dark")
	})
}

// appearance is what page.js reports of the notebook that is shown.
type appearance struct {
	Dark               bool
	MathErrors, Broken int
	Markdown           []struct {
		Source   string
		Rendered bool
		Formulas int
	}
	Code []codeCell
}

type codeCell struct {
	Source, Prompt string
	Pictures       []struct {
		Loaded, Clipped bool
		Luminance       float64 // of its corner, 0 to 1
	}
	Cards, Outputs int
	Errors         []string
	Text           string // of all outputs
}

func (l *jupyterLab) look() appearance {
	l.t.Helper()
	return evaluate[appearance](l, "gradus.look()")
}

// patience is how long the page may take for one thing; a lesson that trains
// needs some.
const patience = 90 * time.Second

// await waits until ready says so.
func (l *jupyterLab) await(what string, ready func() bool) {
	l.t.Helper()
	for deadline := time.Now().Add(patience); !ready(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			l.screenshot("failed")
			l.t.Fatalf("waited in vain for %s", what)
		}
	}
}

// evaluate runs JavaScript in the page and waits for its promise.
func evaluate[T any](l *jupyterLab, script string) (v T) {
	l.t.Helper()
	ctx, cancel := context.WithTimeout(l.page, patience)
	defer cancel()
	result, err := chromedp.Run(ctx, chromedp.Evaluate[[]byte](script, chromedp.EvalAwaitPromise))
	if err != nil {
		l.t.Fatal(err)
	}
	if len(result) == 0 {
		return v // undefined
	}
	if err := json.Unmarshal(result, &v); err != nil {
		l.t.Fatalf("%s: %v", result, err)
	}
	return v
}

// screenshots are taken into the folder $GRADUS_SCREENSHOTS, if it is set: of
// the whole notebook, in parts of a page each.
func (l *jupyterLab) screenshots(name string) {
	l.t.Helper()
	if os.Getenv("GRADUS_SCREENSHOTS") == "" {
		return
	}
	for part := 0; evaluate[bool](l, fmt.Sprintf("gradus.scroll(%d)", part)); part++ {
		time.Sleep(200 * time.Millisecond) // for the page to be painted
		l.screenshot(fmt.Sprintf("%s-%02d", name, part+1))
	}
}

// screenshot is one of the page as it is.
func (l *jupyterLab) screenshot(name string) {
	l.t.Helper()
	dir := os.Getenv("GRADUS_SCREENSHOTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(l.page, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.MkdirAll(dir, 0o755)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644)
	}
	if err != nil {
		l.t.Error(err)
	}
}
