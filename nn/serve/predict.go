package serve

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"slices"
	"strconv"
	"time"

	"gradus/nn"
)

// buffers is storage that requests use one after the other.
type buffers struct {
	body   []byte
	values []float32
	answer []byte
}

// predict answers POST /predict.
func (h *Handler) predict(w http.ResponseWriter, r *http.Request) {
	start := time.Now()
	if !h.metrics.begin(h.config.MaxInFlight) {
		w.Header().Set("Retry-After", "1")
		fail(w, http.StatusServiceUnavailable, fmt.Sprintf("%d predictions are being made, the most at the same time: try again", h.config.MaxInFlight))
		return
	}
	defer h.metrics.end()
	b := h.buffers.Get().(*buffers)
	defer h.buffers.Put(b)

	var err error
	if b.body, err = readBody(w, r, h.config.MaxBody, b.body); err != nil {
		var tooLarge *http.MaxBytesError
		if errors.As(err, &tooLarge) {
			fail(w, http.StatusRequestEntityTooLarge, fmt.Sprintf("the body is larger than %d bytes", h.config.MaxBody))
			return
		}
		fail(w, http.StatusBadRequest, "the body could not be read: "+err.Error())
		return
	}
	data, shape, err := parseInputs(b.body, b.values)
	b.values = data
	if err != nil {
		fail(w, http.StatusBadRequest, err.Error())
		return
	}
	shape, single, err := h.checkShape(shape)
	if err != nil {
		fail(w, http.StatusBadRequest, err.Error())
		return
	}
	select {
	case h.running <- struct{}{}:
	case <-r.Context().Done(): // nobody waits for the answer
		return
	}
	y, err := h.forward(data, shape)
	if err != nil {
		fail(w, http.StatusBadRequest, err.Error())
		return
	}
	h.monitor.add(data, shape[0])
	a := h.answer(y)
	if b.answer, err = a.appendJSON(b.answer[:0], single, h.config.Classes); err != nil {
		h.config.Log.Error("no answer", "error", err)
		fail(w, http.StatusInternalServerError, err.Error())
		return
	}
	writeJSON(w, http.StatusOK, b.answer)
	h.metrics.predicted(shape[0], a.classes, time.Since(start))
}

// readBody reads the body into buffer, which may grow.
func readBody(w http.ResponseWriter, r *http.Request, limit int64, buffer []byte) ([]byte, error) {
	if r.ContentLength > limit {
		return buffer, &http.MaxBytesError{Limit: limit}
	}
	body := http.MaxBytesReader(w, r.Body, limit)
	buffer = buffer[:0]
	if n := int(r.ContentLength) + 1; n > cap(buffer) { // one more: to read the end
		buffer = make([]byte, 0, min(n, 1<<16)) // no more than a client has paid for
	}
	for {
		if len(buffer) == cap(buffer) {
			buffer = slices.Grow(buffer, 512)
		}
		n, err := body.Read(buffer[len(buffer):cap(buffer)])
		buffer = buffer[:len(buffer)+n]
		if err == io.EOF {
			return buffer, nil
		}
		if err != nil {
			return buffer, err
		}
	}
}

// checkShape returns the shape of the batch that inputs of the given shape are;
// one sample is a batch of one.
func (h *Handler) checkShape(got []int) (batch []int, single bool, err error) {
	want := h.config.InputShape
	switch {
	case want == nil || len(got) == len(want)+1 && slices.Equal(got[1:], want):
	case slices.Equal(got, want):
		return append([]int{1}, got...), true, nil
	default:
		return nil, false, fmt.Errorf("inputs have shape %v: one sample has shape %v, a list of N samples %v", got, want, append([]any{"N"}, anys(want)...))
	}
	if got[0] > h.config.MaxBatch {
		return nil, false, fmt.Errorf("inputs are %d samples, and a request may have %d", got[0], h.config.MaxBatch)
	}
	return got, false, nil
}

func anys(sizes []int) []any {
	list := make([]any, len(sizes))
	for i, n := range sizes {
		list[i] = n
	}
	return list
}

