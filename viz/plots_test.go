package viz

import (
	"bytes"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the pictures in testdata")

// plots has a case for every constructor, and further ones, named
// Constructor_variant, for what is worth looking at. A new plot is a new file
// and a line here.
var plots = []struct {
	name string
	make func() *Figure
}{
	{"Line", func() *Figure {
		return Line("loss", lossCurve(60, 0)...).Title("Loss").XLabel("epoch").YLabel("cross-entropy")
	}},
	{"Lines", manyLines},
	{"Lines_gaps", linesWithGaps},
	{"Function", func() *Figure {
		return Function(math.Tanh, -4, 4).Names("tanh").Add("tanh′", func(x float64) float64 { return 1 - math.Pow(math.Tanh(x), 2) }).Title("An activation and its derivative").XLabel("x")
	}},
	{"Scatter", func() *Figure {
		p, l := moons(150)
		return Scatter(p, l).Names("inner", "outer").Title("Two moons").XLabel("x1").YLabel("x2")
	}},
	{"Bars", func() *Figure {
		return Bars([]string{"setosa", "versicolor", "virginica"}, []float64{.92, .07, .01}).Title("Softmax").YLabel("probability")
	}},
	{"Bars_signs", func() *Figure {
		return Bars([]string{"w1", "w2", "w3", "w4", "bias"}, []float64{.5, -1.25, math.NaN(), 2, -.1}).Title("Weights")
	}},
	{"Ridgelines", func() *Figure {
		names, values := layers(5, "tanh")
		return Ridgelines(names, values).Title("Activations per layer (init too small)").XLabel("tanh output")
	}},
	{"Activations", func() *Figure { return Activations(trace{}) }},
	{"Gradients", func() *Figure { return Gradients(trace{}) }},
	{"Norms", func() *Figure {
		return Norms([]string{"W1", "W2", "W3"}, [][]float64{norms(0), norms(1), norms(2)}).Title("Gradient norm per layer")
	}},
	{"Boundary", func() *Figure {
		p, l := moons(200)
		return Boundary(moonsProba, p, l).Title("Decision boundary (two moons)").XLabel("x1").YLabel("x2")
	}},
	{"Boundary_classes", threeClasses},
	{"Surface", surfaceWithPaths},
	{"Function_path", func() *Figure {
		return Function(func(x float64) float64 { return x * x }, -2.5, 2.5).YRange(0, 6).
			Path("lr 0.9", [][]float64{{-2, 4}, {1.6, 2.56}, {-1.28, 1.64}, {1.02, 1.05}, {-.82, .67}}).Title("Too large a step")
	}},
	{"HeatMap", func() *Figure {
		return HeatMap(weights(16, 24)).Title("Weights of layer 1").XLabel("unit").YLabel("input")
	}},
	{"HeatMap_values", func() *Figure {
		return HeatMap([][]float64{{48, 1, 0}, {2, 44, 4}, {0, 3, 47}}).Values().Labels([]string{"setosa", "versicolor", "virginica"}, []string{"setosa", "versicolor", "virginica"}).Title("Confusion").XLabel("predicted").YLabel("true")
	}},
	{"HeatMap_names", longNames},
	{"GradientMap", func() *Figure {
		yours, want := weights(16, 16), weights(16, 16)
		r := rand.New(rand.NewSource(3))
		for i := range yours {
			for j := range yours[i] {
				yours[i][j] *= 1 + math.Pow(10, -6-4*r.Float64())
				if i == 5 {
					yours[i][j] *= 1.9
				}
			}
		}
		return GradientMap(yours, want).Title("check(): your dW2 vs numeric").XLabel("output unit").YLabel("input unit")
	}},
	{"Images", func() *Figure { return sampleImages(18) }},
	{"Graph", func() *Figure { return Graph(neuron()).Title("loss = (w·x + b − y)²") }},
	{"Graph_deep", func() *Figure { return Graph(deepGraph()) }},
	{"Graph_tensors", func() *Figure { return Graph(tensorGraph()) }},
	{"Panels", func() *Figure {
		p, l := moons(150)
		return Panels(
			Line("loss", lossCurve(60, 0)...).Title("Loss"),
			Boundary(moonsProba, p, l).Title("Decision boundary"),
			HeatMap(weights(16, 16)).Title("Weights"),
		)
	}},
	{"Live", func() *Figure { return trained("loss", "val loss").Figure() }},
	{"Live_batches", liveBatches},
	{"Live_accuracy", func() *Figure { return trained("loss", "val loss", "accuracy", "val accuracy").Figure() }},
	{"Missing_letters", func() *Figure {
		return Bars([]string{"猫", "狗", "σ(z)"}, []float64{1, 2, 3}).Title("分类 classes")
	}},
}

// TestPlotsComplete demands a case for each exported function that makes a figure.
func TestPlotsComplete(t *testing.T) {
	have := map[string]bool{}
	for _, p := range plots {
		name, _, _ := strings.Cut(p.name, "_")
		have[name] = true
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range parsed.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Recv != nil || !fn.Name.IsExported() || fn.Type.Results == nil {
				continue
			}
			star, ok := fn.Type.Results.List[0].Type.(*ast.StarExpr)
			if !ok || !strings.HasSuffix(fmt.Sprint(star.X), "Figure") {
				continue
			}
			found++
			if !have[fn.Name.Name] {
				t.Errorf("viz.%s has no case in plots", fn.Name.Name)
			}
		}
	}
	if found < 15 {
		t.Errorf("found only %d constructors", found)
	}
}

