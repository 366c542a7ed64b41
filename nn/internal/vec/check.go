package vec

import "fmt"

// Operands are checked at the door of every function: the loops behind it trust
// their lengths, and those in assembly would write past the end.

// differ reports whether a and b are of different types or lengths. It takes
// pointers because an Array is too large for registers: copying one costs more than
// the check.
func differ(a, b *Array) bool { return len(a.F32) != len(b.F32) || len(a.F64) != len(b.F64) }

// same2 panics unless a has the type and length of dst.
func same2(op string, dst, a Array) {
	if differ(&dst, &a) {
		mismatch(op, dst, a)
	}
}

// same3 panics unless a and b have the type and length of dst.
func same3(op string, dst, a, b Array) {
	if differ(&dst, &a) || differ(&dst, &b) {
		mismatch(op, dst, a, b)
	}
}

// same4 panics unless a, b and c have the type and length of dst.
func same4(op string, dst, a, b, c Array) {
	same3(op, dst, a, b)
	same2(op, dst, c)
}

// rows returns how many rows of the given width x has.
func rows(op string, x *Array, width int) int {
	n := x.Len()
	if width <= 0 || n%width != 0 {
		panic(fmt.Sprintf("vec.%s: %v cannot be cut into rows of width %d", op, describe(*x), width))
	}
	return n / width
}

// extent panics unless a has n elements of the type of like.
func extent(op, name string, a, like *Array, n int) {
	if a.Len() != n || (n > 0 && a.Is64() != like.Is64()) {
		panic(fmt.Sprintf("vec.%s: %s is %v, want %s of length %d", op, name, describe(*a), typeName(*like), n))
	}
}

func mismatch(op string, dst Array, in ...Array) {
	s := fmt.Sprintf("vec.%s: the destination is %v, the operands are", op, describe(dst))
	for _, a := range in {
		s += " " + describe(a)
	}
	panic(s)
}

func typeName(a Array) string {
	if a.Is64() {
		return "float64"
	}
	return "float32"
}

func describe(a Array) string {
	if a.IsNil() {
		return "no array"
	}
	return fmt.Sprintf("%s[%d]", typeName(a), a.Len())
}
