package data

import (
	"errors"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
)

// SaveImages writes the samples as PNG files, a folder for each class, named
// 00001.png … in their order: what [Images] reads. X must be pictures, as for
// [Data.Picture], and Names must name the classes.
func (d *Data) SaveImages(folder string) error {
	if len(d.Names) == 0 {
		return errors.New("data: SaveImages: the classes have no Names to call their folders by")
	}
	for _, name := range d.Names {
		if name == "" || strings.HasPrefix(name, ".") || strings.ContainsAny(name, "/\\:*?\"<>|\x00") {
			return fmt.Errorf("data: SaveImages: class %q cannot be the name of a folder; change Names", name)
		}
		if err := os.MkdirAll(filepath.Join(folder, name), 0o755); err != nil {
			return fmt.Errorf("data: SaveImages: %w", err)
		}
	}
	encoder := &png.Encoder{BufferPool: &oneBuffer{}}
	for i, class := range d.Labels() {
		file := filepath.Join(folder, d.Names[class], fmt.Sprintf("%05d.png", i+1))
		if err := d.savePicture(encoder, file, i); err != nil {
			return fmt.Errorf("data: SaveImages: %w", err)
		}
	}
	return nil
}

func (d *Data) savePicture(encoder *png.Encoder, path string, i int) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := encoder.Encode(file, d.Picture(i)); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}

// oneBuffer keeps the encoder's memory from one image to the next; it is much
// larger than a small image.
type oneBuffer struct{ buffer *png.EncoderBuffer }

func (b *oneBuffer) Get() *png.EncoderBuffer       { return b.buffer }
func (b *oneBuffer) Put(buffer *png.EncoderBuffer) { b.buffer = buffer }
