// Interpreted types where compiled code wants interfaces.
package main

import (
	"bufio"
	"bytes"
	"container/heap"
	"context"
	"errors"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"io"
	"io/fs"
	"log"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"sort"
	"strings"
	"sync"
	"text/tabwriter"
	"time"
)

type byLen []string

func (b byLen) Len() int           { return len(b) }
func (b byLen) Less(i, j int) bool { return len(b[i]) < len(b[j]) }
func (b byLen) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

type reversed struct{ sort.Interface }

func (r reversed) Less(i, j int) bool { return r.Interface.Less(j, i) }

type Item struct {
	name string
	prio int
}
type PQ []*Item

func (p PQ) Len() int            { return len(p) }
func (p PQ) Less(i, j int) bool  { return p[i].prio < p[j].prio }
func (p PQ) Swap(i, j int)       { p[i], p[j] = p[j], p[i] }
func (p *PQ) Push(x interface{}) { *p = append(*p, x.(*Item)) }
func (p *PQ) Pop() any {
	old := *p
	x := old[len(old)-1]
	*p = old[:len(old)-1]
	return x
}

type rot13 struct{ r io.Reader }

func (r rot13) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	for i, c := range p[:n] {
		if c >= 'a' && c <= 'z' {
			p[i] = 'a' + (c-'a'+13)%26
		}
	}
	return n, err
}

type counter struct {
	n int
	io.Writer
}

func (c *counter) Write(p []byte) (int, error) { c.n += len(p); return c.Writer.Write(p) }

type closer struct {
	io.Reader
	closed *bool
}

func (c closer) Close() error { *c.closed = true; return errors.New("closed") }

type gradient struct{ w, h int }

func (g gradient) ColorModel() color.Model { return color.GrayModel }
func (g gradient) Bounds() image.Rectangle { return image.Rect(0, 0, g.w, g.h) }
func (g gradient) At(x, y int) color.Color { return gray(x * 10) }

type gray uint8

func (g gray) RGBA() (r, gg, b, a uint32) { v := uint32(g) * 0x101; return v, v, v, 0xffff }

type canvas struct {
	draw.Image
	sets int
}

func (c *canvas) Set(x, y int, col color.Color) { c.sets++; c.Image.Set(x, y, col) }

type safe struct {
	sync.Mutex
	bytes.Buffer
	n int
}

type levels []string

func (l *levels) String() string     { return strings.Join(*l, "+") }
func (l *levels) Set(s string) error { *l = append(*l, s); return nil }

type greeter struct{ greeting string }

func (g greeter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintf(w, "%s, %s", g.greeting, r.URL.Path[1:])
}

type statusRecorder struct {
	http.ResponseWriter
	status int
}

func (s *statusRecorder) WriteHeader(code int) { s.status = code; s.ResponseWriter.WriteHeader(code) }

func logged(next http.Handler, out *[]string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rec := &statusRecorder{w, 200}
		next.ServeHTTP(rec, r)
		*out = append(*out, fmt.Sprint(r.URL.Path, " ", rec.status))
	})
}

type timeout struct{ op string }

func (t *timeout) Error() string   { return t.op + ": timeout" }
func (t *timeout) Timeout() bool   { return true }
func (t *timeout) Temporary() bool { return false }
func (t *timeout) Is(target error) bool {
	return target == os.ErrDeadlineExceeded
}

type multi []error

func (m multi) Error() string   { return fmt.Sprint(len(m), " errors") }
func (m multi) Unwrap() []error { return m }

type asInt struct{ n int }

func (a asInt) Error() string { return "asInt" }
func (a asInt) As(target any) bool {
	if p, ok := target.(*int); ok {
		*p = a.n
		return true
	}
	if p, ok := target.(**timeout); ok {
		*p = &timeout{"as"}
		return true
	}
	return false
}

type key struct{}
type myctx struct {
	context.Context
	extra string
}

func (m myctx) Value(k any) any {
	if _, ok := k.(key); ok {
		return m.extra
	}
	return m.Context.Value(k)
}

type memFS map[string]string

