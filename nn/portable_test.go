package nn

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

var updateModel = flag.Bool("update", false, "write testdata/predict/model.safetensors anew")

// A program with a model inside is built for a browser and for ARM. Where node is
// installed, it runs there, and predicts what is predicted here.
func TestPredictOnOtherMachines(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: builds nn for other machines")
	}
	const file = "testdata/predict/model.safetensors"
	if *updateModel {
		Seed(4)
		m := Sequential(Flatten(), Linear(36, 6), LayerNorm(6), GELU(), Reshape(3, 2), LSTM(2, 4).Last(), Linear(4, 3), Softmax())
		if err := m.Save(file); err != nil {
			t.Fatal(err)
		}
	}
	model, err := LoadModel(file)
	if err != nil {
		t.Fatal(err)
	}
	var want strings.Builder
	for _, row := range model.Predict(Linspace(-1, 1, 2*6*6).Reshape(2, 6, 6, 1)).Rows() {
		for _, v := range row {
			fmt.Fprintf(&want, "%.4f ", v)
		}
		want.WriteByte('\n')
	}
	for _, target := range []struct{ system, arch string }{{"linux", "arm64"}, {"js", "wasm"}} {
		program := filepath.Join(t.TempDir(), "predict")
		build := exec.Command("go", "build", "-o", program, "./testdata/predict")
		build.Env = append(os.Environ(), "GOOS="+target.system, "GOARCH="+target.arch, "CGO_ENABLED=0")
		if out, err := build.CombinedOutput(); err != nil {
			t.Errorf("%v: %v\n%s", target, err, out)
			continue
		}
		if target.system != "js" {
			continue
		}
		if _, err := exec.LookPath("node"); err != nil {
			t.Skip("built, but not run for the browser: there is no node here")
		}
		root, err := exec.Command("go", "env", "GOROOT").Output()
		if err != nil {
			t.Fatal(err)
		}
		run := exec.Command("node", filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec_node.js"), program)
		run.Env = []string{"PATH=" + os.Getenv("PATH")} // wasm_exec has little room for the environment
		got, err := run.CombinedOutput()
		if err != nil || string(got) != want.String() {
			t.Errorf("in WebAssembly the model predicts\n%s%v\nwant\n%s", got, err, &want)
		}
	}
}
