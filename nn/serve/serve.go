// Package serve answers predictions of a trained model over HTTP.
//
//	handler := serve.New(model, serve.Config{})
//	err := serve.Run(ctx, "127.0.0.1:8080", handler)
//
// or, from the command line, gradus serve model.safetensors. It answers
//
//	POST /predict   {"inputs": [[5.1, 3.5, 1.4, 0.2]]}, one sample or a list of them, with
//	                {"outputs": [[…]], "classes": [0], "probabilities": [[0.98, 0.02, 0]]}
//	GET  /health    200 while the process lives
//	GET  /ready     200 while requests are taken, 503 once it stops
//	GET  /metrics   Prometheus's text format: requests, latency, batch sizes, drift
//	GET  /          the model's card
//
// Requests are not trusted: the body's size, the shape of the inputs and every
// number are checked, and an error says which one is wrong; the number of
// predictions at the same time and the time for reading a body are limited. There
// is no encryption and no login: for other machines than this one, put a proxy
// that has both before it.
//
// # Speed
//
// Beside FastAPI, uvicorn (uvloop, two workers) and PyTorch with the same model, one
// sample a request, on a machine with two processors, an AMD EPYC, that they share
// with the clients and had other work meanwhile; requests a second, and within how
// many milliseconds 99 of 100 are answered (go run ./nn/internal/peers load):
//
//	                    clients   gradus serve     Python          ratio
//	MLP 64-128-64-10       1       6429   0.4       2063   3.1    3.1 ×   1/8
//	                       8      15973   3.7       2883   6.9    5.5 ×   1/2
//	                      32      18181   6.8       4306    29    4.2 ×   1/4
//	CNN 64×64, 3 conv.     1        862   4.1        177   108    4.9 ×   1/27
//	                       8       1392    21        209   248    6.7 ×   1/12
//	                      32        810   135        115   584    7.0 ×   1/4
//
// Every request is predicted by itself, as many at once as there are processors.
// Making one batch of the requests that wait was tried: of 8 and of 32 clients it
// answered 12 to 30 % fewer requests.
package serve

import (
	"cmp"
	"fmt"
	"log/slog"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"gradus/nn"
)

// Config says how to serve. Every field may be left zero.
type Config struct {
	// InputShape is the shape of one sample, [28 28 1]. If nil, it is that of the
	// model's reference, or follows from its first layer; if that does not say,
	// whatever the model accepts is accepted.
	InputShape []int
	// Classes are names for the classes, which answers then have.
	Classes []string
	// Regression says that the outputs are numbers, not scores of classes. A model
	// with one output that does not end in Sigmoid is taken for one anyway.
	Regression bool

	MaxBatch    int           // samples in a request; 256 if 0
	MaxBody     int64         // bytes in a request; 8 MB if 0
	MaxInFlight int           // requests that are read, wait or are computed; 256 if 0. One more is answered with 503
	Timeout     time.Duration // for reading a request; 10 s if 0

	DriftWindow int          // samples that are compared with the reference; 1000 if 0
	DriftAlarm  float64      // the population stability index that raises the alarm; 0.25 if 0
	Log         *slog.Logger // slog.Default() if nil
}

// Handler serves a model.
type Handler struct {
	model    *nn.Model
	config   Config
	mux      *http.ServeMux
	about    *nn.Card // nil if the input's shape is not known
	metrics  *metrics
	monitor  *monitor
	stopping atomic.Bool
	buffers  sync.Pool     // of *buffers
	running  chan struct{} // a token for each prediction that is computed
}

