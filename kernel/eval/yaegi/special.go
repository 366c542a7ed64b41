package yaegi

import (
	"encoding"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"log"
	"reflect"

	"github.com/traefik/yaegi/interp"
)

// special tells yaegi which compiled functions, of those that take a value of
// any type, look for methods in it, so that interpreted methods are found.
func special() interp.Exports {
	special := map[reflect.Value][]reflect.Type{}
	note := func(types []reflect.Type, functions ...any) {
		for _, f := range functions {
			special[reflect.ValueOf(f)] = types
		}
	}
	text, fromText := reflect.TypeFor[encoding.TextMarshaler](), reflect.TypeFor[encoding.TextUnmarshaler]()
	note([]reflect.Type{reflect.TypeFor[fmt.Formatter](), reflect.TypeFor[fmt.Stringer]()},
		fmt.Errorf, fmt.Fprint, fmt.Fprintf, fmt.Fprintln, fmt.Print, fmt.Printf, fmt.Println, fmt.Sprint, fmt.Sprintf, fmt.Sprintln,
		log.Fatal, log.Fatalf, log.Fatalln, log.Panic, log.Panicf, log.Panicln, log.Print, log.Printf, log.Println)
	note([]reflect.Type{reflect.TypeFor[fmt.Scanner]()}, fmt.Scan, fmt.Scanf, fmt.Scanln)
	note([]reflect.Type{reflect.TypeFor[json.Marshaler](), text}, json.Marshal)
	note([]reflect.Type{reflect.TypeFor[json.Unmarshaler](), fromText}, json.Unmarshal)
	note([]reflect.Type{reflect.TypeFor[xml.Marshaler](), text}, xml.Marshal)
	note([]reflect.Type{reflect.TypeFor[xml.Unmarshaler](), fromText}, xml.Unmarshal)
	return interp.Exports{".": {"MapTypes": reflect.ValueOf(special)}}
}
