package ssa

import (
	"encoding/json"
	"reflect"
	"runtime"
	"sync"
	"weak"
)

// jsonFunctions replaces functions of encoding/json.
func (e *Engine) jsonFunctions() map[string]reflect.Value {
	v := reflect.ValueOf
	return map[string]reflect.Value{
		"Marshal": v(func(x any) (out []byte, err error) {
			err = e.jsonMarshal(x, func(tree any) error { out, err = json.Marshal(tree); return err })
			return out, err
		}),
		"MarshalIndent": v(func(x any, prefix, indent string) (out []byte, err error) {
			err = e.jsonMarshal(x, func(tree any) error { out, err = json.MarshalIndent(tree, prefix, indent); return err })
			return out, err
		}),
		"Unmarshal": v(e.jsonUnmarshal),
	}
}

// jsonMethods replaces methods of its types.
func (e *Engine) jsonMethods() []any {
	var settings jsonSettings
	return []any{
		"Encode", func(enc *json.Encoder, x any) error { return e.jsonMarshal(x, enc.Encode) },
		"Decode", func(dec *json.Decoder, x any) error {
			b, ok := e.jsonTarget(x)
			if !ok {
				return dec.Decode(x)
			}
			var raw rawJSON
			if err := dec.Decode(&raw); err != nil {
				return err
			}
			d := settings.of(dec)
			d.eng = e
			return d.decode(raw, b)
		},
		"DisallowUnknownFields", func(dec *json.Decoder) {
			settings.change(dec, func(d *jsonDecoder) { d.strict = true })
			dec.DisallowUnknownFields()
		},
		"UseNumber", func(dec *json.Decoder) {
			settings.change(dec, func(d *jsonDecoder) { d.numbers = true })
			dec.UseNumber()
		},
	}
}

// jsonSettings remembers how decoders are set, as they don't tell.
type jsonSettings struct{ known sync.Map } // weak.Pointer[json.Decoder] → jsonDecoder

func (s *jsonSettings) of(dec *json.Decoder) *jsonDecoder {
	d, _ := s.known.Load(weak.Make(dec))
	set, _ := d.(jsonDecoder)
	return &set
}

func (s *jsonSettings) change(dec *json.Decoder, set func(*jsonDecoder)) {
	d := s.of(dec)
	if *d == (jsonDecoder{}) {
		runtime.AddCleanup(dec, func(key weak.Pointer[json.Decoder]) { s.known.Delete(key) }, weak.Make(dec))
	}
	set(d)
	s.known.Store(weak.Make(dec), *d)
}
