// A server with middleware of its own, asked over a connection of this machine.
package main

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
)

type Book struct {
	XMLName xml.Name `json:"-" xml:"book"`
	ID      int      `json:"id" xml:"id,attr"`
	Title   string   `json:"title" xml:"title"`
}

// A Failure is an error with a status.
type Failure struct {
	Status int
	Reason string
}

func (f *Failure) Error() string { return f.Reason }

// A Handler may fail.
type Handler func(w http.ResponseWriter, r *http.Request) error

func (h Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	err := h(w, r)
	var f *Failure
	switch {
	case errors.As(err, &f):
		http.Error(w, f.Reason, f.Status)
	case err != nil:
		http.Error(w, "internal: "+err.Error(), http.StatusInternalServerError)
	}
}

// A recorder notes the status that a handler writes.
type recorder struct {
	http.ResponseWriter
	status int
}

func (r *recorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

// Unwrap lets an http.ResponseController find the server's own writer.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

type userKey struct{}

type Middleware func(http.Handler) http.Handler

func chain(h http.Handler, list ...Middleware) http.Handler {
	for i := len(list) - 1; i >= 0; i-- {
		h = list[i](h)
	}
	return h
}

func authenticated(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, _, ok := r.BasicAuth()
		if !ok {
			w.Header().Set("WWW-Authenticate", "Basic")
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), userKey{}, name)))
	})
}

type Library struct {
	mu    sync.Mutex
	books map[int]Book
	log   []string
}

func (l *Library) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rec := &recorder{w, http.StatusOK}
		next.ServeHTTP(rec, r)
		l.mu.Lock()
		defer l.mu.Unlock()
		l.log = append(l.log, fmt.Sprint(r.Method, " ", r.URL.Path, " ", rec.status))
	})
}

func (l *Library) get(w http.ResponseWriter, r *http.Request) error {
	id, err := strconv.Atoi(r.PathValue("id"))
	if err != nil {
		return fmt.Errorf("id: %w", err)
	}
	l.mu.Lock()
	b, ok := l.books[id]
	l.mu.Unlock()
	if !ok {
		return &Failure{http.StatusNotFound, "no book " + strconv.Itoa(id)}
	}
	if r.Header.Get("Accept") == "application/xml" {
		return xml.NewEncoder(w).Encode(b)
	}
	if err := json.NewEncoder(w).Encode(b); err != nil {
		return err
	}
	return http.NewResponseController(w).Flush()
}

func (l *Library) add(w http.ResponseWriter, r *http.Request) error {
	var b Book
	dec := json.NewDecoder(r.Body)
	dec.DisallowUnknownFields()
	if err := dec.Decode(&b); err != nil {
		return &Failure{http.StatusBadRequest, err.Error()}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.books[b.ID] = b
	w.WriteHeader(http.StatusCreated)
	fmt.Fprintf(w, "%s added %q", r.Context().Value(userKey{}), b.Title)
	return nil
}

func main() {
	l := &Library{books: map[int]Book{1: {ID: 1, Title: "Faust"}}}
	mux := http.NewServeMux()
	mux.Handle("GET /books/{id}", Handler(l.get))
	mux.Handle("POST /books", chain(Handler(l.add), authenticated))
	server := httptest.NewServer(chain(mux, l.logged))
	defer server.Close()

	ask := func(method, path, body string, change ...func(*http.Request)) {
		r, err := http.NewRequest(method, server.URL+path, strings.NewReader(body))
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, f := range change {
			f(r)
		}
		answer, err := server.Client().Do(r)
		if err != nil {
			fmt.Println(err)
			return
		}
		defer answer.Body.Close()
		text, err := io.ReadAll(answer.Body)
		fmt.Println(answer.StatusCode, strings.TrimSpace(string(text)), err)
	}
	ada := func(r *http.Request) { r.SetBasicAuth("ada", "secret") }
	ask("GET", "/books/1", "")
	ask("GET", "/books/1", "", func(r *http.Request) { r.Header.Set("Accept", "application/xml") })
	ask("GET", "/books/2", "")
	ask("GET", "/books/two", "")
	ask("POST", "/books", `{"id": 2, "title": "Emma"}`)
	ask("POST", "/books", `{"id": 2, "title": "Emma"}`, ada)
	ask("POST", "/books", `{"id": 2, "author": "Austen"}`, ada)
	ask("GET", "/books/2", "")
	ask("DELETE", "/books/2", "")
	for _, line := range l.log {
		fmt.Println(line)
	}
}
