package ssa

import "reflect"

// chanOps does what does not block on channels whose elements lie in memory as
// in registers, without reflection. They are used as channels of another
// element type of the same layout. That of pointers is *byte: reflect.ChanOf
// copies the type chan unsafe.Pointer with its reference to *chan
// unsafe.Pointer, which is wrong in the copy; a binary must not have the latter.
type chanOps struct {
	trySend    func(c, reg ptr) bool
	tryReceive func(c, reg ptr) (received, open bool)
}

// chanOpsOf returns the operations for elements of type t, or nil.
func chanOpsOf(t *typ) *chanOps {
	switch {
	case t.mem == m64:
		return channelsOf[int64]()
	case t.mem == mPtr:
		return channelsOf[*byte]()
	case t.mem == mString:
		return channelsOf[string]()
	case t.mem == mSlice:
		return channelsOf[slice]()
	case t.rt.Kind() == reflect.Bool:
		return channelsOfBool
	case t.rt.Size() == 0:
		return channelsOf[struct{}]()
	}
	return nil
}

func channelsOf[T any]() *chanOps {
	return &chanOps{
		trySend: func(c, reg ptr) bool {
			select {
			case *(*chan T)(ptr(&c)) <- *(*T)(reg):
				return true
			default:
				return false
			}
		},
		tryReceive: func(c, reg ptr) (received, open bool) {
			select {
			case v, open := <-*(*chan T)(ptr(&c)):
				*(*T)(reg) = v
				return true, open
			default:
				return false, false
			}
		},
	}
}

var channelsOfBool = &chanOps{
	trySend: func(c, reg ptr) bool {
		select {
		case *(*chan bool)(ptr(&c)) <- *(*int64)(reg) != 0:
			return true
		default:
			return false
		}
	},
	tryReceive: func(c, reg ptr) (received, open bool) {
		select {
		case v, open := <-*(*chan bool)(ptr(&c)):
			*(*int64)(reg) = boolWord(v)
			return true, open
		default:
			return false, false
		}
	},
}
