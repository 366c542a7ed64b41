// A handler of one's own, asked without a network.
package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
)

type store struct{ notes map[string]string }

func (s *store) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	key := strings.TrimPrefix(r.URL.Path, "/notes/")
	switch r.Method {
	case http.MethodGet:
		note, ok := s.notes[key]
		if !ok {
			http.Error(w, "no such note", http.StatusNotFound)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		json.NewEncoder(w).Encode(map[string]string{"key": key, "note": note})
	case http.MethodPost:
		s.notes[key] = r.FormValue("note")
		w.WriteHeader(http.StatusCreated)
	default:
		w.WriteHeader(http.StatusMethodNotAllowed)
	}
}

func logged(log *[]string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		*log = append(*log, r.Method+" "+r.URL.Path)
		next.ServeHTTP(w, r)
	})
}

func main() {
	var log []string
	mux := http.NewServeMux()
	mux.Handle("/notes/", logged(&log, &store{map[string]string{}}))
	mux.HandleFunc("/hello", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "hello, %s", r.URL.Query().Get("name"))
	})
	ask := func(method, target, body string) {
		r := httptest.NewRequest(method, target, strings.NewReader(body))
		if body != "" {
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		}
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, r)
		fmt.Printf("%d %q %s\n", w.Code, w.Body.String(), w.Header().Get("Content-Type"))
	}
	ask("GET", "/hello?name="+url.QueryEscape("Ada & co"), "")
	ask("GET", "/notes/a", "")
	ask("POST", "/notes/a", "note=buy+milk")
	ask("GET", "/notes/a", "")
	ask("DELETE", "/notes/a", "")
	ask("GET", "/other", "")
	fmt.Println(log)
}
