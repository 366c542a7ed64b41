package data

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gradus/nn"
)

// plain is a PNG of one colour.
func plain(t testing.TB, height, width int, c color.Color) []byte {
	t.Helper()
	img := image.NewNRGBA(image.Rect(0, 0, width, height))
	draw.Draw(img, img.Bounds(), image.NewUniform(c), image.Point{}, draw.Src)
	return encodePNG(t, img)
}

func encodePNG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// folder writes files into a new folder; a name that ends in a slash is a folder.
func folder(t testing.TB, files map[string][]byte) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "/") {
			if err := os.MkdirAll(path, 0o755); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestImages(t *testing.T) {
	var red bytes.Buffer
	canvas := image.NewRGBA(image.Rect(0, 0, 16, 16))
	draw.Draw(canvas, canvas.Bounds(), image.NewUniform(color.RGBA{R: 255, A: 255}), image.Point{}, draw.Src)
	if err := jpeg.Encode(&red, canvas, &jpeg.Options{Quality: 100}); err != nil {
		t.Fatal(err)
	}
	dir := folder(t, map[string][]byte{
		"dog/b.png":           plain(t, 4, 4, color.Gray{51}),
		"dog/a.PNG":           plain(t, 4, 4, color.White),
		"cat/deep/x.png":      plain(t, 4, 4, color.RGBA{R: 10, G: 20, B: 30, A: 255}),
		"cat/red.jpeg":        red.Bytes(),
		"cat/notes.txt":       []byte("no picture"),
		"cat/.thumb/y.png":    []byte("hidden"),
		".ipynb_checkpoints/": nil,
		"readme.png":          []byte("in no class"),
	})
	var seen []int
	d, err := Images(dir, ImageConfig{Height: 4, Width: 4, Progress: func(done, total int) { seen = append(seen, done, total) }})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(d.X.Shape(), []int{4, 4, 4, 3}) || d.X.DType() != nn.Float32 || !slices.Equal(d.Names, []string{"cat", "dog"}) || !slices.Equal(d.Labels(), []int{0, 0, 1, 1}) {
		t.Fatalf("%v, labels %v", d, d.Labels())
	}
	if !slices.Equal(seen, []int{1, 4, 2, 4, 3, 4, 4, 4}) {
		t.Errorf("progress %v", seen)
	}
	want := []string{"cat/deep/x.png", "cat/red.jpeg", "dog/a.PNG", "dog/b.png"}
	for i, p := range d.Paths {
		if p != filepath.ToSlash(dir)+"/"+want[i] {
			t.Errorf("sample %d comes from %s, want %s", i, p, want[i])
		}
	}
	for i, rgb := range [][]float64{{10. / 255, 20. / 255, 30. / 255}, {254. / 255, 0, 0}, {1, 1, 1}, {0.2, 0.2, 0.2}} {
		for c, v := range rgb {
			if got := d.X.At(i, 2, 1, c); got != float64(float32(v)) {
				t.Errorf("%s, channel %d: %v, want %v", want[i], c, got, v)
			}
		}
	}

	gray, err := Images(dir, ImageConfig{Height: 2, Width: 6, Gray: true, Raw: true})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(gray.X.Shape(), []int{4, 2, 6, 1}) {
		t.Fatalf("%v", gray)
	}
	for i, v := range []float64{0.299*10 + 0.587*20 + 0.114*30, 0.299 * 254, 255, 51} {
		if got := gray.X.At(i, 1, 5, 0); got-v > 1e-5 || v-got > 1e-5 {
			t.Errorf("%s in grey: %v, want %v", want[i], got, v)
		}
	}
	if got := gray.Picture(3).At(0, 0); got != (color.Gray{51}) {
		t.Errorf("as picture: %v", got)
	}
	if some := d.Take([]int{3, 0}); !slices.Equal(some.Paths, []string{d.Paths[3], d.Paths[0]}) {
		t.Errorf("paths after Take: %v", some.Paths)
	}
}

func TestImagesPNGKinds(t *testing.T) {
	rect := image.Rect(0, 0, 2, 1)
	deep := image.NewGray16(rect)
	deep.SetGray16(0, 0, color.Gray16{0x8080})
	palette := image.NewPaletted(rect, color.Palette{color.Black, color.RGBA{R: 255, G: 255, B: 255, A: 255}})
	palette.SetColorIndex(0, 0, 1)
	clear := image.NewNRGBA(rect)
	clear.SetNRGBA(0, 0, color.NRGBA{A: 102}) // black ink, 40 %
	cases := []struct {
		name string
		img  image.Image
		want [2]float64 // of 255
	}{
		{"16 bits", deep, [2]float64{128, 0}},
		{"palette", palette, [2]float64{255, 0}},
		{"transparent on white", clear, [2]float64{153, 255}},
	}
	for _, c := range cases {
		d, err := ImagesFS(fstest.MapFS{"a/1.png": {Data: encodePNG(t, c.img)}}, ImageConfig{Gray: true, Raw: true})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := d.X.Data(); got[0] != c.want[0] || got[1] != c.want[1] {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// Making an image smaller averages; making it larger keeps flat parts flat.
func TestImagesResize(t *testing.T) {
	board := image.NewGray(image.Rect(0, 0, 64, 64))
	for i := range board.Pix {
		board.Pix[i] = uint8(255 * ((i%64 + i/64) % 2))
	}
	half := image.NewGray(image.Rect(0, 0, 8, 8))
	for i := range half.Pix {
		half.Pix[i] = uint8(255 * (i % 8 / 4))
	}
	files := fstest.MapFS{"a/board.png": {Data: encodePNG(t, board)}, "a/half.png": {Data: encodePNG(t, half)}}
	d, err := ImagesFS(files, ImageConfig{Height: 16, Width: 16, Gray: true, Raw: true})
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range d.X.Data()[:256] {
		if v < 126 || v > 129 {
			t.Fatalf("a chequered board made smaller has %v at %d, want grey", v, i)
		}
	}
	row := d.X.Data()[256+16*7:][:16]
	if row[0] != 0 || row[5] != 0 || row[10] != 255 || row[15] != 255 || !(row[7] < row[8]) {
		t.Errorf("an edge made larger: %v", row)
	}
}

func TestImagesCrop(t *testing.T) {
	wide := image.NewGray(image.Rect(0, 0, 12, 4))
	for i := range wide.Pix {
		wide.Pix[i] = uint8(255 * (i % 12 / 4 % 2)) // white in the middle third
	}
	files := fstest.MapFS{"a/1.png": {Data: encodePNG(t, wide)}}
	cropped, err := ImagesFS(files, ImageConfig{Height: 4, Width: 4, Gray: true, Crop: true})
	if err != nil {
		t.Fatal(err)
	}
	if got := cropped.X.Mean().Item(); got != 1 {
		t.Errorf("cropped to the white middle: mean %v, want 1\n%v", got, cropped.Image(0))
	}
	squeezed, err := ImagesFS(files, ImageConfig{Height: 4, Width: 4, Gray: true})
	if err != nil {
		t.Fatal(err)
	}
	if got := squeezed.X.Mean().Item(); got < 0.25 || got > 0.45 {
		t.Errorf("squeezed: mean %v, want about a third", got)
	}
	for _, c := range []struct{ in, want image.Rectangle }{
		{image.Rect(0, 0, 10, 10), image.Rect(0, 2, 10, 7)},
		{image.Rect(5, 5, 6, 105), image.Rect(5, 54, 6, 55)},
	} {
		if got := proportions(c.in, 1, 2); got != c.want {
			t.Errorf("1:2 out of %v: %v, want %v", c.in, got, c.want)
		}
	}
}

// sized is a PNG whose header claims a size.
func sized(width, height uint32) []byte {
	header := []byte("IHDR")
	header = binary.BigEndian.AppendUint32(header, width)
	header = binary.BigEndian.AppendUint32(header, height)
	header = append(header, 8, 0, 0, 0, 0)
	file := append([]byte("\x89PNG\r\n\x1a\n"), 0, 0, 0, 13)
	return binary.BigEndian.AppendUint32(append(file, header...), crc32.ChecksumIEEE(header))
}

func TestImagesErrors(t *testing.T) {
	good := plain(t, 4, 4, color.White)
	cases := []struct {
		name  string
		files map[string][]byte
		cfg   ImageConfig
		want  string
	}{
		{"no classes", map[string][]byte{"1.png": good}, ImageConfig{}, "has no folders in it; expected one for each class"},
		{"empty class", map[string][]byte{"cat/1.png": good, "dog/": nil}, ImageConfig{SkipBroken: true}, "dog is empty; expected at least one PNG or JPEG image"},
		{"cut short", map[string][]byte{"cat/1.png": good, "cat/2.png": good[:len(good)/2]}, ImageConfig{}, "/cat/2.png: the image is cut short (unexpected EOF); ImageConfig{SkipBroken: true} loads the other 1"},
		{"cut in the header", map[string][]byte{"cat/2.png": good[:14]}, ImageConfig{Height: 4, Width: 4}, "cut short"},
		{"damaged", map[string][]byte{"cat/2.png": bytes.Replace(good, []byte("IDAT"), []byte("IDAX"), 1)}, ImageConfig{}, "cat/2.png: png: invalid format"},
		{"empty file", map[string][]byte{"cat/1.png": {}, "dog/1.jpg": {}}, ImageConfig{Height: 1, Width: 1}, "/cat/1.png: the file is empty; with it 2 of 2 images cannot be read"},
		{"text", map[string][]byte{"cat/1.png": []byte("hello")}, ImageConfig{Height: 1, Width: 1}, "expected a PNG or JPEG image; the file begins with the bytes 68 65 6c 6c"},
		{"GIF", map[string][]byte{"cat/1.gif": []byte("GIF89a")}, ImageConfig{}, "only PNG and JPEG images are read"},
		{"other size", map[string][]byte{"cat/1.png": good, "cat/2.png": plain(t, 2, 3, color.White)}, ImageConfig{}, "cat/2.png: 2×3 pixels (height × width), the first image has 4×4; set ImageConfig.Height and Width"},
		{"huge", map[string][]byte{"cat/1.png": sized(100_000, 100_000)}, ImageConfig{Height: 4, Width: 4}, "100000×100000 pixels are too many"},
		{"huge and no size asked for", map[string][]byte{"cat/1.png": sized(1<<31-1, 1<<31-1)}, ImageConfig{}, "dimension overflow"},
		{"too long to resize", map[string][]byte{"cat/1.png": sized(1, 32_768)}, ImageConfig{Height: 1, Width: 20_000}, "too many to resize"},
		{"result too large", map[string][]byte{"cat/1.png": good}, ImageConfig{Height: 32_768, Width: 32_768}, "do not fit in memory; choose a smaller Height and Width"},
		{"half a size", map[string][]byte{"cat/1.png": good}, ImageConfig{Height: 3}, "set both to at least 1, or neither"},
		{"all of a class broken", map[string][]byte{"cat/1.png": good, "dog/1.png": good[:20]}, ImageConfig{SkipBroken: true}, "dog: none of its images can be read; data:"},
	}
	for _, c := range cases {
		dir := folder(t, c.files)
		d, err := Images(dir, c.cfg)
		if err == nil || !strings.HasPrefix(err.Error(), "data: ") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, error %v, want %q", c.name, d, err, c.want)
		}
	}
	dir := folder(t, map[string][]byte{"a": nil})
	if _, err := Images(filepath.Join(dir, "b"), ImageConfig{}); err == nil || !strings.Contains(err.Error(), "there is no folder "+filepath.Join(dir, "b")) {
		t.Errorf("error %v", err)
	}
	if _, err := Images(filepath.Join(dir, "a"), ImageConfig{}); err == nil || !strings.Contains(err.Error(), "is a file") {
		t.Errorf("error %v", err)
	}
}

func TestImagesSkipBroken(t *testing.T) {
	good := plain(t, 4, 4, color.Gray{255})
	dir := folder(t, map[string][]byte{
		"cat/1.png": good[:30], "cat/2.png": plain(t, 4, 4, color.Gray{0}), "cat/3.png": {}, "dog/1.gif": {1}, "dog/2.png": good,
	})
	d, err := Images(dir, ImageConfig{SkipBroken: true, Gray: true})
	if err != nil {
		t.Fatal(err)
	}
	if d.Len() != 2 || d.X.At(0, 0, 0, 0) != 0 || d.X.At(1, 3, 3, 0) != 1 || !slices.Equal(d.Labels(), []int{0, 1}) {
		t.Errorf("%v", d)
	}
	want := []string{"cat/1.png: the image is cut short", "cat/3.png: the file is empty", "dog/1.gif: only PNG and JPEG"}
	if len(d.Skipped) != len(want) {
		t.Fatalf("skipped %q", d.Skipped)
	}
	for i, s := range d.Skipped {
		if !strings.Contains(s, want[i]) {
			t.Errorf("skipped %q, want %q", s, want[i])
		}
	}
}

// A class folder may be a link to a folder, an image a link to an image.
func TestImagesLinks(t *testing.T) {
	dir := folder(t, map[string][]byte{"store/1.png": plain(t, 2, 2, color.White), "data/": nil})
	if err := os.Symlink(filepath.Join(dir, "store"), filepath.Join(dir, "data", "cat")); err != nil {
		t.Skip("no links here: ", err)
	}
	d, err := Images(filepath.Join(dir, "data"), ImageConfig{})
	if err != nil || d.Len() != 1 {
		t.Errorf("%v, error %v", d, err)
	}
}

// A notebook shows images, and of other data what String tells.
func TestMIMEBundle(t *testing.T) {
	bundle := Shapes(3).MIMEBundle()
	raw, _ := bundle["image/png"].([]byte)
	img, err := png.Decode(bytes.NewReader(raw))
	if err != nil || img.Bounds().Dx() != 3*64+2*2 || bundle["text/plain"] != Shapes(3).String() {
		t.Errorf("%v, error %v", bundle["text/plain"], err)
	}
	if text, _ := bundle["text/html"].(string); !strings.Contains(text, "3 samples") || !strings.Contains(text, `width="196"`) {
		t.Errorf("%.200s", text)
	}
	digits := Digits().Reshape(8, 8, 1).MIMEBundle()["text/html"].(string)
	if !strings.Contains(digits, `width="468"`) { // 8 pictures of 8 pixels and 7 lines of 2, six times as large
		t.Errorf("%.200s", digits)
	}
	if bundle := Iris().MIMEBundle(); len(bundle) != 1 {
		t.Errorf("%v", bundle)
	}
}

// What a notebook shows of a folder has pictures of every class.
func TestMIMEBundleSamplesClasses(t *testing.T) {
	_, clothes := Fashion()
	some := clothes.sample(sheetSamples)
	if some.Len() != sheetSamples || some.Labels()[23] != clothes.Labels()[500*23/24] {
		t.Errorf("%v", some.Labels())
	}
	for n, columns := range map[int]int{1: 1, 3: 3, 23: 7, 24: 8, 40: 8} {
		if got := sheetColumns(n); got != columns {
			t.Errorf("%d samples in %d columns", n, got)
		}
	}
}

// A progress function that fails ends in the caller, not in the background.
func TestImagesProgressPanics(t *testing.T) {
	files := fstest.MapFS{"a/1.png": {Data: plain(t, 2, 2, color.White)}}
	fail := func(done, total int) { panic("no more") }
	if got := panicOf(func() { ImagesFS(files, ImageConfig{Progress: fail}) }); got != "no more" {
		t.Errorf("panic %v", got)
	}
}

// What is no file is not opened: a pipe would wait for ever.
func TestImagesNoFile(t *testing.T) {
	files := fstest.MapFS{
		"a/0.png": {Mode: fs.ModeNamedPipe}, "a/1.png": {Data: plain(t, 2, 2, color.White)},
	}
	d, err := ImagesFS(files, ImageConfig{SkipBroken: true})
	if err != nil || d.Len() != 1 || !slices.Equal(d.Skipped, []string{"a/0.png: expected a PNG or JPEG image; it is not a file"}) {
		t.Errorf("%v, error %v", d, err)
	}
}

func TestSaveImages(t *testing.T) {
	shapes := Shapes(7)
	dir := filepath.Join(t.TempDir(), "shapes")
	if err := shapes.SaveImages(dir); err != nil {
		t.Fatal(err)
	}
	d, err := Images(dir, ImageConfig{Gray: true})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(d.Names, shapes.Names) || d.Len() != 7 {
		t.Fatalf("%v", d)
	}
	back := d.Take([]int{0, 3, 5, 1, 4, 6, 2}) // circle 1 4 7, square 2 5, triangle 3 6
	for i, v := range back.X.Float32s() {
		if diff := v - shapes.X.Float32s()[i]; diff > 0.002 || diff < -0.002 {
			t.Fatalf("pixel %d is %v, was %v", i, v, shapes.X.Float32s()[i])
		}
	}
	for _, name := range []string{"", "a/b", "..", "C:"} {
		shapes.Names[0] = name
		if err := shapes.SaveImages(dir); err == nil || !strings.Contains(err.Error(), "cannot be the name of a folder") {
			t.Errorf("class %q: error %v", name, err)
		}
	}
	shapes.Names = nil
	if err := shapes.SaveImages(dir); err == nil || !strings.Contains(err.Error(), "have no Names") {
		t.Errorf("error %v", err)
	}
}

// Whatever the bytes, an image is an error or numbers in 0…1, and takes little
// memory.
func FuzzImage(f *testing.F) {
	f.Add(plain(f, 3, 5, color.NRGBA{R: 200, G: 100, B: 50, A: 128}))
	f.Add(sized(1<<30, 1<<30))
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 9, 7)), nil); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, raw []byte) {
		d, err := ImagesFS(fstest.MapFS{"class/1.png": {Data: raw}}, ImageConfig{Height: 4, Width: 5})
		if err != nil {
			if d != nil || !strings.HasPrefix(err.Error(), "data: class/1.png: ") {
				t.Errorf("data %v beside error %v", d, err)
			}
			return
		}
		if fmt.Sprint(d.X.Shape()) != "[1 4 5 3]" {
			t.Errorf("shape %v", d.X.Shape())
		}
		for _, v := range d.X.Float32s() {
			if !(v >= 0 && v <= 1) {
				t.Errorf("pixel %v", v)
			}
		}
	})
}

func BenchmarkImages(b *testing.B) {
	_, test := Fashion()
	dir := b.TempDir()
	if err := test.SaveImages(dir); err != nil {
		b.Fatal(err)
	}
	for _, size := range []int{28, 64} {
		b.Run(fmt.Sprint("500 of 28 to ", size), func(b *testing.B) {
			for b.Loop() {
				if _, err := Images(dir, ImageConfig{Height: size, Width: size, Gray: true}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
