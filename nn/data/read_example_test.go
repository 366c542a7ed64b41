package data_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"

	"gradus/nn"
	"gradus/nn/data"
)

func ExampleReadCSV() {
	const table = `kg,cm,pet
4,25,cat
30,60,dog
x,22,cat
5,23,cat
`
	_, err := data.ReadCSV(strings.NewReader(table), data.CSVConfig{})
	fmt.Println(err)
	pets, err := data.ReadCSV(strings.NewReader(table), data.CSVConfig{SkipBroken: true})
	fmt.Println(pets, err)
	fmt.Println(pets.Labels(), pets.Skipped)
	// Output:
	// data: line 4, column kg: "x" is not a number; CSVConfig{SkipBroken: true} leaves such lines out
	// 3 samples, X [3 2], Y [3], 2 classes [cat dog], features [kg cm] <nil>
	// [0 1 0] [line 4, column kg: "x" is not a number]
}

func ExampleIDX() {
	dir, remove := folder()
	defer remove()
	images, labels := filepath.Join(dir, "images"), filepath.Join(dir, "labels")
	// Two images of 2×2 bytes, and their labels.
	if err := os.WriteFile(images, []byte("\x00\x00\x08\x03\x00\x00\x00\x02\x00\x00\x00\x02\x00\x00\x00\x02\x00\x33\x66\xff\x00\x00\x00\x00"), 0o644); err != nil {
		fmt.Println(err)
		return
	}
	if err := os.WriteFile(labels, []byte("\x00\x00\x08\x01\x00\x00\x00\x02\x01\x00"), 0o644); err != nil {
		fmt.Println(err)
		return
	}
	d, err := data.IDX(images, labels)
	fmt.Println(d, err)
	fmt.Println(d.Image(0))
	// Output:
	// 2 samples, X [2 2 2 1], Y [2], 2 classes [0 1] <nil>
	// [[0.  0.2]
	//  [0.4 1. ]]
}

func ExampleNPY() {
	dir, remove := folder()
	defer remove()
	x, y := filepath.Join(dir, "x.npy"), filepath.Join(dir, "y.npy")
	if err := data.Iris().SaveNPY(x, y); err != nil { // or numpy.save in Python
		fmt.Println(err)
		return
	}
	d, err := data.NPY(x, y)
	fmt.Println(d, err)
	// Output: 150 samples, X [150 4], Y [150] <nil>
}

func ExampleDownload() {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "x,y\n1,0\n") }))
	defer server.Close()
	dir, remove := folder()
	defer remove()
	path, err := data.Download(data.Remote{
		URL:      server.URL + "/table.csv",
		SHA256:   "1c2774606e096c8ee91ec09a8b7ad342ab39ed2a75bc7266714d34114a124f02",
		Folder:   dir,
		Progress: func(done, total int) {},
	})
	fmt.Println(filepath.Base(path), err)
	// Output: table.csv <nil>
}

func ExampleVocabulary() {
	v := data.Characters("hello world")
	fmt.Println(v)
	ids := v.Encode("hold!")
	fmt.Println(ids, v.Decode(ids))

	words := data.Words("The cat sat. The dog sat, too.", 0)
	fmt.Println(words.Pad([]string{"the dog", "a cat sat"}, 4))
	// Output:
	// 8 characters, and padding and unknown: [" " "d" "e" "h" "l" "o" "r" "w"]
	// [5 7 6 3 1] hold�
	// [[4. 7. 0. 0.]
	//  [1. 6. 3. 0.]]
}

// What comes next? Each row of Y is that of X, one character further.
func ExampleVocabulary_Windows() {
	v := data.Characters("gradus")
	d := v.Windows("gradus", 3)
	for i := range d.Len() {
		fmt.Printf("%q → %q\n", text(v, d.X, i), text(v, d.Y, i))
	}
	// Output:
	// "gra" → "rad"
	// "rad" → "adu"
	// "adu" → "dus"
}

// text is row i of ids, decoded.
func text(v *data.Vocabulary, ids *nn.Tensor, i int) string {
	var row []int
	for _, id := range ids.Rows()[i] {
		row = append(row, int(id))
	}
	return v.Decode(row)
}

func ExampleSine() {
	waves := data.Sine(100, 20, 0.05)
	fmt.Println(waves)
	// Output: 100 samples, X [100 20 1], Y [100 1]
}

func ExampleReversal() {
	d := data.Reversal(2, 5, 9)
	fmt.Println(d.X)
	fmt.Println(d.Y)
	// Output:
	// [[3. 3. 2. 2. 8.]
	//  [8. 9. 5. 6. 5.]]
	// [[8. 2. 2. 3. 3.]
	//  [5. 6. 5. 9. 8.]]
}

func ExampleShapes() {
	shapes := data.Shapes(90)
	fmt.Println(shapes)
	// Output: 90 samples, X [90 64 64 1], Y [90], 3 classes [circle square triangle]
}

func ExampleData_Split3() {
	train, val, test := data.Digits().Split3(0.7, 0.15)
	fmt.Println(train.Len(), val.Len(), test.Len())
	// Output:
	// 1258 270 269
}

func ExampleData_OneHot() {
	d := data.New(nn.Zeros(3, 1), nn.Vector(2, 0, 1)).OneHot()
	fmt.Println(d.Y)
	// Output:
	// [[0. 0. 1.]
	//  [1. 0. 0.]
	//  [0. 1. 0.]]
}

// The loop that Fit runs, by hand.
func ExampleData_Batches() {
	d := data.New(nn.Arange(0, 7, 1).Reshape(7, 1), nn.Zeros(7))
	for epoch := range 2 {
		for _, batch := range d.Batches(3, int64(epoch)) {
			x, _ := d.Batch(batch)
			fmt.Println(epoch, x.T())
		}
	}
	// Output:
	// 0 [[2. 0. 5.]]
	// 0 [[3. 6. 4.]]
	// 0 [[1.]]
	// 1 [[1. 6. 2.]]
	// 1 [[5. 3. 0.]]
	// 1 [[4.]]
}

func ExampleData_Normalize() {
	train := data.New(nn.Matrix([][]float64{{1, 100}, {3, 300}, {2, 150}}), nn.Zeros(3)).Normalize()
	test := data.New(nn.Matrix([][]float64{{5, 200}}), nn.Zeros(1)).NormalizeAs(train)
	fmt.Println(train.X)
	fmt.Println(test.X)
	// Output:
	// [[0.   0.  ]
	//  [1.   1.  ]
	//  [0.5  0.25]]
	// [[2.  0.5]]
}

func ExampleFirstNames() {
	names := data.FirstNames()
	v := data.Characters(strings.Join(names, ""))
	fmt.Println(len(names), "names,", v.Len(), "ids,", names[:3])
	fmt.Println(v.Pad(names[:3], 8))
	// Output:
	// 412 names, 28 ids, [abigail adam adele]
	// [[ 2.  3. 10.  8.  2. 10. 13.  0.]
	//  [ 2.  5.  2. 14.  0.  0.  0.  0.]
	//  [ 2.  5.  6. 13.  6.  0.  0.  0.]]
}
