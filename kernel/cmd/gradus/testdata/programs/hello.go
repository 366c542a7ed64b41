// args: a b
package main

import (
	"fmt"
	"os"
	"strings"
)

type greeter struct{ name string }

func (g greeter) greet() string { return "hello, " + g.name }

var (
	shout = strings.ToUpper(base)
	base  = "there"
)

func init() { fmt.Println("init:", shout) }

func main() {
	fmt.Println(greeter{base}.greet())
	fmt.Fprintln(os.Stderr, "arguments:", len(os.Args[1:]), os.Args[1:])
}
