package data

import (
	"bytes"
	_ "embed" // for the files
	"fmt"
	"path/filepath"
	"sync"
)

//go:generate go run fashion_gen.go /usr/share/datasets/fashion-mnist

var (
	//go:embed fashion-train-images.idx.gz
	fashionTrainImages []byte
	//go:embed fashion-train-labels.idx.gz
	fashionTrainLabels []byte
	//go:embed fashion-t10k-images.idx.gz
	fashionTestImages []byte
	//go:embed fashion-t10k-labels.idx.gz
	fashionTestLabels []byte
)

var fashionClasses = []string{"T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"}

// Fashion returns 2000 + 500 pieces of clothing of 28×28 pixels, a tenth of them
// in each of ten classes: X Float32 [N, 28, 28, 1], brightness from 0 to 1, and Y
// [N]. The copy is yours to change. They are the first of each class in
// Fashion-MNIST, which [FashionMNIST] reads whole.
//
// H. Xiao, K. Rasul, R. Vollgraf, "Fashion-MNIST: a Novel Image Dataset for
// Benchmarking Machine Learning Algorithms", 2017, arXiv:1708.07747, MIT licence.
// See NOTICE.md.
func Fashion() (train, test *Data) { return fashionTrain().copy(), fashionTest().copy() }

var (
	fashionTrain = sync.OnceValue(func() *Data { return embeddedIDX(fashionTrainImages, fashionTrainLabels) })
	fashionTest  = sync.OnceValue(func() *Data { return embeddedIDX(fashionTestImages, fashionTestLabels) })
)

func embeddedIDX(images, labels []byte) *Data {
	d, err := func() (*Data, error) {
		var files [2]array
		for i, raw := range [][]byte{images, labels} {
			r, err := unpacked(bytes.NewReader(raw))
			if err != nil {
				return nil, err
			}
			if files[i], err = readIDX(r); err != nil {
				return nil, err
			}
		}
		return pairIDX("images", files[0], "labels", files[1])
	}()
	if err != nil {
		panic(fmt.Sprintf("data: the embedded images cannot be read: %v", err))
	}
	d.Names = fashionClasses
	return d
}

// FashionFolders writes the images of [Fashion] as PNG files, a folder for each
// class, into folder/train and folder/test: what [Images] reads.
//
//	data.FashionFolders("fashion")
//	train, err := data.Images("fashion/train", data.ImageConfig{Gray: true})
func FashionFolders(folder string) error {
	train, test := Fashion()
	if err := train.SaveImages(filepath.Join(folder, "train")); err != nil {
		return err
	}
	return test.SaveImages(filepath.Join(folder, "test"))
}
