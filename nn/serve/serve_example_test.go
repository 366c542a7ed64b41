package serve_test

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"

	"gradus/nn"
	"gradus/nn/serve"
)

func ExampleNew() {
	model := nn.Sequential(nn.Linear(2, 3).Init(nn.Zeros), nn.Softmax())
	server := httptest.NewServer(serve.New(model, serve.Config{Log: slog.New(slog.DiscardHandler)}))
	defer server.Close()

	for _, body := range []string{`{"inputs": [1, 2]}`, `{"inputs": [[1, 2], [3]]}`} {
		r, err := http.Post(server.URL+"/predict", "application/json", strings.NewReader(body))
		if err != nil {
			panic(err)
		}
		answer, _ := io.ReadAll(r.Body)
		r.Body.Close()
		fmt.Printf("%s\n%s", r.Status, answer)
	}
	// Output:
	// 200 OK
	// {"outputs":[0.33333334,0.33333334,0.33333334],"class":0,"probabilities":[0.33333334,0.33333334,0.33333334]}
	// 400 Bad Request
	// {"error":"inputs[1] has 1 elements, the ones before it have 2"}
}
