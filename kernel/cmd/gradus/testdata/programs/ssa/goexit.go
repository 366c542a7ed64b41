package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	var done sync.WaitGroup
	done.Go(func() {
		defer fmt.Println("deferred", recover())
		runtime.Goexit()
		fmt.Println("never")
	})
	done.Wait()
	runtime.Goexit()
}