// New makes a handler of the requests. The model must not be trained meanwhile.
// It panics with a *nn.ShapeError if the input's shape does not fit the model.
func New(model *nn.Model, config Config) *Handler {
	reference := model.Reference()
	if config.InputShape == nil {
		config.InputShape = model.InputShape()
	}
	config.MaxBatch = cmp.Or(config.MaxBatch, 256)
	config.MaxBody = cmp.Or(config.MaxBody, 8<<20)
	config.MaxInFlight = cmp.Or(config.MaxInFlight, 256)
	config.Timeout = cmp.Or(config.Timeout, 10*time.Second)
	config.Log = cmp.Or(config.Log, slog.Default())
	if reference != nil && config.InputShape != nil && !slices.Equal(reference.Shape, config.InputShape) {
		reference = nil
		config.Log.Warn("the model's reference is of samples of another shape: no drift is watched", "reference", model.Reference().Shape, "input", config.InputShape)
	}
	h := &Handler{
		model:   model,
		config:  config,
		mux:     http.NewServeMux(),
		metrics: newMetrics(),
		monitor: newMonitor(reference, cmp.Or(config.DriftWindow, 1000), cmp.Or(config.DriftAlarm, 0.25), config.Log),
		buffers: sync.Pool{New: func() any { return new(buffers) }},
		running: make(chan struct{}, runtime.GOMAXPROCS(0)), // more at once are not sooner done
	}
	if config.InputShape != nil {
		h.about = model.Card(config.InputShape...) // predicts once: what does not fit shows now
	}
	// The table of what is answered.
	h.handle("POST /predict", h.predict)
	h.handle("GET /health", h.health)
	h.handle("GET /ready", h.ready)
	h.handle("GET /metrics", h.showMetrics)
	h.handle("GET /{$}", h.card)
	h.mux.HandleFunc("/", h.unknown)
	return h
}

// handle counts what is answered for a pattern.
func (h *Handler) handle(pattern string, f http.HandlerFunc) {
	_, path, _ := strings.Cut(pattern, " ")
	path = strings.TrimSuffix(path, "{$}")
	h.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		seen := &recorder{ResponseWriter: w, code: http.StatusOK}
		defer func() {
			if p := recover(); p != nil {
				if p == http.ErrAbortHandler {
					panic(p)
				}
				h.config.Log.Error("a request failed", "path", path, "panic", fmt.Sprint(p))
				fail(seen, http.StatusInternalServerError, "the model failed on these inputs; the server's log says how")
			}
			h.metrics.answered(path, seen.code)
		}()
		f(seen, r)
	})
}

// recorder remembers the status that was answered.
type recorder struct {
	http.ResponseWriter
	code int
}

func (r *recorder) WriteHeader(code int) {
	r.code = code
	r.ResponseWriter.WriteHeader(code)
}

// Unwrap lets http.ResponseController reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// ServeHTTP answers a request.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) { h.mux.ServeHTTP(w, r) }

// Stop makes /ready answer 503, so that a load balancer sends no more requests;
// those that come are still answered.
func (h *Handler) Stop() { h.stopping.Store(true) }

func (h *Handler) health(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, http.StatusOK, []byte(`{"status":"ok"}`))
}

func (h *Handler) ready(w http.ResponseWriter, _ *http.Request) {
	if h.stopping.Load() {
		fail(w, http.StatusServiceUnavailable, "the server is stopping")
		return
	}
	writeJSON(w, http.StatusOK, []byte(`{"status":"ready"}`))
}

func (h *Handler) showMetrics(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	h.metrics.write(w)
	h.monitor.write(w)
}

// unknown answers what no pattern matches, also a known path with another method.
func (h *Handler) unknown(w http.ResponseWriter, r *http.Request) {
	code := http.StatusNotFound
	if allowed, ok := methods[r.URL.Path]; ok {
		code = http.StatusMethodNotAllowed
		w.Header().Set("Allow", allowed)
	}
	h.metrics.answered("other", code)
	fail(w, code, fmt.Sprintf("there is no %s %s here, but POST /predict, GET /health, /ready, /metrics and /", r.Method, clip(r.URL.Path)))
}

// methods are those that a path is answered for.
var methods = map[string]string{"/predict": "POST", "/health": "GET, HEAD", "/ready": "GET, HEAD", "/metrics": "GET, HEAD", "/": "GET, HEAD"}
