// Interfaces: implicit, embedded, asserted, switched on, nil and not nil.
package main

import (
	"fmt"
	"math"
)

type Shape interface {
	Area() float64
	Perimeter() float64
}

type Solid interface {
	Shape
	Volume() float64
}

type Square struct{ side float64 }
type Circle struct{ r float64 }
type Cube struct{ Square }

func (s Square) Area() float64       { return s.side * s.side }
func (s Square) Perimeter() float64  { return 4 * s.side }
func (c *Circle) Area() float64      { return math.Pi * c.r * c.r }
func (c *Circle) Perimeter() float64 { return 2 * math.Pi * c.r }
func (c Cube) Area() float64         { return 6 * c.Square.Area() }
func (c Cube) Volume() float64       { return c.side * c.Square.Area() }
func (c Cube) String() string        { return fmt.Sprintf("cube of %g", c.side) }

type myError struct{}

func (*myError) Error() string { return "my error" }

func mayFail(fail bool) error {
	var e *myError
	if fail {
		e = &myError{}
	}
	return e
}

func describe(v any) string {
	switch v := v.(type) {
	case nil:
		return "nothing"
	case Solid:
		return fmt.Sprintf("solid of %.1f", v.Volume())
	case Shape:
		return fmt.Sprintf("shape of %.1f", v.Area())
	case int, int64:
		return fmt.Sprintf("integer %v", v)
	case []int:
		return fmt.Sprintf("%d ints", len(v))
	case func(int) int:
		return fmt.Sprint("function, f(3) = ", v(3))
	case error:
		return "error " + v.Error()
	default:
		return fmt.Sprintf("some %T", v)
	}
}

func main() {
	for _, v := range []any{nil, Square{2}, &Circle{1}, Cube{Square{3}}, 7, int64(8), []int{1, 2},
		func(n int) int { return n * n }, fmt.Errorf("oops"), "text", Circle{1}, map[string]bool{}} {
		fmt.Println(describe(v))
	}
	var s Shape = Cube{Square{2}}
	_, isSolid := s.(Solid)
	_, isCircle := s.(*Circle)
	fmt.Println(isSolid, isCircle, s)
	fmt.Println(mayFail(false) == nil, mayFail(true))
	var a, b any = Square{1}, Square{1}
	fmt.Println(a == b, a != any(Square{2}), any(1) == any(1.0))
	f, g := Square.Area, s.Perimeter
	fmt.Println(f(Square{5}), g())
}
