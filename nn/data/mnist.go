package data

import (
	"path/filepath"
	"strings"
)

// The four files of MNIST, and of data sets made in its image: images and labels,
// to train and to test with.
type mnistFiles struct {
	url    string
	images [2]string // SHA-256 of the originals
	labels [2]string
	also   string // a folder to look into
	names  []string
}

var mnist = mnistFiles{
	url: "https://ossci-datasets.s3.amazonaws.com/mnist/",
	images: [2]string{
		"440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
		"8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
	},
	labels: [2]string{
		"3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
		"f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
	},
}

var fashionMNIST = mnistFiles{
	url: "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
	images: [2]string{
		"3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
		"346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
	},
	labels: [2]string{
		"a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
		"67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
	},
	also:  "/usr/share/datasets/fashion-mnist", // Debian's package dataset-fashion-mnist
	names: fashionClasses,
}

// MNIST reads the 60000 + 10000 handwritten digits of MNIST, 28×28 pixels, as
// [IDX] does, from the folder where its four files are, packed or not:
//
//	train-images-idx3-ubyte.gz    t10k-images-idx3-ubyte.gz
//	train-labels-idx1-ubyte.gz    t10k-labels-idx1-ubyte.gz
//
// A file that is not there is downloaded into the folder (12 MB in all); ""
// stands for the folder of [Download].
//
// Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits".
func MNIST(folder string) (train, test *Data, err error) { return mnist.read(folder) }

// FashionMNIST reads the 60000 + 10000 pieces of clothing of Fashion-MNIST, in
// files of the same names as those of [MNIST] (31 MB in all). With "" Debian's
// package dataset-fashion-mnist is found, too. A subset is embedded: [Fashion].
//
// H. Xiao, K. Rasul, R. Vollgraf, "Fashion-MNIST", 2017, arXiv:1708.07747.
func FashionMNIST(folder string) (train, test *Data, err error) { return fashionMNIST.read(folder) }

func (m mnistFiles) read(folder string) (train, test *Data, err error) {
	var parts [2]*Data
	for i, part := range []string{"train", "t10k"} {
		images, err := m.locate(folder, part+"-images-idx3-ubyte", m.images[i])
		if err != nil {
			return nil, nil, err
		}
		labels, err := m.locate(folder, part+"-labels-idx1-ubyte", m.labels[i])
		if err != nil {
			return nil, nil, err
		}
		if parts[i], err = IDX(images, labels); err != nil {
			return nil, nil, err
		}
		if m.names != nil && len(parts[i].Names) <= len(m.names) {
			parts[i].Names = append([]string(nil), m.names...)
		}
	}
	return parts[0], parts[1], nil
}

// locate finds one of the files, packed or not, or downloads it.
func (m mnistFiles) locate(folder, name, sum string) (string, error) {
	file := Remote{URL: m.url + name + ".gz", SHA256: sum, Folder: folder}
	packed, err := file.target()
	if err != nil {
		return "", err
	}
	places := []string{packed, strings.TrimSuffix(packed, ".gz")}
	if m.also != "" && folder == "" {
		places = append(places, filepath.Join(m.also, name+".gz"))
	}
	for _, place := range places {
		if isFile(place) {
			return place, nil
		}
	}
	return Download(file)
}
