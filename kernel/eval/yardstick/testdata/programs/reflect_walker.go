// Walks any value by reflection and prints its structure as a tree.
package main

import (
	"fmt"
	"io"
	"os"
	"reflect"
	"sort"
	"strings"
	"time"
)

type Level int

const (
	Debug Level = iota
	Info
	Error
)

func (l Level) String() string { return [...]string{"debug", "info", "error"}[l] }

type Server struct {
	Host    string `walk:"name"`
	Ports   []uint16
	Timeout time.Duration
	Level   Level
	secret  string
}

type Endpoint interface{ Path() string }

type Static struct{ Root string }
type Proxy struct {
	To   *Server
	Next Endpoint
}

func (s Static) Path() string { return s.Root }
func (p *Proxy) Path() string { return p.To.Host + "/" + p.Next.Path() }

type Config struct {
	Server
	Name      string
	Weights   [2]float64
	Routes    map[string]Endpoint
	Limits    map[Level]int
	Hooks     []func(string) error
	Parent    *Config
	Extra     any
	Stop      chan struct{}
	Callbacks struct {
		OnStart func()
		Out     io.Writer
	}
}

type walker struct {
	out   strings.Builder
	seen  map[uintptr]bool
	depth int
}

func (w *walker) line(format string, args ...any) {
	fmt.Fprintf(&w.out, strings.Repeat("  ", w.depth)+format+"\n", args...)
}

func (w *walker) walk(name string, v reflect.Value) {
	if !v.IsValid() {
		w.line("%s: nothing", name)
		return
	}
	if v.CanInterface() {
		if s, ok := v.Interface().(fmt.Stringer); ok && v.Kind() != reflect.Pointer && v.Kind() != reflect.Interface {
			w.line("%s: %v (%v, prints itself)", name, s, v.Type())
			return
		}
	}
	switch v.Kind() {
	case reflect.Struct:
		w.line("%s: %v with %d fields", name, v.Type(), v.NumField())
		w.depth++
		for i := range v.NumField() {
			f := v.Type().Field(i)
			label := f.Name
			if tag, ok := f.Tag.Lookup("walk"); ok {
				label = tag
			}
			if f.Anonymous {
				label += " (embedded)"
			}
			if !f.IsExported() {
				label += " (unexported)"
			}
			w.walk(label, v.Field(i))
		}
		w.depth--
	case reflect.Slice, reflect.Array:
		w.line("%s: %v of %d", name, v.Type(), v.Len())
		w.depth++
		for i := range v.Len() {
			w.walk(fmt.Sprint(i), v.Index(i))
		}
		w.depth--
	case reflect.Map:
		w.line("%s: %v of %d", name, v.Type(), v.Len())
		keys := v.MapKeys()
		sort.Slice(keys, func(i, j int) bool { return fmt.Sprint(keys[i]) < fmt.Sprint(keys[j]) })
		w.depth++
		for _, k := range keys {
			w.walk(fmt.Sprint(k), v.MapIndex(k))
		}
		w.depth--
	case reflect.Pointer:
		switch {
		case v.IsNil():
			w.line("%s: nil %v", name, v.Type())
		case w.seen[v.Pointer()]:
			w.line("%s: %v seen before", name, v.Type())
		default:
			w.seen[v.Pointer()] = true
			w.line("%s: %v", name, v.Type())
			w.depth++
			w.walk("*", v.Elem())
			w.depth--
		}
	case reflect.Interface:
		if v.IsNil() {
			w.line("%s: nil %v", name, v.Type())
			return
		}
		w.line("%s: %v holds %v", name, v.Type(), v.Elem().Type())
		w.depth++
		w.walk("=", v.Elem())
		w.depth--
	case reflect.Func, reflect.Chan:
		w.line("%s: %v nil=%v", name, v.Type(), v.IsNil())
	case reflect.String:
		w.line("%s: %q", name, v.String())
	default:
		w.line("%s: %v %v", name, v.Type(), v)
	}
}

func main() {
	server := Server{"localhost", []uint16{80, 443}, 3 * time.Second, Info, "hush"}
	c := &Config{
		Server: server, Name: "main", Weights: [2]float64{0.25, 0.75},
		Routes: map[string]Endpoint{"/": Static{"/srv"}, "/api": &Proxy{&server, Static{"v1"}}, "/none": nil},
		Limits: map[Level]int{Error: 1, Debug: 100},
		Hooks:  []func(string) error{nil, func(string) error { return nil }},
		Extra:  map[string]any{"a": []Level{Debug, Error}, "b": struct{ X, Y int }{1, 2}, "c": nil},
	}
	c.Parent = c
	c.Callbacks.Out = os.Stdout
	w := &walker{seen: map[uintptr]bool{}}
	c.Callbacks.Out = nil
	w.walk("config", reflect.ValueOf(c))
	w.walk("level", reflect.ValueOf(Error))
	w.walk("nil", reflect.ValueOf(nil))
	fmt.Print(w.out.String())
}
