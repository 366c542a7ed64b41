package serve

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"gradus/nn"
)

// quiet is a config that logs nowhere.
func quiet() Config { return Config{Log: slog.New(slog.DiscardHandler)} }

// sum is a classifier of three classes with known outputs: x₀+x₁, x₀-x₁, 0.
func sum() *nn.Model {
	l := nn.Linear(2, 3)
	l.W.CopyFrom(nn.Matrix([][]float64{{1, 1, 0}, {1, -1, 0}}))
	return nn.Sequential(l)
}

func ask(t *testing.T, h http.Handler, method, path, body string) (code int, answer string) {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(method, path, strings.NewReader(body)))
	return w.Code, w.Body.String()
}

func TestPredict(t *testing.T) {
	named := quiet()
	named.Classes = []string{"sum", `dif"ference`}
	numbers := quiet()
	numbers.Regression = true
	for _, c := range []struct {
		what   string
		model  *nn.Model
		config Config
		body   string
		want   string
	}{
		{"one sample", sum(), quiet(), `{"inputs":[100,-100]}`, `{"outputs":[0,200,0],"class":1,"probabilities":[0,1,0]}`},
		{"a batch", sum(), quiet(), `{"inputs":[[100,200],[0,0]]}`, `{"outputs":[[300,-100,0],[0,0,0]],"classes":[0,0],"probabilities":[[1,0,0],[0.33333334,0.33333334,0.33333334]]}`},
		{"named classes", sum(), named, `{"inputs":[[1000,-1000],[-1000,0]]}`, `{"outputs":[[0,2000,0],[-1000,-1000,0]],"classes":[1,2],"labels":["dif\"ference","2"],"probabilities":[[0,1,0],[0,0,1]]}`},
		{"one named class", sum(), named, `{"inputs":[100,-100]}`, `{"outputs":[0,200,0],"class":1,"label":"dif\"ference","probabilities":[0,1,0]}`},
		{"a regression", sum(), numbers, `{"inputs":[1,2]}`, `{"outputs":[3,-1,0]}`},
		{"softmax", nn.Sequential(nn.Softmax()), quiet(), `{"inputs":[[0,1000]]}`, `{"outputs":[[0,1]],"classes":[1],"probabilities":[[0,1]]}`},
		{"sigmoid", nn.Sequential(nn.Sigmoid()), quiet(), `{"inputs":[[-1000],[1000]]}`, `{"outputs":[[0],[1]],"classes":[0,1],"probabilities":[[0],[1]]}`},
		{"one output", nn.Sequential(nn.ReLU()), quiet(), `{"inputs":[[2]]}`, `{"outputs":[[2]]}`},
		{"a sequence", nn.Sequential(nn.ReLU()), quiet(), `{"inputs":[[[2,-1],[1e6,0.1]]]}`, `{"outputs":[[[2,0],[1e+06,0.1]]]}`},
		{"float64", sum().To(nn.Float64), quiet(), `{"inputs":[100,-100]}`, `{"outputs":[0,200,0],"class":1,"probabilities":[0,1,0]}`},
	} {
		code, got := ask(t, New(c.model, c.config), "POST", "/predict", c.body)
		if code != 200 || got != c.want+"\n" || !json.Valid([]byte(got)) {
			t.Errorf("%s: %d %s\nwant %s", c.what, code, got, c.want)
		}
	}
}

