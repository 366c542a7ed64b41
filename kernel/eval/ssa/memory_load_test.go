package ssa

import (
	"go/types"
	"math"
	"reflect"
	"testing"
)

// A scalar that was loaded is canonical, whatever was in the register before;
// one that was stored changes its own bytes only.
func TestLoadAndStore(t *testing.T) {
	e := New()
	for _, v := range []any{
		true, int8(math.MinInt8), uint8(math.MaxUint8), int16(math.MinInt16), uint16(math.MaxUint16), int32(math.MinInt32), uint32(math.MaxUint32),
		int64(math.MinInt64), uint64(math.MaxUint64), -7, uint(7), float32(-1.1), math.Pi, "text", []string{"a"}, any(3), complex(1, -2), [200]int{199: 5},
	} {
		rt := reflect.TypeOf(v)
		typ := typeLike(e, rt)
		before, after := reflect.New(rt), reflect.New(reflect.StructOf([]reflect.StructField{{Name: "V", Type: rt}, {Name: "Guard", Type: reflect.TypeFor[[8]byte]()}}))
		before.Elem().Set(reflect.ValueOf(v))
		reg := reflect.New(registerType(typ)).UnsafePointer()
		if typ.class == cWord {
			*(*uint64)(reg) = math.MaxUint64
		}
		guard := after.Elem().Field(1)
		guard.Index(0).SetUint(0xA5)
		typ.load(reg, before.UnsafePointer())
		typ.store(after.UnsafePointer(), reg)
		if got := after.Elem().Field(0).Interface(); !reflect.DeepEqual(got, v) || guard.Index(0).Uint() != 0xA5 {
			t.Errorf("%T %v became %v", v, v, got)
		}
		if back := reflect.New(registerType(typ)).UnsafePointer(); !typ.fromAny(back, typ.toAny(reg)) || !reflect.DeepEqual(typ.value(back).Interface(), v) {
			t.Errorf("%T %v changed in an interface", v, v)
		}
		if typ.class == cWord && rt.Kind() != reflect.Bool && rt.Size() < 8 && rt.Kind() != reflect.Float32 {
			if want := canonical(reflect.ValueOf(v)); *(*uint64)(reg) != want {
				t.Errorf("%T %v is %#x in a register, not %#x", v, v, *(*uint64)(reg), want)
			}
		}
		typ.zero(reg)
		if !typ.value(reg).IsZero() {
			t.Errorf("a zeroed %T is %v", v, typ.value(reg))
		}
	}
}

func canonical(v reflect.Value) uint64 {
	if v.CanInt() {
		return uint64(v.Int())
	}
	return v.Uint()
}

// typeLike is the type of the engine for a type without names.
func typeLike(e *Engine, rt reflect.Type) *typ {
	switch rt.Kind() {
	case reflect.Slice:
		return e.types.of(types.NewSlice(typeLike(e, rt.Elem()).t))
	case reflect.Array:
		return e.types.of(types.NewArray(typeLike(e, rt.Elem()).t, int64(rt.Len())))
	}
	return e.types.of(types.Universe.Lookup(rt.String()).Type())
}
