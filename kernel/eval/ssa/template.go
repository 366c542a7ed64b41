package ssa

import (
	"errors"
	"fmt"
	"go/types"
	html "html/template"
	"io"
	"iter"
	"reflect"
	"strings"
	"sync"
	texts "text/template"
)

// changing guards trees that are being changed.
var changing sync.Mutex

// templateMethods replaces methods of both kinds of templates.
func (e *Engine) templateMethods() []any {
	return []any{
		"Funcs", func(t *texts.Template, f texts.FuncMap) *texts.Template { return t.Funcs(e.templateFuncs(f)) },
		"Funcs", func(t *html.Template, f html.FuncMap) *html.Template { return t.Funcs(e.templateFuncs(f)) },
		"Execute", func(t *texts.Template, w io.Writer, data any) error {
			e.prepareText(t)
			return templateFailure(t.Execute(w, data))
		},
		"ExecuteTemplate", func(t *texts.Template, w io.Writer, name string, data any) error {
			e.prepareText(t)
			return templateFailure(t.ExecuteTemplate(w, name, data))
		},
		"Execute", func(t *html.Template, w io.Writer, data any) error {
			e.prepareHTML(t)
			return templateFailure(t.Execute(w, data))
		},
		"ExecuteTemplate", func(t *html.Template, w io.Writer, name string, data any) error {
			e.prepareHTML(t)
			return templateFailure(t.ExecuteTemplate(w, name, data))
		},
	}
}

func (e *Engine) prepareText(t *texts.Template) {
	changing.Lock()
	defer changing.Unlock()
	t.Funcs(e.templateBuiltins())
	for _, one := range t.Templates() {
		changeTree(one.Tree)
	}
	changeTree(t.Tree)
}

func (e *Engine) prepareHTML(t *html.Template) {
	changing.Lock()
	defer changing.Unlock()
	t.Funcs(e.templateBuiltins())
	for _, one := range t.Templates() {
		changeTree(one.Tree)
	}
	changeTree(t.Tree)
}

// templateBuiltins are the functions that changed trees call, and those that
// templates have which would not know interpreted types.
func (e *Engine) templateBuiltins() map[string]any {
	return map[string]any{
		fieldFunc: e.templateField,
		rangeFunc: e.templateRange,
		truthFunc: func(v any) any {
			if ok, _ := texts.IsTrue(e.raw(v)); !ok {
				return nil
			}
			return v
		},
		valueFunc: e.raw,
		printFunc: func(v any) any {
			if b, ok := e.unwrap(v).(boxed); ok && b.typ.class == cPtr && !b.can(canError|canString) {
				if rv := reflect.ValueOf(b.v); rv.Kind() == reflect.Pointer && !rv.IsNil() {
					return e.dressed(e.lockedType(elemOf(b.typ.t)).at(rv.UnsafePointer()))
				}
			}
			return v
		},
		"index":   e.templateIndex,
		"print":   func(a ...any) string { return string(e.appendPrint(nil, a)) },
		"printf":  func(f string, a ...any) string { return string(e.appendf(nil, f, a)) },
		"println": func(a ...any) string { return fmt.Sprintln(e.operands(a)...) },
	}
}

// templateFuncs returns functions as templates can call them.
func (e *Engine) templateFuncs(funcs map[string]any) map[string]any {
	out := map[string]any{}
	for name, f := range funcs {
		out[name] = f
		if b, ok := e.unwrap(f).(boxed); ok {
			if sig, ok := b.typ.t.Underlying().(*types.Signature); ok {
				out[name] = func(args ...any) (any, error) { return e.templateCall(name, reflect.ValueOf(b.v), sig, args) }
			}
		}
	}
	return out
}

