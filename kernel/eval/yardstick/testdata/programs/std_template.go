// Templates with a program's own types.
package main

import (
	"fmt"
	"html/template"
	"strings"
	ttemplate "text/template"
)

type Level int

func (l Level) MarshalText() ([]byte, error) { return []byte(fmt.Sprintf("L%d", int(l))), nil }
func (l Level) String() string               { return fmt.Sprintf("level %d", int(l)) }

type Meta struct{ Note string }
type Person struct{ Name string }

func (p Person) Full(greet string) string { return greet + " " + p.Name }
func (p *Person) Ptr() string             { return "ptr " + p.Name }

type Inv struct {
	Items []Item
	Total func() float64
	M     map[string]Item
	Any   any
}
type Item struct {
	Name  string
	Price float64
	Lv    Level
	Meta
}

func (i Item) Cost(n int) (float64, error) {
	if n < 0 {
		return 0, fmt.Errorf("negative %d", n)
	}
	return i.Price * float64(n), nil
}

func main() {
	var out strings.Builder
	p := Person{"Ann"}
	tm := ttemplate.Must(ttemplate.New("t").Funcs(ttemplate.FuncMap{"up": strings.ToUpper, "item": func(n string) Item { return Item{Name: n} }}).Parse(
		`{{range $i, $e := .Items}}{{$i}}: {{.Name | up}} {{.Price | printf "%.2f"}} {{.Cost 2}} {{.Lv}} {{.Note}}{{with $e.Meta}} [{{.Note}}]{{end}}
{{end}}{{len .Items}} {{(index .Items 0).Name}} {{.M.a.Name}} {{with .M}}{{.b.Name}}{{end}} {{call .Total}} {{(item "made").Name}} {{if .Any}}any {{.Any.Name}}{{else}}none{{end}} {{printf "%v" (index .Items 1)}} {{.M}}
{{define "sub"}}<{{.Full "hi"}} {{.Ptr}}>{{end}}{{eq (index .Items 0).Lv 1}} {{range $k, $v := .M}}{{$k}}={{$v.Price}} {{end}}`))
	inv := Inv{Items: []Item{{"pen", 1.5, 1, Meta{"n"}}, {"book", 10, 2, Meta{}}}, Total: func() float64 { return 11.5 }, M: map[string]Item{"a": {Name: "A"}, "b": {Name: "B", Price: 2}}, Any: Item{Name: "anyitem"}}
	fmt.Println(tm.Execute(&out, inv))
	fmt.Println(tm.ExecuteTemplate(&out, "sub", &p))
	for _, text := range []string{"{{.Missing}}", "{{.Name.X}}", "{{(.Cost -1)}}", "{{.Cost}}"} {
		err := ttemplate.Must(ttemplate.New("bad").Parse(text)).Execute(&out, Item{Name: "n"})
		fmt.Println(err)
	}
	ht := template.Must(template.New("h").Parse(`<a title="{{.Name}}">{{.Note}}</a><script>var x = {{.}};</script>{{range .List}}<b>{{.Name}}</b>{{end}}
`))
	fmt.Println(ht.Execute(&out, struct {
		Name string
		Meta
		List []*Item
	}{`"q"<`, Meta{"<i>"}, []*Item{{Name: "x&y"}}}))
	fmt.Println(ttemplate.Must(ttemplate.New("m").Parse("{{range .}}{{.Name}};{{end}}{{(index . 0).Lv}}\n")).Execute(&out, []Item{{Name: "a", Lv: 3}, {Name: "b"}}))
	fmt.Print(out.String())
}
