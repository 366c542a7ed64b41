package ssa

import (
	"fmt"
	"log"
	"reflect"
)

// logFunctions replaces functions of package log: their logger writes to the
// cell, and a fatal message ends the cell.
func (e *Engine) logFunctions() map[string]reflect.Value {
	logger, v := log.New(errorStream{e}, "", log.LstdFlags), reflect.ValueOf
	out := map[string]reflect.Value{
		"Logger": v((*log.Logger)(nil)), "New": v(log.New), // yaegi's table has a type of its own
		"SetFlags": v(logger.SetFlags), "SetPrefix": v(logger.SetPrefix), "SetOutput": v(logger.SetOutput),
		"Flags": v(logger.Flags), "Prefix": v(logger.Prefix), "Writer": v(logger.Writer), "Default": v(func() *log.Logger { return logger }),
	}
	for methods := e.logMethods(); len(methods) > 0; methods = methods[2:] {
		switch f := methods[1].(type) {
		case func(*log.Logger, ...any):
			out[methods[0].(string)] = v(func(a ...any) { f(logger, a...) })
		case func(*log.Logger, string, ...any):
			out[methods[0].(string)] = v(func(format string, a ...any) { f(logger, format, a...) })
		}
	}
	return out
}

// logMethods replaces methods of loggers: what they print may be of
// interpreted types.
func (e *Engine) logMethods() []any {
	say := func(l *log.Logger, a []any) string {
		text := string(e.appendPrint(nil, a))
		l.Print(text)
		return text
	}
	sayf := func(l *log.Logger, format string, a []any) string {
		text := string(e.appendf(nil, format, a))
		l.Print(text)
		return text
	}
	sayln := func(l *log.Logger, a []any) string {
		text := fmt.Sprintln(e.operands(a)...)
		l.Print(text)
		return text
	}
	return []any{
		"Print", func(l *log.Logger, a ...any) { say(l, a) },
		"Printf", func(l *log.Logger, f string, a ...any) { sayf(l, f, a) },
		"Println", func(l *log.Logger, a ...any) { sayln(l, a) },
		"Panic", func(l *log.Logger, a ...any) { panic(say(l, a)) },
		"Panicf", func(l *log.Logger, f string, a ...any) { panic(sayf(l, f, a)) },
		"Panicln", func(l *log.Logger, a ...any) { panic(sayln(l, a)) },
		"Fatal", func(l *log.Logger, a ...any) { say(l, a); e.exit(1) },
		"Fatalf", func(l *log.Logger, f string, a ...any) { sayf(l, f, a); e.exit(1) },
		"Fatalln", func(l *log.Logger, a ...any) { sayln(l, a); e.exit(1) },
	}
}