// templateCall calls a func of the given type.
func (e *Engine) templateCall(name string, f reflect.Value, sig *types.Signature, args []any) (any, error) {
	n := sig.Params().Len()
	if len(args) != n && !(sig.Variadic() && len(args) >= n-1) {
		want := fmt.Sprint("want ", n)
		if sig.Variadic() {
			want = fmt.Sprint("want at least ", n-1)
		}
		return nil, fmt.Errorf("wrong number of args for %s: %s got %d", name, want, len(args))
	}
	in := make([]reflect.Value, len(args))
	for i, a := range args {
		param := sig.Params().At(min(i, n-1)).Type()
		if sig.Variadic() && i >= n-1 {
			param = elemOf(param)
		}
		t := e.lockedType(param)
		var err error
		if in[i], err = e.templateArgument(a, t); err != nil {
			return nil, err
		}
	}
	results := f.Call(in)
	var out any
	if len(results) > 0 {
		p := addressable(as(results[0], e.lockedType(sig.Results().At(0).Type()).rt)).Addr()
		out = e.dressed(e.lockedType(sig.Results().At(0).Type()).at(p.UnsafePointer()))
	}
	if len(results) > 1 {
		if err, _ := results[1].Interface().(error); err != nil {
			return nil, fmt.Errorf("error calling %s: %w", name, err)
		}
	}
	return out, nil
}

// templateArgument converts an argument to a parameter's type.
func (e *Engine) templateArgument(a any, t *typ) (reflect.Value, error) {
	reg := reflect.New(registerType(t))
	a = e.unwrap(a)
	if t.class == cIface {
		if a == nil || e.implements(a, t) {
			return reflect.ValueOf(&a).Elem(), nil
		}
	} else if t.fromAny(reg.UnsafePointer(), a) {
		return t.value(reg.UnsafePointer()), nil
	}
	if v := reflect.ValueOf(e.raw(a)); v.IsValid() && isBasicKind(v.Kind()) && v.CanConvert(t.rt) && (v.Kind() == reflect.String) == (t.rt.Kind() == reflect.String) {
		return v.Convert(t.rt), nil
	}
	if s, ok := a.(string); ok && info(t.t)&types.IsInteger != 0 {
		return reflect.Value{}, fmt.Errorf("expected integer; found %q", s)
	}
	return reflect.Value{}, fmt.Errorf("wrong type for value; expected %s; got %s", typeName(t.t), e.dynamicName(a))
}

// A templateError is one of evaluating a node, with the node's text.
type templateError struct {
	at string
	error
}

func (t templateError) Unwrap() error { return t.error }

// templateFailure puts the text of the node that failed into an error.
func templateFailure(err error) error {
	var inner templateError
	if !errors.As(err, &inner) {
		return err
	}
	place, _, _ := strings.Cut(err.Error(), " at <")
	name := ""
	if failed, ok := err.(texts.ExecError); ok {
		name = failed.Name
	}
	return texts.ExecError{Name: name, Err: fmt.Errorf("%s at <%s>: %w", place, inner.at, inner.error)}
}

// templateRange returns what a template can range over.
func (e *Engine) templateRange(v any) any {
	b, ok := e.unwrap(v).(boxed)
	if !ok {
		return v
	}
	rv := addressable(reflect.ValueOf(b.v))
	switch u := b.typ.t.Underlying().(type) {
	case *types.Slice, *types.Array:
		elem, out := e.lockedType(elemOf(u)), make([]any, rv.Len())
		for i := range out {
			out[i] = e.dressed(elem.at(rv.Index(i).Addr().UnsafePointer()))
		}
		return out
	case *types.Map:
		key, elem := e.lockedType(u.Key()), e.lockedType(u.Elem())
		if rv.Len() == 0 {
			return nil
		}
		return iter.Seq2[any, any](func(yield func(k, v any) bool) {
			for _, k := range sortedKeys(rv) {
				value := addressable(rv.MapIndex(k)).Addr().UnsafePointer()
				if !yield(e.dressed(key.at(addressable(k).Addr().UnsafePointer())), e.dressed(elem.at(value))) {
					return
				}
			}
		})
	}
	return b.v
}
