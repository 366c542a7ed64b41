package data

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"

	"gradus/nn"
)

// Image returns sample i as a picture: [H, W] if it has one channel, [H, W, C]
// otherwise. A sample that is just a row of numbers is taken for a square: for
// Digits [8, 8].
func (d *Data) Image(i int) *nn.Tensor {
	height, width, channels := d.imageShape("Image")
	x, _ := d.Batch([]int{i})
	if channels == 1 {
		return x.Reshape(height, width)
	}
	return x.Reshape(height, width, channels)
}

// imageShape tells how the numbers of a sample are a picture.
func (d *Data) imageShape(op string) (height, width, channels int) {
	shape := d.X.Shape()
	fail := func(hint string) { panic(&nn.ShapeError{Op: op, Shapes: [][]int{shape}, Hint: hint}) }
	switch len(shape) {
	case 2:
		side := int(math.Sqrt(float64(shape[1])))
		if side*side != shape[1] {
			fail(fmt.Sprintf("%d numbers do not make a square picture", shape[1]))
		}
		return side, side, 1
	case 3:
		return shape[1], shape[2], 1
	case 4:
		if shape[3] != 1 && shape[3] != 3 {
			fail("a picture has 1 channel or 3, and they are the last axis: [N, height, width, channels]")
		}
		return shape[1], shape[2], shape[3]
	}
	fail("pictures are [N, height, width, channels], [N, height, width] or [N, pixels of a square]")
	return
}

// Picture returns sample i as an image, which a notebook shows.
func (d *Data) Picture(i int) image.Image {
	height, width, channels := d.imageShape("Picture")
	page := newPage(width, height, channels)
	d.paint(page, i, image.Point{}, channels)
	return page
}

// Sheet returns the first n samples in one image, a grid of pictures with a thin
// line between them, which a notebook shows.
func (d *Data) Sheet(n int) image.Image {
	height, width, channels := d.imageShape("Sheet")
	n = min(n, d.Len())
	if n < 1 {
		panic(&nn.ValueError{Op: "Sheet", Hint: "there is no picture to show"})
	}
	const line = 2
	columns := sheetColumns(n)
	rows := (n + columns - 1) / columns
	sheet := newPage(columns*(width+line)-line, rows*(height+line)-line, channels)
	draw.Draw(sheet, sheet.Bounds(), image.NewUniform(color.Gray{Y: 128}), image.Point{}, draw.Src)
	for i := range n {
		d.paint(sheet, i, image.Pt(i%columns*(width+line), i/columns*(height+line)), channels)
	}
	return sheet
}

// sheetColumns makes a sheet wider than high, with its last row full if that takes
// few columns more.
func sheetColumns(n int) int {
	columns := min(n, int(math.Ceil(math.Sqrt(1.6*float64(n)))))
	for more := range 3 {
		if n%(columns+more) == 0 {
			return columns + more
		}
	}
	return columns
}

func newPage(width, height, channels int) draw.Image {
	if channels == 1 {
		return image.NewGray(image.Rect(0, 0, width, height))
	}
	return image.NewNRGBA(image.Rect(0, 0, width, height))
}

// paint draws sample i at a place of the page.
func (d *Data) paint(page draw.Image, i int, at image.Point, channels int) {
	_, width, _ := d.imageShape("Picture")
	white := d.white
	if white == 0 {
		white = 1
	}
	x, _ := d.Batch([]int{i})
	values := x.Data()
	for k := 0; k < len(values); k += channels {
		var rgb [3]uint8
		for c := range rgb {
			rgb[c] = uint8(math.Round(255 * max(0, min(1, values[k+c%channels]/white))))
		}
		p := k / channels
		page.Set(at.X+p%width, at.Y+p/width, color.NRGBA{R: rgb[0], G: rgb[1], B: rgb[2], A: 255})
	}
}
