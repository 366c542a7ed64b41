package ssa

import (
	"flag"
	"io"
	"net/http"
	"reflect"
)

// Compiled functions look whether a value has more methods than its interface,
// and do something else if it has. Where no package names the interface of both,
// it is here, with its wrapper.
var richer = []wrapper{
	{reflect.TypeFor[boolFlag](), reflect.TypeFor[boolFlagWrapper]()},
	{reflect.TypeFor[flushingWriter](), reflect.TypeFor[flushingWrapper]()},
	{reflect.TypeFor[wrappingWriter](), reflect.TypeFor[wrappingWrapper]()},
	{reflect.TypeFor[runeScanner](), reflect.TypeFor[runeScannerWrapper]()},
}

// A boolFlag needs no "=true".
type boolFlag interface {
	flag.Value
	IsBoolFlag() bool
}

type boolFlagWrapper struct {
	IValue      any
	WString     func() string
	WSet        func(string) error
	WIsBoolFlag func() bool
}

// String of a wrapper without a value, as package flag makes one, returns "".
func (w *boolFlagWrapper) String() string {
	if w.WString == nil {
		return ""
	}
	return w.WString()
}
func (w *boolFlagWrapper) Set(s string) error { return w.WSet(s) }
func (w *boolFlagWrapper) IsBoolFlag() bool   { return w.WIsBoolFlag() }

// ResponseMethods are those of an http.ResponseWriter; reflection sets them.
type ResponseMethods struct {
	IValue       any
	WHeader      func() http.Header
	WWrite       func([]byte) (int, error)
	WWriteHeader func(int)
}

func (w *ResponseMethods) Header() http.Header         { return w.WHeader() }
func (w *ResponseMethods) Write(p []byte) (int, error) { return w.WWrite(p) }
func (w *ResponseMethods) WriteHeader(status int)      { w.WWriteHeader(status) }

// A flushingWriter is for an http.ResponseController, or a handler that asks.
type flushingWriter interface {
	http.ResponseWriter
	http.Flusher
}

type flushingWrapper struct {
	ResponseMethods
	WFlush func()
}

func (w *flushingWrapper) Flush() { w.WFlush() }

// In a wrappingWriter the http.ResponseController finds the server's.
type wrappingWriter interface {
	http.ResponseWriter
	Unwrap() http.ResponseWriter
}

type wrappingWrapper struct {
	ResponseMethods
	WUnwrap func() http.ResponseWriter
}

func (w *wrappingWrapper) Unwrap() http.ResponseWriter { return w.WUnwrap() }

// A runeScanner takes back what fmt.Fscan has read too much.
type runeScanner interface {
	io.Reader
	io.RuneScanner
}

type runeScannerWrapper struct {
	IValue      any
	WRead       func([]byte) (int, error)
	WReadRune   func() (rune, int, error)
	WUnreadRune func() error
}

func (w *runeScannerWrapper) Read(p []byte) (int, error)   { return w.WRead(p) }
func (w *runeScannerWrapper) ReadRune() (rune, int, error) { return w.WReadRune() }
func (w *runeScannerWrapper) UnreadRune() error            { return w.WUnreadRune() }
