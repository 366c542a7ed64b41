package ssa_test

import "testing"

// A failed assertion is one to errors.As, also where it concerns types that only
// the session knows, or interfaces without a name; else it is the runtime's own.
func TestTypeAssertionError(t *testing.T) {
	out, failure := run(t, newSession(t), `
type celsius float64
func try(f func()) {
	defer func() {
		err := recover().(error)
		var failed *runtime.TypeAssertionError
		_, own := err.(*runtime.TypeAssertionError)
		fmt.Println(err, errors.As(err, &failed), own)
	}()
	f()
}
try(func() { _ = any(1).(string) })
try(func() { _ = any(nil).(int) })
try(func() { _ = any(1).(fmt.Stringer) })
try(func() { _ = error(io.EOF).(interface{ Timeout() bool }) })
try(func() { _ = any(celsius(1)).(float64) })
try(func() { var x interface{ Error() string }; _ = x.(*os.PathError) })
`)
	const want = `interface conversion: interface {} is int, not string true true
interface conversion: interface {} is nil, not int true true
interface conversion: int is not fmt.Stringer: missing method String true true
interface conversion: *errors.errorString is not interface { Timeout() bool }: missing method Timeout true false
interface conversion: interface {} is main.celsius, not float64 true false
interface conversion: interface { Error() string } is nil, not *fs.PathError true false
`
	if out != want || failure != "" {
		t.Errorf("printed\n%s, failed with %q", out, failure)
	}
}