func TestPredictRefuses(t *testing.T) {
	small := quiet()
	small.MaxBatch, small.MaxBody = 2, 100
	shaped := quiet()
	shaped.InputShape = []int{2, 1}
	nan := sum()
	nan.Params()[0].Set(math.NaN(), 0, 0)
	for _, c := range []struct {
		model  *nn.Model
		config Config
		body   string
		code   int
		want   string
	}{
		{sum(), quiet(), `{"inputs":[[1,2],[3,"x"]]}`, 400, `inputs[1][1] is \"x\", which is no JSON number`},
		{sum(), quiet(), `{"inputs":[1,2,3]}`, 400, `inputs have shape [3]: one sample has shape [2], a list of N samples [N 2]`},
		{nn.Sequential(nn.Flatten(), nn.Linear(2, 1)), shaped, `{"inputs":[[1,2]]}`, 400, `inputs have shape [1 2]: one sample has shape [2 1], a list of N samples [N 2 1]`},
		{nn.Sequential(nn.Flatten(), nn.Linear(2, 1)), quiet(), `{"inputs":[[1,2,3]]}`, 400, `layer 1 Linear(2, 1): Linear: shapes [1 3] and [2 1] do not fit`},
		{sum(), small, `{"inputs":[[1,2],[1,2],[1,2]]}`, 400, `inputs are 3 samples, and a request may have 2`},
		{sum(), small, `{"inputs":[[1,2],[1` + strings.Repeat(" ", 100), 413, `the body is larger than 100 bytes`},
		{nan, quiet(), `{"inputs":[1,2]}`, 500, `output 0 of the model is NaN`},
		{nn.Sequential(broken{}), quiet(), `{"inputs":[1,2]}`, 500, `the model failed on these inputs`},
	} {
		code, got := ask(t, New(c.model, c.config), "POST", "/predict", c.body)
		var answer struct{ Error string }
		if err := json.Unmarshal([]byte(got), &answer); err != nil || code != c.code || !strings.Contains(got, c.want) {
			t.Errorf("%.50s: %d %s\nwant %d %s", c.body, code, got, c.code, c.want)
		}
	}
	unknown := httptest.NewRequest("POST", "/predict", io.LimitReader(neverending('1'), 1<<20)) // no Content-Length
	w := httptest.NewRecorder()
	if New(sum(), small).ServeHTTP(w, unknown); w.Code != 413 {
		t.Errorf("an endless body is answered with %d %s", w.Code, w.Body)
	}
}

type neverending byte

func (b neverending) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(b)
	}
	return len(p), nil
}

// broken is a layer with a bug.
type broken struct{}

func (broken) Forward(x *nn.Tensor) *nn.Tensor { panic("index out of range") }
func (broken) Params() []*nn.Tensor            { return nil }

func TestOtherPaths(t *testing.T) {
	h := New(sum(), quiet())
	for _, c := range []struct {
		method, path string
		code         int
		want         string
	}{
		{"GET", "/health", 200, `{"status":"ok"}`},
		{"HEAD", "/health", 200, ``},
		{"GET", "/ready", 200, `{"status":"ready"}`},
		{"GET", "/", 200, "| 0 | Linear(2, 3) | [3] | 9 | 12 |"},
		{"GET", "/predict", 405, "there is no GET /predict here, but POST /predict"},
		{"PUT", "/", 405, "there is no PUT / here"},
		{"GET", "/etc/passwd", 404, "there is no GET /etc/passwd here"},
	} {
		if code, got := ask(t, h, c.method, c.path, ""); code != c.code || !strings.Contains(got, c.want) {
			t.Errorf("%s %s: %d %s, want %d %s", c.method, c.path, code, got, c.code, c.want)
		}
	}
	r := httptest.NewRequest("GET", "/", nil)
	r.Header.Set("Accept", "text/html,*/*")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != 200 || !strings.Contains(w.Body.String(), ">Linear(2, 3)</td>") || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
		t.Errorf("to a browser: %d %v\n%s", w.Code, w.Header(), w.Body)
	}
	if code, got := ask(t, New(nn.Sequential(nn.ReLU()), quiet()), "GET", "/", ""); code != 200 || !strings.Contains(got, "which is not known") {
		t.Errorf("a model without a known input: %d %s", code, got)
	}
	h.Stop()
	if code, _ := ask(t, h, "GET", "/ready", ""); code != 503 {
		t.Errorf("a stopping server is ready: %d", code)
	}
	if code, _ := ask(t, h, "POST", "/predict", `{"inputs":[1,2]}`); code != 200 {
		t.Errorf("a stopping server refuses: %d", code)
	}
}

// samples is a data set.
type samples struct{ x *nn.Tensor }

func (s samples) Len() int { return s.x.Dim(0) }
func (s samples) Batch(indices []int) (x, y *nn.Tensor) {
	return s.x.Gather(indices), nn.Zeros(len(indices))
}

