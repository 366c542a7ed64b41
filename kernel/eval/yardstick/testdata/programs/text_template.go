// A report by text/template, with functions and nested data.
package main

import (
	"fmt"
	"os"
	"strings"
	"text/template"
)

const report = `{{define "row"}}{{.Name | printf "%-8s"}} {{bar .Score}} {{.Score}}{{end -}}
{{.Title | upper}}
{{range $i, $s := .Students}}{{inc $i}}. {{template "row" $s}}{{if ge $s.Score 8}} ★{{end}}
{{else}}nobody
{{end}}{{with .Note}}Note: {{.}}
{{end}}`

func main() {
	functions := template.FuncMap{
		"upper": strings.ToUpper,
		"inc":   func(i int) int { return i + 1 },
		"bar":   func(n int) string { return strings.Repeat("#", n) + strings.Repeat(".", 10-n) },
	}
	t, err := template.New("report").Funcs(functions).Parse(report)
	if err != nil {
		fmt.Println(err)
		return
	}
	data := map[string]any{
		"Title": "results",
		"Students": []map[string]any{
			{"Name": "Ada", "Score": 9}, {"Name": "Charles", "Score": 6}, {"Name": "Grace", "Score": 8},
		},
		"Note": "ten is the best",
	}
	if err := t.Execute(os.Stdout, data); err != nil {
		fmt.Println(err)
	}
	t.Execute(os.Stdout, map[string]any{"Title": "empty"})
}
