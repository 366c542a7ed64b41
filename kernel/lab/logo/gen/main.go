// Gen writes the logo's files; go generate runs it in their folder.
package main

import (
	"log"
	"os"

	"gradus/kernel/lab/logo/draw"
)

func main() {
	files, err := draw.Files()
	if err != nil {
		log.Fatal(err)
	}
	for name, data := range files {
		if err := os.WriteFile(name, data, 0o644); err != nil {
			log.Fatal(err)
		}
	}
}