func TestMetricsAndDrift(t *testing.T) {
	nn.Seed(1)
	var log bytes.Buffer
	h := New(sum().SetReference(samples{nn.Randn(1000, 2)}), Config{Log: slog.New(slog.NewTextHandler(&log, nil)), DriftWindow: 400})
	send := func(x *nn.Tensor) {
		t.Helper()
		body, err := json.Marshal(map[string]any{"inputs": x.Rows()})
		if err != nil {
			t.Fatal(err)
		}
		if code, answer := ask(t, h, "POST", "/predict", string(body)); code != 200 {
			t.Fatalf("%d %s", code, answer)
		}
	}
	expect := func(what string, wants ...string) {
		t.Helper()
		_, metrics := ask(t, h, "GET", "/metrics", "")
		for _, want := range wants {
			if !strings.Contains(metrics, "\n"+want) {
				t.Errorf("%s: the metrics have no %q:\n%s", what, want, metrics)
			}
		}
	}
	send(nn.Randn(100, 2))
	expect("a few samples", `gradus_requests_total{path="/predict",code="200"} 1`, "gradus_batch_size_bucket{le=\"64\"} 0\n",
		"gradus_batch_size_bucket{le=\"128\"} 1\n", "gradus_batch_size_bucket{le=\"+Inf\"} 1\n", "gradus_batch_size_sum 100\n", "gradus_predict_seconds_count 1\n",
		`gradus_predictions_total{class="0"}`, "gradus_in_flight 0\n", "gradus_drift_samples 100\n", "gradus_drift_score 0\n", "gradus_drift_alarm 0\n")
	for range 3 {
		send(nn.Randn(200, 2))
	}
	expect("the same distribution", "gradus_drift_samples 400\n", "gradus_drift_score 0.0", "gradus_drift_alarm 0\n")
	if log.Len() > 0 {
		t.Errorf("the log says %s", &log)
	}
	for range 2 {
		send(nn.Randn(200, 2).Add(nn.Vector(0, 1)))
	}
	expect("a shifted feature", "gradus_drift_samples 400\n", "gradus_drift_alarm 1\n")
	if text := log.String(); strings.Count(text, "\n") != 1 || !strings.Contains(text, "level=WARN") || !strings.Contains(text, "feature=x[1]") {
		t.Errorf("the log says %s", text)
	}
	for range 2 {
		send(nn.Randn(200, 2))
	}
	expect("back again", "gradus_drift_alarm 0\n")
	if text := log.String(); strings.Count(text, "\n") != 2 || !strings.Contains(text, "like the training data again") {
		t.Errorf("the log says %s", text)
	}
	ask(t, h, "POST", "/predict", "{")
	ask(t, h, "GET", "/nowhere", "")
	expect("errors", `gradus_requests_total{path="/predict",code="400"} 1`, `gradus_requests_total{path="other",code="404"} 1`, `gradus_requests_total{path="/metrics",code="200"}`)

	h = New(sum().SetReference(samples{nn.Randn(10, 2)}), Config{InputShape: []int{3, 2}, Log: slog.New(slog.NewTextHandler(&log, nil))})
	if _, metrics := ask(t, h, "GET", "/metrics", ""); strings.Contains(metrics, "drift") || !strings.Contains(log.String(), "another shape") {
		t.Errorf("a reference of another shape is watched:\n%s%s", metrics, &log)
	}
}

// gate is a layer that waits until it may go on.
type gate struct{ entered, leave chan struct{} }

func (g gate) Forward(x *nn.Tensor) *nn.Tensor {
	g.entered <- struct{}{}
	<-g.leave
	return x
}
func (g gate) Params() []*nn.Tensor { return nil }

func TestTooManyAtOnce(t *testing.T) {
	g := gate{make(chan struct{}), make(chan struct{})}
	config := quiet()
	config.MaxInFlight = 1
	h := New(nn.Sequential(g), config)
	done := make(chan int)
	go func() {
		code, _ := ask(t, h, "POST", "/predict", `{"inputs":[[1]]}`)
		done <- code
	}()
	<-g.entered
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("POST", "/predict", strings.NewReader(`{"inputs":[[1]]}`)))
	if w.Code != 503 || w.Header().Get("Retry-After") != "1" || !strings.Contains(w.Body.String(), "try again") {
		t.Errorf("one too many: %d %s", w.Code, w.Body)
	}
	close(g.leave)
	if code := <-done; code != 200 {
		t.Errorf("the first one: %d", code)
	}
}

// When the server is told to stop, the request that is being answered is finished,
// and no new one is taken.
func TestGracefulStop(t *testing.T) {
	g := gate{make(chan struct{}), make(chan struct{})}
	h := New(nn.Sequential(g), quiet())
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	url := "http://" + listener.Addr().String()
	ctx, stop := context.WithCancel(context.Background())
	stopped := make(chan error)
	go func() { stopped <- Listen(ctx, listener, h) }()
	answered := make(chan string)
	go func() {
		r, err := http.Post(url+"/predict", "application/json", strings.NewReader(`{"inputs":[[7]]}`))
		if err != nil {
			answered <- err.Error()
			return
		}
		defer r.Body.Close()
		body, _ := io.ReadAll(r.Body)
		answered <- string(body)
	}()
	<-g.entered
	stop()
	for { // until the listener is closed
		c, err := net.Dial("tcp", listener.Addr().String())
		if err != nil {
			break
		}
		c.Close()
		time.Sleep(time.Millisecond)
	}
	select {
	case err := <-stopped:
		t.Fatalf("the server stopped before the request was answered: %v", err)
	default:
	}
	close(g.leave)
	if got := <-answered; got != "{\"outputs\":[[7]]}\n" {
		t.Errorf("the request in flight was answered with %s", got)
	}
	if err := <-stopped; err != nil {
		t.Errorf("the server stopped with %v", err)
	}
}

