// args: -n 2 --name=Ada rest "of it"
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	n := flag.Int("n", 1, "how often")
	name := flag.String("name", "you", "whom to greet")
	flag.Parse()
	for range *n {
		fmt.Println("hello,", *name)
	}
	fmt.Printf("%q of %d\n", flag.Args(), len(os.Args))
}
