package yaegi

import (
	"io"
	"log"
	"reflect"

	"github.com/traefik/yaegi/interp"
)

// fatal is what of package log would end the process: print is the standard
// logger's way to print.
func (e *Engine) fatal() interp.Exports {
	names := e.interp.Symbols("log")["log"]
	print := names["Print"].Interface().(func(...any))
	printf := names["Printf"].Interface().(func(string, ...any))
	println := names["Println"].Interface().(func(...any))
	return interp.Exports{"log/log": {
		"Fatal":   reflect.ValueOf(func(v ...any) { print(v...); e.exit(1) }),
		"Fatalf":  reflect.ValueOf(func(format string, v ...any) { printf(format, v...); e.exit(1) }),
		"Fatalln": reflect.ValueOf(func(v ...any) { println(v...); e.exit(1) }),
		"Logger":  reflect.ValueOf((*logger)(nil)),
		"New": reflect.ValueOf(func(w io.Writer, prefix string, flag int) *logger {
			return &logger{log.New(w, prefix, flag), e}
		}),
		"Default": reflect.ValueOf(func() *logger { return &logger{log.Default(), e} }),
	}}
}

// A logger is a log.Logger whose Fatal methods end the cell, not the process.
type logger struct {
	*log.Logger
	engine *Engine
}

func (l *logger) Fatal(v ...any)                 { l.Print(v...); l.engine.exit(1) }
func (l *logger) Fatalf(format string, v ...any) { l.Printf(format, v...); l.engine.exit(1) }
func (l *logger) Fatalln(v ...any)               { l.Println(v...); l.engine.exit(1) }