func TestNewRefusesAShapeThatDoesNotFit(t *testing.T) {
	defer func() {
		if err, ok := recover().(*nn.ShapeError); !ok {
			t.Errorf("panic %v", err)
		}
	}()
	New(sum(), Config{InputShape: []int{3}})
}

func TestRunErrors(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	if err := Run(context.Background(), listener.Addr().String(), New(sum(), quiet())); err == nil || !strings.HasPrefix(err.Error(), "serve: ") {
		t.Errorf("a port that is taken: %v", err)
	}
	listener.Close()
	if err := Listen(context.Background(), listener, New(sum(), quiet())); err == nil {
		t.Error("a closed listener was served")
	}
}

func TestWarnsWhenOthersCanReachIt(t *testing.T) {
	for address, warns := range map[string]bool{"127.0.0.1:0": false, "0.0.0.0:0": true} {
		var log bytes.Buffer
		ctx, stop := context.WithCancel(context.Background())
		stop()
		if err := Run(ctx, address, New(sum(), Config{Log: slog.New(slog.NewTextHandler(&log, nil))})); err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(log.String(), "other machines can reach this server"); got != warns {
			t.Errorf("%s: %s", address, &log)
		}
	}
}

// Many at the same time get their own answers.
func TestConcurrent(t *testing.T) {
	model := nn.Sequential(
		nn.Linear(2, 36), nn.Dropout(0.5), nn.Reshape(6, 6, 1), nn.Conv2D(1, 2, 3), nn.BatchNorm2D(2), nn.ReLU(), nn.MaxPool2D(2),
		nn.Reshape(4, 2), nn.PositionalEncoding(2), nn.TransformerBlock(2, 1, 4), nn.LSTM(2, 3).Last(), nn.Linear(3, 3),
	)
	h := New(model.SetReference(samples{nn.Randn(300, 2)}), quiet())
	server := httptest.NewServer(h)
	defer server.Close()
	var wait sync.WaitGroup
	for client := range 8 {
		wait.Go(func() {
			body := fmt.Sprintf(`{"inputs":[[%d,0.5],[0.25,%d]]}`, client, client)
			_, want := ask(t, h, "POST", "/predict", body)
			for range 50 {
				r, err := http.Post(server.URL+"/predict", "application/json", strings.NewReader(body))
				if err != nil {
					t.Error(err)
					return
				}
				got, _ := io.ReadAll(r.Body)
				r.Body.Close()
				if string(got) != want {
					t.Errorf("%s is answered with %s, want %s", body, got, want)
				}
			}
		})
	}
	wait.Wait()
}

// Whatever is sent, there is an answer that is JSON, and it is not the server's
// fault.
func FuzzPredict(f *testing.F) {
	config := quiet()
	config.MaxBody = 1 << 16
	h := New(nn.Sequential(nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 2)).SetReference(samples{nn.Randn(100, 2)}), config)
	f.Add([]byte(`{"inputs":[[1,2],[3,4]]}`))
	f.Add([]byte(`{"inputs":[1,2]}`))
	f.Add([]byte(`{"inputs":[1e38,-3.4e38]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest("POST", "/predict", bytes.NewReader(body)))
		if !json.Valid(w.Body.Bytes()) || w.Code != 200 && w.Code != 400 && !(w.Code == 500 && strings.Contains(w.Body.String(), "of the model is")) {
			t.Fatalf("%q: %d %s", body, w.Code, w.Body)
		}
	})
}

// One sample through the network of the digits, without HTTP's part.
func BenchmarkPredict(b *testing.B) {
	model := nn.Sequential(nn.Linear(64, 128), nn.ReLU(), nn.Linear(128, 64), nn.ReLU(), nn.Linear(64, 10))
	h := New(model.SetReference(samples{nn.Rand(1000, 64)}), quiet())
	body := `{"inputs":[[` + strings.TrimSuffix(strings.Repeat("0.125,", 64), ",") + `]]}`
	for b.Loop() {
		w := httptest.NewRecorder()
		if h.ServeHTTP(w, httptest.NewRequest("POST", "/predict", strings.NewReader(body))); w.Code != 200 {
			b.Fatal(w.Body)
		}
	}
}