// TestPlots renders every case in both themes at 2×, and compares the two,
// side by side at half size, with the picture in testdata.
func TestPlots(t *testing.T) {
	for _, p := range plots {
		t.Run(p.name, func(t *testing.T) {
			f := p.make()
			var sides [2]image.Image
			for i, theme := range []Theme{Light, Dark} {
				img := f.Theme(theme).Image()
				if size := img.Bounds().Size(); size != image.Pt(2*f.width, 2*f.height) {
					t.Errorf("%s: %v pixels for %d×%d", theme.Name, size, f.width, f.height)
				}
				if got := color.NRGBAModel.Convert(img.At(0, 0)); got != theme.Background {
					t.Errorf("%s: the corner is %v, the background %v", theme.Name, got, theme.Background)
				}
				if share := drawn(img); share < .01 {
					t.Errorf("%s: only %.2f%% of the picture is not background", theme.Name, share*100)
				}
				if edge := onEdge(img); edge > 0 {
					t.Errorf("%s: %d pixels are drawn on the very edge: something is clipped", theme.Name, edge)
				}
				sides[i] = half(img)
			}
			compare(t, filepath.Join("testdata", p.name+".png"), beside(sides[0], sides[1]))
		})
	}
}

// drawn is the share of pixels that are not background.
func drawn(img image.Image) float64 {
	pix := img.(*image.RGBA).Pix
	n := 0
	for i := 0; i < len(pix); i += 4 {
		if [3]byte(pix[i:]) != [3]byte(pix) {
			n++
		}
	}
	return float64(n) / float64(len(pix)/4)
}

// onEdge counts the pixels of the outermost row and column on each side that
// are not background.
func onEdge(img image.Image) (n int) {
	b := img.Bounds()
	for x := range b.Dx() {
		for _, y := range []int{0, b.Dy() - 1} {
			if img.At(x, y) != img.At(0, 0) {
				n++
			}
		}
	}
	for y := range b.Dy() {
		for _, x := range []int{0, b.Dx() - 1} {
			if img.At(x, y) != img.At(0, 0) {
				n++
			}
		}
	}
	return n
}

// half averages each 2×2 pixels, to 32 levels of each colour, which keeps the
// files small.
func half(img image.Image) *image.RGBA {
	in := img.(*image.RGBA)
	out := image.NewRGBA(image.Rect(0, 0, in.Rect.Dx()/2, in.Rect.Dy()/2))
	for i := range out.Pix {
		x, y, c := i%out.Stride/4, i/out.Stride, i%4
		a := in.Pix[2*y*in.Stride+8*x+c:]
		b := a[in.Stride:]
		out.Pix[i] = uint8((int(a[0])+int(a[4])+int(b[0])+int(b[4]))/4) | 7
	}
	return out
}

func beside(a, b image.Image) *image.RGBA {
	w := a.Bounds().Dx()
	out := image.NewRGBA(image.Rect(0, 0, w+b.Bounds().Dx(), a.Bounds().Dy()))
	draw.Draw(out, a.Bounds(), a, image.Point{}, draw.Src)
	draw.Draw(out, b.Bounds().Add(image.Pt(w, 0)), b, image.Point{}, draw.Src)
	return out
}

// compare allows what rounding on another processor may change: a few pixels
// that differ visibly.
func compare(t *testing.T, file string, got *image.RGBA) {
	t.Helper()
	if *update {
		var buf bytes.Buffer
		if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&buf, got); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, buf.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	data, err := os.Open(file)
	if err != nil {
		t.Fatalf("%v; look at the picture and run go test ./viz -update", err)
	}
	defer data.Close()
	want, err := png.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	if want.Bounds() != got.Bounds() {
		t.Fatalf("%s is %v, now it is %v", file, want.Bounds(), got.Bounds())
	}
	old := image.NewRGBA(want.Bounds())
	draw.Draw(old, old.Rect, want, image.Point{}, draw.Src)
	differ := 0
	for i := 0; i < len(got.Pix); i += 4 {
		for c := range 3 {
			if a, b := old.Pix[i+c], got.Pix[i+c]; max(a, b)-min(a, b) > 20 {
				differ++
				break
			}
		}
	}
	if limit := got.Bounds().Dx() * got.Bounds().Dy() / 2000; differ > limit {
		t.Errorf("%d pixels differ from %s, at most %d may; if the change is meant, look at it and run go test ./viz -update", differ, file, limit)
	}
}

func BenchmarkPlots(b *testing.B) {
	for _, p := range plots {
		b.Run(p.name, func(b *testing.B) {
			f := p.make()

			size := 0
			for b.Loop() {
				size = len(f.PNG())
			}
			b.ReportMetric(float64(size), "bytes")
		})
	}
}
