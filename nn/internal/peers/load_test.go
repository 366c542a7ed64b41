package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestSampleHasTheShape(t *testing.T) {
	var body struct{ Inputs [][][]float64 }
	if err := json.Unmarshal(sampleJSON([]int{3, 2}), &body); err != nil {
		t.Fatal(err)
	}
	if len(body.Inputs) != 1 || len(body.Inputs[0]) != 3 || len(body.Inputs[0][2]) != 2 {
		t.Errorf("inputs are %v", body.Inputs)
	}
}

func TestRoundCountsAnswers(t *testing.T) {
	var asked atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	defer server.Close()
	l := loadTest{body: sampleJSON([]int{1}), length: 50 * time.Millisecond}.round(t.Context(), server.URL, 3)
	if l.failed != nil {
		t.Fatal(l.failed)
	}
	if n := len(l.sorted); n == 0 || int64(n) > asked.Load() {
		t.Errorf("%d answers, %d requests", n, asked.Load())
	}
}

func TestRoundFailsWithTheServersWords(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "no such model", http.StatusNotFound)
	}))
	defer server.Close()
	l := loadTest{body: sampleJSON([]int{1}), length: 50 * time.Millisecond}.round(t.Context(), server.URL, 2)
	if l.failed == nil || !strings.Contains(l.failed.Error(), "404 Not Found: no such model") {
		t.Errorf("the error is %v", l.failed)
	}
}

func TestQuantiles(t *testing.T) {
	l := latencies{length: 2 * time.Second}
	for i := range 200 {
		l.sorted = append(l.sorted, time.Duration(i+1)*time.Millisecond)
	}
	got := []float64{l.perSecond(), l.quantile(0.5), l.quantile(0.99), l.quantile(1)}
	if want := []float64{100, 100, 198, 200}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
