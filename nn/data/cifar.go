package data

import (
	"archive/tar"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"path/filepath"
	"slices"

	"gradus/nn"
)

// A record of the binary version of CIFAR-10: a label, then 32×32 pixels of red,
// as many of green and of blue.
const (
	cifarSide   = 32
	cifarPixels = cifarSide * cifarSide
	cifarRecord = 1 + 3*cifarPixels
)

// cifarClasses are the names of the classes, in the order of batches.meta.txt.
var cifarClasses = []string{"airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"}

// cifarArchive is the original.
var cifarArchive = Remote{
	URL:    "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",
	SHA256: "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
}

// CIFAR10 reads the 60000 photographs of CIFAR-10, 32×32 pixels of ten classes, in
// the binary version: from a folder that holds data_batch_1.bin … data_batch_5.bin
// and test_batch.bin, or cifar-10-binary.tar.gz as it is. If the folder has none of
// them, the archive (162 MB) is downloaded into it; "" stands for the folder of
// [Download].
//
//	X  Float32 [N, 32, 32, 3]  from 0 to 1: already divided by 255
//	Y  Float32 [N]
//
// A. Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009.
func CIFAR10(folder string) (train, test *Data, err error) {
	batches := map[string][]byte{}
	from := folder
	if here := filepath.Join(folder, "cifar-10-batches-bin"); isFile(filepath.Join(here, cifarTest)) {
		from = here
	}
	if folder != "" && isFile(filepath.Join(from, cifarTest)) {
		err = cifarFolder(from, batches)
	} else {
		archive := cifarArchive
		archive.Folder = folder
		from, err = archive.locate()
		if err == nil {
			_, err = fileOf(from, func(r io.Reader) (int, error) { return 0, cifarTar(r, batches) })
		}
	}
	if err != nil {
		return nil, nil, err
	}
	if train, err = cifarData(from, batches, cifarTrain...); err != nil {
		return nil, nil, err
	}
	test, err = cifarData(from, batches, cifarTest)
	return train, test, err
}

var cifarTrain = []string{"data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"}

const cifarTest = "test_batch.bin"

// maxCIFARFile is more than a batch of 10000 records takes.
const maxCIFARFile = 100_000 * cifarRecord

func cifarFolder(folder string, batches map[string][]byte) error {
	for _, name := range append([]string{cifarTest}, cifarTrain...) {
		file := filepath.Join(folder, name)
		raw, err := fileOf(file, readCIFARFile)
		if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("data: %s is not there; a folder of CIFAR-10 holds %s … %s and %s, from %s", file, cifarTrain[0], cifarTrain[4], cifarTest, cifarArchive.URL)
		}
		if err != nil {
			return err
		}
		batches[name] = raw
	}
	return nil
}

func cifarTar(r io.Reader, batches map[string][]byte) error {
	for files := tar.NewReader(r); ; {
		header, err := files.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("the archive is damaged: %w", err)
		}
		if name := path.Base(header.Name); name == cifarTest || slices.Contains(cifarTrain, name) {
			if batches[name], err = readCIFARFile(files); err != nil {
				return fmt.Errorf("%s: %w", header.Name, err)
			}
		}
	}
}

// readCIFARFile reads the records of a file, unpacked.
func readCIFARFile(r io.Reader) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(r, maxCIFARFile+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("the file is cut short or damaged: %w", err)
	case len(raw) == 0 || len(raw)%cifarRecord != 0:
		return nil, fmt.Errorf("%d bytes are not a whole number of records of %d; the file is cut short, or no batch of CIFAR-10 in binary", len(raw), cifarRecord)
	case len(raw) > maxCIFARFile:
		return nil, fmt.Errorf("more than %d records are too many for a batch of CIFAR-10", maxCIFARFile/cifarRecord)
	}
	for i := 0; i < len(raw); i += cifarRecord {
		if label := int(raw[i]); label >= len(cifarClasses) {
			return nil, fmt.Errorf("record %d has label %d; expected 0 to %d", i/cifarRecord, label, len(cifarClasses)-1)
		}
	}
	return raw, nil
}

// cifarData makes a data set of some batches, in order, channels last.
func cifarData(from string, batches map[string][]byte, names ...string) (*Data, error) {
	n := 0
	for _, name := range names {
		if batches[name] == nil {
			return nil, fmt.Errorf("data: %s has no %s in it; expected the binary version of CIFAR-10, %s", from, name, cifarArchive.URL)
		}
		n += len(batches[name]) / cifarRecord
	}
	x, y := make([]float32, 0, n*3*cifarPixels), make([]float32, 0, n)
	for _, name := range names {
		for raw := batches[name]; len(raw) > 0; raw = raw[cifarRecord:] {
			y = append(y, float32(raw[0]))
			planes := raw[1:cifarRecord]
			for p := range cifarPixels {
				for c := range 3 {
					x = append(x, float32(planes[c*cifarPixels+p])/255)
				}
			}
		}
		delete(batches, name) // the memory is wanted for the next
	}
	d := New(nn.FromFloat32(x, n, cifarSide, cifarSide, 3), nn.FromFloat32(y, n))
	d.Names = slices.Clone(cifarClasses)
	return d, nil
}
