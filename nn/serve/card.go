package serve

import (
	"fmt"
	"net/http"
	"strings"
)

// card answers GET / with the model's card: HTML for a browser, else Markdown.
func (h *Handler) card(w http.ResponseWriter, r *http.Request) {
	if h.about == nil {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		fmt.Fprintf(w, "%v\n\nWhat a prediction costs follows from the shape of its input, which is not known.\n", h.model)
		return
	}
	if !strings.Contains(r.Header.Get("Accept"), "text/html") {
		w.Header().Set("Content-Type", "text/markdown; charset=utf-8")
		w.Write([]byte(h.about.Markdown()))
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
	w.Write([]byte(page[0] + h.about.HTML() + page[1]))
}

// page goes around the card.
var page = [2]string{`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Gradus: model</title>
<style>body{font:15px/1.5 system-ui,sans-serif;max-width:60em;margin:3em auto;padding:0 1em;color-scheme:light dark}
table{border-collapse:collapse}td,th{padding:.2em .8em;border-bottom:1px solid #8884;text-align:right}
td:nth-child(2),th:nth-child(2){text-align:left}code{background:#8882;padding:.1em .3em}</style></head><body>
`, `
<h2>Asking it</h2>
<p><code>curl -d '{"inputs": …}' http://…/predict</code>, one sample or a list of them.
See also <a href="metrics">metrics</a>, <a href="health">health</a>, <a href="ready">ready</a>.</p>
</body></html>
`}
