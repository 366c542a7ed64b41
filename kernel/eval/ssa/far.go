package ssa

// largeValue is up to which size structs and arrays are in registers. Larger
// ones would fill the frame: the register of such a value points to a copy in
// the heap, which never changes, or is nil for the zero value.
const largeValue = 1024

// copied returns a copy of the large value at mem.
func (t *typ) copied(mem ptr) ptr {
	p := t.words.new()
	t.words.copy(p, mem)
	return p
}

// inMemory returns where a struct or array is that a register has.
func (t *typ) inMemory(reg ptr) ptr {
	if t.mem != mFar {
		return reg
	}
	if p := *(*ptr)(reg); p != nil {
		return p
	}
	return t.words.new()
}
