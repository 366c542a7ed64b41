package ssa

import (
	"encoding/asn1"
	"encoding/binary"
	"io"
	"reflect"
)

// binaryFunctions replaces functions of encoding/binary, and asn1Functions
// those of encoding/asn1: to them the layout of a value tells all.
func (e *Engine) binaryFunctions() map[string]reflect.Value {
	v := reflect.ValueOf
	return map[string]reflect.Value{
		"Read":  v(func(r io.Reader, order binary.ByteOrder, x any) error { return binary.Read(r, order, e.raw(x)) }),
		"Write": v(func(w io.Writer, order binary.ByteOrder, x any) error { return binary.Write(w, order, e.raw(x)) }),
		"Size":  v(func(x any) int { return binary.Size(e.raw(x)) }),
		"Append": v(func(b []byte, order binary.ByteOrder, x any) ([]byte, error) {
			return binary.Append(b, order, e.raw(x))
		}),
		"Encode": v(func(b []byte, order binary.ByteOrder, x any) (int, error) { return binary.Encode(b, order, e.raw(x)) }),
		"Decode": v(func(b []byte, order binary.ByteOrder, x any) (int, error) { return binary.Decode(b, order, e.raw(x)) }),
	}
}

func (e *Engine) asn1Functions() map[string]reflect.Value {
	v := reflect.ValueOf
	return map[string]reflect.Value{
		"Marshal":           v(func(x any) ([]byte, error) { return asn1.Marshal(e.raw(x)) }),
		"MarshalWithParams": v(func(x any, params string) ([]byte, error) { return asn1.MarshalWithParams(e.raw(x), params) }),
		"Unmarshal":         v(func(b []byte, x any) ([]byte, error) { return asn1.Unmarshal(b, e.raw(x)) }),
		"UnmarshalWithParams": v(func(b []byte, x any, params string) ([]byte, error) {
			return asn1.UnmarshalWithParams(b, e.raw(x), params)
		}),
	}
}
