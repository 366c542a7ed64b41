// args: --no-such
package main

import (
	"flag"
	"fmt"
)

func main() {
	flag.Usage = func() { fmt.Println("usage: badflag") }
	flag.Parse()
	fmt.Println("never printed")
}
