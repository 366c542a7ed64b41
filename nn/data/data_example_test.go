package data_test

import (
	"fmt"

	"gradus/nn"
	"gradus/nn/data"
)

func ExampleDigits() {
	digits := data.Digits()
	fmt.Println(digits)
	for _, row := range digits.Image(0).Rows() {
		for _, brightness := range row {
			fmt.Print(string(" .:*#"[int(brightness*4)]), " ")
		}
		fmt.Println("|")
	}
	fmt.Println("a", digits.Names[digits.Labels()[0]])
	// Output:
	// 1797 samples, X [1797 64], Y [1797], 10 classes [0 1 2 3 4 5 6 7 8 9]
	//     . * :       |
	//     * * : * .   |
	//     *     : :   |
	//   . *     : :   |
	//   . :     : :   |
	//   . :     * .   |
	//     * . : *     |
	//     . * :       |
	// a 0
}

func ExampleIris() {
	iris := data.Iris()
	train, test := iris.Split(0.8)
	train = train.Standardize()
	test = test.StandardizeAs(train)
	fmt.Println(train)
	fmt.Println(test.Len(), "flowers to test with")
	// Output:
	// 120 samples, X [120 4], Y [120], 3 classes [setosa versicolor virginica], features [sepal length sepal width petal length petal width]
	// 30 flowers to test with
}

func ExampleMoons() {
	moons := data.Moons(6, 0)
	fmt.Println(moons)
	fmt.Println(moons.Labels())
	fmt.Printf("%.1f\n", moons.Points()[3:])
	// Output:
	// 6 samples, X [6 2], Y [6], 2 classes [0 1], features [x y]
	// [0 0 0 1 1 1]
	// [[0.0 0.5] [1.0 -0.5] [2.0 0.5]]
}

// Any two tensors with as many rows make a data set.
func ExampleNew() {
	x := nn.Linspace(-1, 1, 5).Reshape(5, 1)
	d := data.New(x, x.Square())
	fmt.Println(d)
	batch, target := d.Batch([]int{0, 4})
	fmt.Println(batch.T(), target.T())
	// Output:
	// 5 samples, X [5 1], Y [5 1]
	// [[-1.  1.]] [[1. 1.]]
}