// forward runs the model and gives back the token. That the inputs do not fit it, such as a word that its
// embedding does not have, is the client's error.
func (h *Handler) forward(data []float32, shape []int) (y *nn.Tensor, err error) {
	defer func() {
		<-h.running
		switch p := recover().(type) {
		case nil:
		case *nn.ShapeError:
			err = p
		case *nn.ValueError:
			err = p
		default:
			panic(p)
		}
	}()
	return h.model.Predict(nn.FromFloat32(data, shape...)).To(nn.Float32), nil
}

// answer is what is said of a batch.
type answer struct {
	outputs       []float32
	shape         []int     // of the outputs
	classes       []int     // of each sample; nil in a regression
	probabilities []float32 // of each class; with one output, of class 1
}

func (h *Handler) answer(y *nn.Tensor) answer {
	a := answer{outputs: y.Float32s(), shape: y.Shape()}
	if h.config.Regression || len(a.shape) != 2 {
		return a
	}
	p, width := h.model.Probabilities(y), a.shape[1]
	if width == 1 && p != y {
		return a
	}
	a.probabilities = p.Float32s()
	a.classes = make([]int, a.shape[0])
	for i := range a.classes {
		row := a.probabilities[i*width : (i+1)*width]
		if width == 1 {
			if row[0] > 0.5 {
				a.classes[i] = 1
			}
			continue
		}
		for c, v := range row {
			if v > row[a.classes[i]] {
				a.classes[i] = c
			}
		}
	}
	return a
}

// appendJSON appends the answer; a single sample's is without the brackets of the
// batch.
func (a *answer) appendJSON(out []byte, single bool, names []string) ([]byte, error) {
	for i, v := range a.outputs {
		if v64 := float64(v); math.IsNaN(v64) || math.IsInf(v64, 0) {
			return out, fmt.Errorf("output %d of the model is %v", i, v)
		}
	}
	shape, class, label := a.shape, "classes", "labels"
	if single {
		shape, class, label = shape[1:], "class", "label"
	}
	out = append(out, `{"outputs":`...)
	out = appendNumbers(out, a.outputs, shape)
	if a.classes != nil {
		out = append(out, `,"`+class+`":`...)
		out = appendList(out, len(a.classes), single, func(out []byte, i int) []byte {
			return strconv.AppendInt(out, int64(a.classes[i]), 10)
		})
		if len(names) > 0 {
			out = append(out, `,"`+label+`":`...)
			out = appendList(out, len(a.classes), single, func(out []byte, i int) []byte {
				return appendText(out, className(names, a.classes[i]))
			})
		}
		out = append(out, `,"probabilities":`...)
		out = appendNumbers(out, a.probabilities, shape)
	}
	return append(out, '}', '\n'), nil
}

func className(names []string, class int) string {
	if class < len(names) {
		return names[class]
	}
	return strconv.Itoa(class)
}

// appendNumbers appends numbers in brackets that nest as the shape says.
func appendNumbers(out []byte, values []float32, shape []int) []byte {
	if len(shape) == 0 {
		return strconv.AppendFloat(out, float64(values[0]), 'g', -1, 32)
	}
	each := len(values) / max(shape[0], 1)
	return appendList(out, shape[0], false, func(out []byte, i int) []byte {
		return appendNumbers(out, values[i*each:(i+1)*each], shape[1:])
	})
}

// appendList appends n elements in brackets, or the only one without.
func appendList(out []byte, n int, bare bool, element func(out []byte, i int) []byte) []byte {
	if bare {
		return element(out, 0)
	}
	out = append(out, '[')
	for i := range n {
		if i > 0 {
			out = append(out, ',')
		}
		out = element(out, i)
	}
	return append(out, ']')
}

func appendText(out []byte, s string) []byte {
	text, _ := json.Marshal(s) // a string can always be marshalled
	return append(out, text...)
}

// fail answers an error.
func fail(w http.ResponseWriter, code int, message string) {
	writeJSON(w, code, append(appendText([]byte(`{"error":`), message), '}', '\n'))
}

func writeJSON(w http.ResponseWriter, code int, body []byte) {
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	h.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(code)
	w.Write(body) // a client that is gone needs no answer
}
