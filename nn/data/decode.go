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

	"golang.org/x/image/draw"
)

// What one image may take of memory, whatever its header claims.
const (
	maxPixels   = 64_000_000 // of a decoded image: 256 MB, 512 MB with 16 bits a channel
	maxSide     = 32_768     // pixels
	maxRowCells = 1 << 24    // of what resizing keeps between its two passes: 512 MB
	largeImage  = 4_000_000  // pixels, or such cells; larger ones are decoded one at a time
	maxElements = 1 << 30    // numbers in all images together: 4 GB
)

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
	if size.Height*max(size.Width, s.Width) > largeImage {
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
