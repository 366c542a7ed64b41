// Package maphash has the generic functions of package hash/maphash.
package maphash

import "hash/maphash"

// Comparable is maphash.Comparable: an interface hashes as what is in it.
func Comparable[T comparable](seed maphash.Seed, v T) uint64 {
	return maphash.Comparable[any](seed, v)
}

// WriteComparable is maphash.WriteComparable.
func WriteComparable[T comparable](h *maphash.Hash, v T) {
	maphash.WriteComparable[any](h, v)
}
