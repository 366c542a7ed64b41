package data

import (
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"sync"
	"sync/atomic"

	"gradus/nn"
)

// A stack of images that are decoded to one size, next to each other.
type stack struct {
	ImageConfig
	fsys   fs.FS
	files  []imageFile
	pixels []float32 // [N, Height, Width, channels]
	asked  bool      // Height and Width were asked for, not taken from the first image
	large  sync.Mutex
}

func (s *stack) channels() int {
	if s.Gray {
		return 1
	}
	return 3
}

// decodeAll decodes the images, as many at a time as there are processors. What
// is wrong with one is kept in its file's err.
func (s *stack) decodeAll() error {
	if s.asked = s.Height > 0; !s.asked {
		s.sizeOfFirst()
	}
	size := s.Height * s.Width * s.channels()
	if s.Height > maxSide || s.Width > maxSide || size*len(s.files) > maxElements {
		return fmt.Errorf("%d images of %d×%d pixels with %d channels do not fit in memory; choose a smaller Height and Width", len(s.files), s.Height, s.Width, s.channels())
	}
	s.pixels = make([]float32, size*len(s.files))
	var next atomic.Int64
	done := make(chan struct{}, len(s.files))
	for range runtime.GOMAXPROCS(0) {
		go func() {
			for i := int(next.Add(1)) - 1; i < len(s.files); i = int(next.Add(1)) - 1 {
				if f := &s.files[i]; f.err == nil {
					f.err = s.decodeFile(f.path, s.pixels[i*size:(i+1)*size])
				}
				done <- struct{}{}
			}
		}()
	}
	for i := range s.files {
		<-done
		if s.Progress != nil {
			s.Progress(i+1, len(s.files))
		}
	}
	return nil
}

// sizeOfFirst sets Height and Width to those of the first image that has any.
func (s *stack) sizeOfFirst() {
	for _, f := range s.files {
		file, err := s.open(f.path)
		if err != nil {
			continue
		}
		_, size, _, err := openImage(file)
		file.Close()
		if err == nil {
			s.Height, s.Width = size.Height, size.Width
			return
		}
	}
}

// open opens a file, and nothing else: a pipe would wait for somebody to write.
func (s *stack) open(name string) (fs.File, error) {
	info, err := fs.Stat(s.fsys, name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("expected a PNG or JPEG image; it is not a file")
	}
	return s.fsys.Open(name)
}

// decodeFile decodes a file. That a decoder fails on what is in it is an error
// like others.
func (s *stack) decodeFile(name string, dst []float32) (err error) {
	file, err := s.open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the image cannot be decoded: %v", p)
		}
	}()
	return s.decode(file, dst)
}

// white is what a white pixel becomes.
func (s *stack) white() float32 {
	if s.Raw {
		return 255
	}
	return 1
}

// data makes a data set of the images with the given indices, in order.
func (s *stack) data(indices []int) *Data {
	size := s.Height * s.Width * s.channels()
	labels := make([]float32, len(indices))
	for k, i := range indices {
		if k != i {
			copy(s.pixels[k*size:], s.pixels[i*size:(i+1)*size])
		}
		labels[k] = float32(s.files[i].class)
	}
	d := New(nn.FromFloat32(s.pixels[:len(indices)*size], len(indices), s.Height, s.Width, s.channels()), nn.FromFloat32(labels, len(labels)))
	d.white = float64(s.white())
	return d
}
