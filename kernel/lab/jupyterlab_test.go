package lab_test

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"

	"gradus/kernel/lab"
	"gradus/kernel/lab/labtest"
)

// A real JupyterLab starts, offers the kernel, has the lessons, the widgets
// and no news, refuses who has no token, and is gone when stopped.
func TestJupyterLab(t *testing.T) {
	data := labtest.Data(t)
	dir := t.TempDir()
	server, err := lab.Start(t.Context(), lab.Options{
		Data: data, Dir: dir, Port: 18888, Out: io.Discard,
		Lessons: fstest.MapFS{"02-forward.ipynb": {Data: []byte(`{"cells":[],"metadata":{},"nbformat":4,"nbformat_minor":5}`)}},
	})
	if err != nil {
		t.Fatal(err)
	}
	stopped := false
	defer func() {
		if !stopped {
			server.Stop()
		}
	}()

	root, _, _ := strings.Cut(server.URL(""), "/lab")
	get := func(path string) (int, string) {
		t.Helper()
		req, _ := http.NewRequest(http.MethodGet, root+path, nil)
		req.Header.Set("Authorization", "token "+server.Token)
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		body, _ := io.ReadAll(resp.Body)
		return resp.StatusCode, string(body)
	}

	var specs struct {
		Kernelspecs map[string]struct{ Spec lab.Kernelspec }
	}
	_, body := get("/api/kernelspecs")
	if err := json.Unmarshal([]byte(body), &specs); err != nil {
		t.Fatal(err)
	}
	if spec := specs.Kernelspecs["gradus"].Spec; len(specs.Kernelspecs) != 1 || spec.DisplayName != "Go (Gradus)" || spec.InterruptMode != "message" {
		t.Errorf("kernelspecs: %s", body)
	}
	if code, _ := get("/api/contents/02-forward.ipynb"); code != http.StatusOK {
		t.Errorf("the lesson: status %d", code)
	}
	if _, page := get("/lab/tree/02-forward.ipynb"); !strings.Contains(page, "@jupyter-widgets/jupyterlab-manager") {
		t.Error("the page does not load the widgets' front end")
	} else if !strings.Contains(strings.ReplaceAll(page, " ", ""), `"news":{"disabled":true}`) {
		t.Error("the news are not switched off")
	}
	var settings struct {
		Schema struct {
			Properties struct{ FetchNews struct{ Default string } }
		}
	}
	_, body = get("/lab/api/settings/@jupyterlab/apputils-extension:notification")
	if err := json.Unmarshal([]byte(body), &settings); err != nil {
		t.Fatal(err)
	}
	if ask := settings.Schema.Properties.FetchNews.Default; ask != "false" {
		t.Errorf("fetchNews is %q: a pop-up will ask", ask)
	}
	resp, err := http.Get(root + "/api/status")
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusForbidden {
		t.Errorf("without a token: status %d", resp.StatusCode)
	}

	// A second one, asked for the same port, takes the next.
	second, err := lab.Start(t.Context(), lab.Options{Data: data, Dir: dir, Port: server.Port})
	if err != nil {
		t.Fatal(err)
	}
	if second.Port == server.Port {
		t.Error("two servers on one port")
	}
	second.Stop()

	server.Stop()
	stopped = true
	if _, err := http.Get(server.URL("")); !errors.Is(err, syscall.ECONNREFUSED) {
		t.Errorf("after Stop the server still answers, or: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "02-forward.ipynb")); err != nil {
		t.Error(err)
	}
}
