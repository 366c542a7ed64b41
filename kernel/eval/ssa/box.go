package ssa

import (
	"image"
	"image/color"
	"log/slog"
	"reflect"
)

// A boxed is a value in an interface whose type no reflect type stands for. Two
// are equal as Go values when type and value are.
type boxed struct {
	typ *typ
	v   any // of type typ.rt
}

// A boxedError is a boxed on its way to compiled code that may want an error.
type boxedError struct{ errorMethods }

func (b errorMethods) Error() string { return b.text("Error") }

// Unwrap returns nil where the type has no such method, as errors.Unwrap does.
func (b boxedError) Unwrap() error {
	if !b.can(canUnwrap) {
		return nil
	}
	err, _ := b.call("Unwrap", nil)[0].Interface().(error)
	return err
}

// Is reports false where the type has no such method.
func (b errorMethods) Is(target error) bool {
	if !b.can(canIs) {
		return false
	}
	return b.call("Is", []reflect.Value{reflect.ValueOf(&target).Elem()})[0].Bool()
}

// As reports false where the type has no such method.
func (b errorMethods) As(target any) bool {
	return b.can(canAs) && b.call("As", []reflect.Value{reflect.ValueOf(&target).Elem()})[0].Bool()
}

// Timeout reports false where the type has no such method.
func (b errorMethods) Timeout() bool {
	return b.can(canTimeout) && b.call("Timeout", nil)[0].Bool()
}

// A boxedErrors wraps several errors.
type boxedErrors struct{ errorMethods }

// errorMethods are those of an error but Unwrap.
type errorMethods struct{ boxed }

// MarshalJSON encodes the text, as package log/slog has it of errors that do not
// encode themselves.
func (b errorMethods) MarshalJSON() ([]byte, error) {
	if b.can(canMarshalJSON | canMarshalText) {
		return b.boxed.MarshalJSON()
	}
	return encodeJSON(b.text("Error"))
}

func (b boxedErrors) Unwrap() []error { return b.call("Unwrap", nil)[0].Interface().([]error) }

// A boxedText has a String method.
type boxedText struct{ boxed }

func (b boxedText) String() string { return b.text("String") }

// A boxedMarshaler has a MarshalText method.
type boxedMarshaler struct{ boxed }

func (b boxedMarshaler) MarshalText() ([]byte, error) { return b.marshal("MarshalText") }

// A boxedTextMarshaler has both.
type boxedTextMarshaler struct{ boxedText }

func (b boxedTextMarshaler) MarshalText() ([]byte, error) { return b.marshal("MarshalText") }

// A boxedBundle shows itself.
type boxedBundle struct{ boxed }

func (b boxedBundle) MIMEBundle() map[string]any {
	m, _ := b.call("MIMEBundle", nil)[0].Interface().(map[string]any)
	return m
}

// MIMEMetadata returns none where the type has no such method.
func (b boxedBundle) MIMEMetadata() map[string]any {
	if !b.can(canMIMEMetadata) {
		return map[string]any{}
	}
	m, _ := b.call("MIMEMetadata", nil)[0].Interface().(map[string]any)
	return m
}

// A boxedLog says what is to be logged of it.
type boxedLog struct{ boxed }

func (b boxedLog) LogValue() slog.Value { return b.call("LogValue", nil)[0].Interface().(slog.Value) }

// A boxedImage is a picture.
type boxedImage struct{ boxed }

func (b boxedImage) ColorModel() color.Model {
	m, _ := b.call("ColorModel", nil)[0].Interface().(color.Model)
	return m
}

func (b boxedImage) Bounds() image.Rectangle {
	return b.call("Bounds", nil)[0].Interface().(image.Rectangle)
}

func (b boxedImage) At(x, y int) color.Color {
	c, _ := b.call("At", []reflect.Value{reflect.ValueOf(x), reflect.ValueOf(y)})[0].Interface().(color.Color)
	return c
}

// TypeName is the name of the value's type, for package display.
func (b boxed) TypeName() string { return typeName(b.typ.t) }

// dressed returns v as compiled code is to see it in an any.
func (e *Engine) dressed(v any) any {
	b, ok := v.(boxed)
	switch {
	case !ok:
		if m, ok := v.(mirrorValue); ok {
			return shownValue{m}
		}
		return v
	case b.can(canMIMEBundle):
		return boxedBundle{b}
	case b.can(canLogValue):
		return boxedLog{b}
	case b.can(canError) && b.can(canUnwrapAll):
		return boxedErrors{errorMethods{b}}
	case b.can(canError):
		return boxedError{errorMethods{b}}
	case b.can(canString) && b.can(canMarshalText):
		return boxedTextMarshaler{boxedText{b}}
	case b.can(canString):
		return boxedText{b}
	case b.can(canMarshalText):
		return boxedMarshaler{b}
	case b.can(canAt) && b.can(canBounds) && b.can(canColorModel):
		return boxedImage{b}
	}
	return b
}

// unwrap undoes dressed and adapt.
func (e *Engine) unwrap(v any) any {
	switch b := v.(type) {
	case nil, boxed, int, float64, string, bool:
	case boxedError:
		return b.boxed
	case boxedErrors:
		return b.boxed
	case boxedText:
		return b.boxed
	case boxedMarshaler:
		return b.boxed
	case boxedTextMarshaler:
		return b.boxed
	case boxedBundle:
		return b.boxed
	case boxedLog:
		return b.boxed
	case boxedImage:
		return b.boxed
	case shownValue:
		return b.mirrorValue
	case reflect.Value:
		return e.mirrorOf(b)
	default:
		if rt := reflect.TypeOf(v); e.symbols.isWrapper(rt) {
			if inner := reflect.ValueOf(v).Elem().FieldByName("IValue").Interface(); inner != nil {
				return e.unwrap(inner)
			}
		}
	}
	return v
}

// raw returns the bare value, for compiled code that works on its structure.
func (e *Engine) raw(v any) any {
	if b, ok := e.unwrap(v).(boxed); ok {
		return b.v
	}
	return v
}

// shown returns the variable at p as a cell's result.
func (e *Engine) shown(t *typ, p ptr) any {
	v := reflect.NewAt(t.rt, p).Elem().Interface()
	if t.class == cIface {
		v = e.unwrap(v)
	} else if !t.faithful {
		v = boxed{t, v}
	}
	if v = e.dressed(v); v == nil {
		return nil
	}
	if _, ok := v.(boxed); ok || !saysItself(v) && mayHold(reflect.TypeOf(v)) {
		return goSyntax{t, p}
	}
	if rv := reflect.ValueOf(e.raw(v)); isPointerKind(rv.Kind()) && rv.IsNil() {
		return rv.Interface() // its methods may not like that
	}
	return v
}

// text calls a method without parameters that returns a string.
func (b boxed) text(method string) string { return b.call(method, nil)[0].String() }

// call calls a method from compiled code.
func (b boxed) call(method string, args []reflect.Value) []reflect.Value {
	f, receiver := b.typ.eng.methodOf(b, &callSite{method: method})
	c := &closure{fn: f}
	fp := c.begin()
	*ptrAt(fp, contextOff+8) = receiver
	body := head(fp).body
	for i, p := range body.params[1:] {
		p.typ.set(ptr(ptrAt(fp, p.off)), args[i])
	}
	c.run(fp)
	out := make([]reflect.Value, len(body.results))
	for i, r := range body.results {
		out[i] = r.typ.value(ptr(ptrAt(fp, r.off)))
	}
	c.end(fp)
	return out
}
