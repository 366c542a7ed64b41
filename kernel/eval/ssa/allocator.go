package ssa

// To the garbage collector only the places of the pointers matter. So small
// values are allocated as compiled types of the same size with pointers in the
// same places, of which there are few.

// allocator returns what makes a value of so many words, or nil: bit i of
// pointers says that the i-th is one.
func allocator(pointers uint64, words uintptr) func() ptr {
	switch {
	case words == 0 || words > 6:
		return nil
	case words <= 3:
		return after[struct{}](pointers, words)
	}
	rest, words := pointers>>3, words-3
	switch pointers & 0b111 {
	case 0b000:
		return after[three[uintptr, uintptr, uintptr]](rest, words)
	case 0b001:
		return after[three[ptr, uintptr, uintptr]](rest, words)
	case 0b010:
		return after[three[uintptr, ptr, uintptr]](rest, words)
	case 0b011:
		return after[three[ptr, ptr, uintptr]](rest, words)
	case 0b100:
		return after[three[uintptr, uintptr, ptr]](rest, words)
	case 0b101:
		return after[three[ptr, uintptr, ptr]](rest, words)
	case 0b110:
		return after[three[uintptr, ptr, ptr]](rest, words)
	}
	return after[three[ptr, ptr, ptr]](rest, words)
}

// after is an allocator of up to three words that follow an A.
func after[A any](pointers uint64, words uintptr) func() ptr {
	switch pointers | 1<<words {
	case 0b1_0:
		return made[two[A, uintptr]]
	case 0b1_1:
		return made[two[A, ptr]]
	case 0b1_00:
		return made[three[A, uintptr, uintptr]]
	case 0b1_01:
		return made[three[A, ptr, uintptr]]
	case 0b1_10:
		return made[three[A, uintptr, ptr]]
	case 0b1_11:
		return made[three[A, ptr, ptr]]
	case 0b1_000:
		return made[two[A, three[uintptr, uintptr, uintptr]]]
	case 0b1_001:
		return made[two[A, three[ptr, uintptr, uintptr]]]
	case 0b1_010:
		return made[two[A, three[uintptr, ptr, uintptr]]]
	case 0b1_011:
		return made[two[A, three[ptr, ptr, uintptr]]]
	case 0b1_100:
		return made[two[A, three[uintptr, uintptr, ptr]]]
	case 0b1_101:
		return made[two[A, three[ptr, uintptr, ptr]]]
	case 0b1_110:
		return made[two[A, three[uintptr, ptr, ptr]]]
	}
	return made[two[A, three[ptr, ptr, ptr]]]
}

type two[A, B any] struct {
	_ A
	_ B
}

type three[A, B, C any] struct {
	_ A
	_ B
	_ C
}

func made[T any]() ptr { return ptr(new(T)) }
