// Package vec is the elementwise half of nn's compute core: arrays of float32 or
// float64 whose type is chosen at run time, and the loops over them. (Matrix
// products are the other half.)
//
// Every function takes its destination first, allocates nothing, and demands
// operands of one type and one length: it panics, and says what it was given,
// when they differ. A destination may be one of the inputs unless the function
// says otherwise. Functions whose name ends in Grad ADD to their destination, as
// the chain rule does; everything else overwrites it.
//
// What the operations of a small network call most, the functions of elements without
// a setting such as Add and Tanh, take arrays by pointer: to copy three of them costs
// more than to add 16 elements.
//
// Each loop exists as a pure Go twin, generic over float32 and float64, and as
// assembly for AVX-512 and for AVX2 with FMA. The set to use is chosen once, by what
// the processor can do (kernels.go); the tag noasm leaves only the pure Go. The
// program in gen writes each assembly kernel for both instruction sets and both
// types from one description. A new kernel is a field of the table in kernels.go,
// its twin beside the exported function, and a few lines in gen: the tests find it
// in the table, and run it against its twin.
//
// The assembly agrees with the mathematical functions to 3 units in the last place
// of a float32 (8 for GELU) and to 10⁻¹⁵ of a float64. NaN stays NaN; what
// overflows is ±Inf; a sigmoid that would be smaller than a normal number is 0. The
// sums that are returned are float64, in an order that depends on the length and the
// instruction set alone: a machine repeats its results exactly, two machines agree to
// rounding.
package vec