func (m memFS) Open(name string) (fs.File, error) {
	s, ok := m[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return &memFile{strings.NewReader(s), name, len(s)}, nil
}

type memFile struct {
	*strings.Reader
	name string
	size int
}

func (f *memFile) Stat() (fs.FileInfo, error) { return f, nil }
func (f *memFile) Close() error               { return nil }
func (f *memFile) Name() string               { return f.name }
func (f *memFile) Size() int64                { return int64(f.size) }
func (f *memFile) Mode() fs.FileMode          { return 0o644 }
func (f *memFile) ModTime() time.Time         { return time.Time{} }
func (f *memFile) IsDir() bool                { return false }
func (f *memFile) Sys() any                   { return nil }

type temp float64

func (t temp) LogValue() slog.Value { return slog.StringValue(fmt.Sprintf("%.1fC", float64(t))) }

type point struct{ X, Y int }

func (p *point) Scan(s fmt.ScanState, verb rune) error {
	_, err := fmt.Fscanf(s, "%d,%d", &p.X, &p.Y)
	return err
}

type Celsius float64

func main() {
	words := byLen{"ccc", "a", "bb"}
	sort.Sort(words)
	fmt.Println(words)
	sort.Sort(sort.Reverse(words))
	fmt.Println(words)
	sort.Stable(reversed{reversed{words}})
	fmt.Println(words, sort.IsSorted(words))

	pq := &PQ{{"c", 3}, {"a", 1}}
	heap.Init(pq)
	heap.Push(pq, &Item{"b", 2})
	for pq.Len() > 0 {
		fmt.Print(heap.Pop(pq).(*Item).name, " ")
	}
	fmt.Println()

	text, err := io.ReadAll(rot13{strings.NewReader("uryyb jbeyq")})
	fmt.Println(string(text), err)
	var buf bytes.Buffer
	c := &counter{Writer: &buf}
	fmt.Fprintf(c, "%d-%s", 5, "x")
	io.Copy(c, rot13{strings.NewReader("nop")})
	io.MultiWriter(c, c).Write([]byte("!"))
	fmt.Println(buf.String(), c.n)
	closed := false
	var rc io.ReadCloser = closer{strings.NewReader("l1\nl2\n"), &closed}
	for s := bufio.NewScanner(rc); s.Scan(); {
		fmt.Print(s.Text(), ";")
	}
	fmt.Println(rc.Close(), closed)
	readers := []io.Reader{strings.NewReader("a"), rot13{strings.NewReader("o")}, closer{strings.NewReader("c"), &closed}}
	text, _ = io.ReadAll(io.MultiReader(readers...))
	fmt.Println(string(text))
	text, _ = io.ReadAll(io.MultiReader(rot13{strings.NewReader("n")}, rot13{strings.NewReader("o")}))
	fmt.Println(string(text))

	dst := &canvas{Image: image.NewRGBA(image.Rect(0, 0, 3, 2))}
	draw.Draw(dst, dst.Bounds(), gradient{3, 2}, image.Point{}, draw.Src)
	fmt.Println(dst.sets, dst.At(2, 1), color.GrayModel.Convert(gray(7)), gradient{2, 2}.At(1, 1))

	s := &safe{}
	s.Lock()
	s.WriteString("held ")
	fmt.Fprint(s, "writer")
	s.Unlock()
	var lk sync.Locker = s
	lk.Lock()
	lk.Unlock()
	fmt.Println(s.String(), s.Len(), s.n)
	fmt.Println(s)

	set := flag.NewFlagSet("x", flag.ContinueOnError)
	var ls levels
	set.Var(&ls, "l", "levels")
	fmt.Println(set.Parse([]string{"-l", "a", "-l", "b", "rest"}), ls, set.Args())

	var lines []string
	mux := http.NewServeMux()
	mux.Handle("/", logged(greeter{"hello"}, &lines))
	mux.HandleFunc("/bad", func(w http.ResponseWriter, r *http.Request) {
		http.Error(&statusRecorder{ResponseWriter: w}, "no", 418)
	})
	srv := httptest.NewServer(mux)
	for _, p := range []string{"/bob", "/bad"} {
		resp, err := http.Get(srv.URL + p)
		if err != nil {
			fmt.Println(err)
			continue
		}
		body, _ := io.ReadAll(resp.Body)
		resp.Body.Close()
		fmt.Println(resp.StatusCode, strings.TrimSpace(string(body)))
	}
	srv.Close()
	fmt.Println(lines)
	w := httptest.NewRecorder()
	greeter{"hi"}.ServeHTTP(w, httptest.NewRequest("GET", "/x", closer{strings.NewReader("body"), &closed}))
	fmt.Println(w.Body)

	e := fmt.Errorf("op: %w", &timeout{"read"})
	var te *timeout
	fmt.Println(errors.As(e, &te), te.op, errors.Is(e, os.ErrDeadlineExceeded), os.IsTimeout(te), errors.Is(e, io.EOF))
	var tm interface{ Timeout() bool }
	fmt.Println(errors.As(e, &tm), tm.Timeout())
	m := multi{io.EOF, te}
	fmt.Println(m, errors.Is(m, io.EOF), errors.As(m, &te), errors.Is(errors.Join(e, m), io.EOF))
	var n int
	fmt.Println(errors.As(fmt.Errorf("x: %w", asInt{4}), &te), te.op, n)
	fmt.Println(errors.Unwrap(m), errors.Unwrap(errors.Unwrap(e)))

	ctx := context.WithValue(myctx{context.Background(), "extra"}, "k", point{1, 2})
	fmt.Println(ctx.Value(key{}), ctx.Value("k"), ctx.Value("none"))
	ctx, cancel := context.WithCancelCause(ctx)
	cancel(te)
	fmt.Println(ctx.Err(), context.Cause(ctx), context.Cause(ctx) == error(te))

	fsys := memFS{"a.txt": "content"}
	data, err := fs.ReadFile(fsys, "a.txt")
	fmt.Println(string(data), err)
	_, err = fs.Stat(fsys, "b.txt")
	fmt.Println(err, errors.Is(err, fs.ErrNotExist))

	var logs bytes.Buffer
	lg := slog.New(slog.NewTextHandler(&logs, &slog.HandlerOptions{ReplaceAttr: func(g []string, a slog.Attr) slog.Attr {
		if a.Key == "time" {
			return slog.Attr{}
		}
		return a
	}}))
	lg.Info("msg", "t", temp(3), "p", point{1, 2}, "c", Celsius(4), "err", te)
	js := slog.New(slog.NewJSONHandler(&logs, nil)).With("c", Celsius(1))
	_ = js
	l := log.New(c, "p: ", 0)
	l.Printf("%v %T %+v", point{1, 2}, point{}, te)
	l.Println(point{3, 4}, Celsius(5))
	fmt.Print(logs.String(), buf.String())
	var p point
	var word string
	k, err := fmt.Sscan("3,4 w", &p, &word)
	fmt.Println(k, err, p, word)
	var cc Celsius
	k, err = fmt.Sscanf("5.5 km", "%g km", &cc)
	fmt.Println(k, err, cc)
	tw := tabwriter.NewWriter(c, 0, 8, 1, ' ', 0)
	fmt.Fprintln(tw, "a\tb")
	tw.Flush()
	sort.Slice(pqOf("b", "a"), func(i, j int) bool { return false })
	list := pqOf("b", "a")
	sort.Slice(list, func(i, j int) bool { return list[i].name < list[j].name })
	fmt.Println(list[0].name, c.n)
	handlers := map[string]http.Handler{"a": greeter{"map"}}
	w = httptest.NewRecorder()
	handlers["a"].ServeHTTP(w, httptest.NewRequest("GET", "/q", nil))
	fmt.Println(w.Body)
	srv2 := http.Server{Handler: greeter{"field"}}
	fmt.Printf("%T %v\n", srv2.Handler, srv2.Handler)
	if g, ok := srv2.Handler.(greeter); ok {
		fmt.Println(g.greeting)
	}
	var sm sync.Map
	sm.Store(key{}, point{5, 6})
	v, ok := sm.Load(key{})
	fmt.Println(v.(point).X, ok)
	pool := sync.Pool{New: func() any { return &point{7, 8} }}
	fmt.Println(pool.Get().(*point).Y)
}

func pqOf(names ...string) []Item {
	var out []Item
	for _, n := range names {
		out = append(out, Item{name: n})
	}
	return out
}
