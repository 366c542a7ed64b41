package data

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"io/fs"
	"runtime"
	"sync"
	"sync/atomic"

	"golang.org/x/image/draw"

	"gradus/nn"
)

// What one image may take of memory, whatever its header claims.
const (
	maxPixels   = 64_000_000 // of a decoded image: 256 MB, 512 MB with 16 bits a channel
	maxSide     = 32_768     // pixels
	maxRowCells = 1 << 24    // of what resizing keeps between its two passes: 512 MB
	largeImage  = 4_000_000  // pixels; larger ones are decoded one at a time
	maxElements = 1 << 30    // numbers in all images together: 4 GB
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

// decode reads an image and writes its pixels in the form that was asked for.
func (s *stack) decode(r io.Reader, dst []float32) error {
	decode, size, r, err := openImage(r)
	if err != nil {
		return err
	}
	resize := size.Height != s.Height || size.Width != s.Width
	if resize && !s.asked {
		return fmt.Errorf("%d×%d pixels (height × width), the first image has %d×%d; set ImageConfig.Height and Width to bring all to one size", size.Height, size.Width, s.Height, s.Width)
	}
	if resize && size.Height*s.Width > maxRowCells {
		return fmt.Errorf("%d×%d pixels are too many to resize", size.Height, size.Width)
	}
	if size.Height*size.Width > largeImage {
		s.large.Lock()
		defer s.large.Unlock()
	}
	img, err := decode(r)
	if err != nil {
		return unreadable(err)
	}
	s.write(dst, s.fit(img))
	return nil
}

// openImage reads an image's size and refuses one that is too large. It returns
// the function that decodes it, from the reader that it returns.
func openImage(r io.Reader) (decode func(io.Reader) (image.Image, error), size image.Config, whole io.Reader, err error) {
	buffered := bufio.NewReader(r)
	magic, err := buffered.Peek(4)
	if len(magic) == 0 {
		if err == io.EOF {
			err = errors.New("the file is empty")
		}
		return nil, size, nil, err
	}
	decodeConfig := png.DecodeConfig
	switch {
	case bytes.HasPrefix(magic, []byte("\x89PNG")):
		decode = png.Decode
	case bytes.HasPrefix(magic, []byte("\xff\xd8")):
		decode, decodeConfig = jpeg.Decode, jpeg.DecodeConfig
	default:
		return nil, size, nil, fmt.Errorf("expected a PNG or JPEG image; the file begins with the bytes % x", magic)
	}
	var head bytes.Buffer
	size, err = decodeConfig(io.TeeReader(buffered, &head))
	switch {
	case err != nil:
		return nil, size, nil, unreadable(err)
	case size.Height <= 0 || size.Width <= 0:
		return nil, size, nil, errors.New("the image has no pixels")
	case size.Height > maxSide || size.Width > maxSide || size.Height*size.Width > maxPixels:
		return nil, size, nil, fmt.Errorf("%d×%d pixels are too many; at most %d million are read", size.Height, size.Width, maxPixels/1_000_000)
	}
	return decode, size, io.MultiReader(&head, buffered), nil
}

func unreadable(err error) error {
	const pngCut = png.FormatError("not enough pixel data")
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) || errors.Is(err, pngCut) {
		return fmt.Errorf("the image is cut short (%w)", io.ErrUnexpectedEOF)
	}
	return err
}

// fit brings an image to Height and Width, on white.
func (s *stack) fit(img image.Image) *image.RGBA {
	from := img.Bounds()
	if s.Crop {
		from = proportions(from, s.Height, s.Width)
	}
	page := image.NewRGBA(image.Rect(0, 0, s.Width, s.Height))
	draw.Draw(page, page.Bounds(), image.White, image.Point{}, draw.Src)
	if from.Size() == page.Bounds().Size() {
		draw.Draw(page, page.Bounds(), img, from.Min, draw.Over)
	} else {
		draw.CatmullRom.Scale(page, page.Bounds(), img, from, draw.Over, nil)
	}
	return page
}

// proportions cuts a rectangle down to the largest of height:width in its middle.
func proportions(r image.Rectangle, height, width int) image.Rectangle {
	if w := max(1, (r.Dy()*width+height/2)/height); w < r.Dx() {
		r.Min.X += (r.Dx() - w) / 2
		r.Max.X = r.Min.X + w
	}
	if h := max(1, (r.Dx()*height+width/2)/width); h < r.Dy() {
		r.Min.Y += (r.Dy() - h) / 2
		r.Max.Y = r.Min.Y + h
	}
	return r
}

// write stores a page as numbers, channels last.
func (s *stack) write(dst []float32, page *image.RGBA) {
	scale := 255 / s.white()
	for i := range s.Height * s.Width {
		rgba := page.Pix[4*i : 4*i+3]
		if s.Gray {
			luma := 299*int(rgba[0]) + 587*int(rgba[1]) + 114*int(rgba[2])
			dst[i] = float32(luma) / 1000 / scale
			continue
		}
		for c, v := range rgba {
			dst[3*i+c] = float32(v) / scale
		}
	}
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
