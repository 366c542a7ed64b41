package data

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// ImageConfig says what form [Images] brings pictures to. Every field may be left
// zero.
type ImageConfig struct {
	Height, Width int  // in pixels; if both are 0, all images must be as large as the first
	Gray          bool // one channel, brightness, instead of three, red, green and blue
	Crop          bool // cut off what does not fit Height:Width, instead of squeezing it
	Raw           bool // leave pixels from 0 to 255; otherwise they are divided by 255
	SkipBroken    bool // load the rest if some images cannot be read; see Data.Skipped
	// Progress is called while images are decoded, never twice at a time:
	// [ProgressBar] prints a line.
	Progress func(done, total int)
}

// Images reads a folder in which each class of images has a folder of its own:
//
//	shapes/circle/1.png    shapes/circle/2.jpg    shapes/square/1.png …
//
//	X  Float32 [N, Height, Width, C]   C = 1 if Gray, else 3
//	Y  Float32 [N]                     index of the class in Names
//
// Names are the folders' names in alphabetical order, which is the order of the
// classes, and Paths tells which file each sample comes from. Folders within a
// class folder are searched too; names that begin with a dot are passed over.
//
// Pixels are in 0…1: they are already divided by 255, so do not divide again. With
// Raw they stay in 0…255. Gray is 0.299 R + 0.587 G + 0.114 B (ITU-R BT.601).
// Images of other sizes are resampled with the Catmull–Rom cubic filter, which
// averages when it makes them smaller. Transparent pixels show white paper.
//
// An image that cannot be read is an error that names it, unless SkipBroken is
// set; a class without images is always one.
func Images(folder string, cfg ImageConfig) (*Data, error) {
	info, err := os.Stat(folder)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		full, _ := filepath.Abs(folder)
		return nil, fmt.Errorf("data: there is no folder %s (looked for %s)", folder, full)
	case err != nil:
		return nil, fmt.Errorf("data: %w", err)
	case !info.IsDir():
		return nil, fmt.Errorf("data: %s is a file; Images reads a folder that has a folder of images for each class", folder)
	}
	return readImages(os.DirFS(folder), folder, cfg)
}

// ImagesFS is [Images] of a file system, such as a zip file opened with
// zip.OpenReader or embedded files.
func ImagesFS(fsys fs.FS, cfg ImageConfig) (*Data, error) { return readImages(fsys, ".", cfg) }

// An imageFile is one that Images found.
type imageFile struct {
	path  string // within the file system
	class int
	err   error // why it cannot be read, if that is known from its name
}

func readImages(fsys fs.FS, folder string, cfg ImageConfig) (*Data, error) {
	if cfg.Height < 0 || cfg.Width < 0 || (cfg.Height == 0) != (cfg.Width == 0) {
		return nil, fmt.Errorf("data: ImageConfig{Height: %d, Width: %d}: set both to at least 1, or neither", cfg.Height, cfg.Width)
	}
	files, names, err := listImages(fsys, folder)
	if err != nil {
		return nil, err
	}
	s := stack{ImageConfig: cfg, fsys: fsys, files: files}
	if err := s.decodeAll(); err != nil {
		return nil, fmt.Errorf("data: %s: %w", folder, err)
	}
	var good []int
	var broken []string
	left := make([]int, len(names))
	for i, f := range files {
		if f.err != nil {
			broken = append(broken, fmt.Sprintf("%s: %v", path.Join(folder, f.path), f.err))
			continue
		}
		good = append(good, i)
		left[f.class]++
	}
	if len(broken) > 0 && !cfg.SkipBroken {
		return nil, brokenImages(broken, len(files))
	}
	if class := slices.Index(left, 0); class >= 0 {
		return nil, fmt.Errorf("data: class folder %s: none of its images can be read; %w", path.Join(folder, names[class]), brokenImages(broken, len(files)))
	}
	d := s.data(good)
	d.Names, d.Skipped = names, broken
	for _, i := range good {
		d.Paths = append(d.Paths, path.Join(folder, files[i].path))
	}
	return d, nil
}

func brokenImages(broken []string, total int) error {
	switch {
	case total == 1:
		return fmt.Errorf("data: %s", broken[0])
	case len(broken) == 1:
		return fmt.Errorf("data: %s; ImageConfig{SkipBroken: true} loads the other %d", broken[0], total-1)
	}
	return fmt.Errorf("data: %s; with it %d of %d images cannot be read; ImageConfig{SkipBroken: true} loads the others", broken[0], len(broken), total)
}

// listImages finds the class folders and the images in them, in order of their
// names.
func listImages(fsys fs.FS, folder string) (files []imageFile, names []string, err error) {
	entries, err := fs.ReadDir(fsys, ".") // sorted
	if err != nil {
		return nil, nil, fmt.Errorf("data: %s: %w", folder, err)
	}
	for _, e := range entries {
		info, err := fs.Stat(fsys, e.Name()) // follows links
		if hidden(e.Name()) || err != nil || !info.IsDir() {
			continue
		}
		found, err := listClass(fsys, e.Name(), len(names))
		if err != nil {
			return nil, nil, fmt.Errorf("data: %s: %w", folder, err)
		}
		if len(found) == 0 {
			return nil, nil, fmt.Errorf("data: class folder %s is empty; expected at least one PNG or JPEG image in it, or no such folder", path.Join(folder, e.Name()))
		}
		files, names = append(files, found...), append(names, e.Name())
	}
	if len(names) == 0 {
		return nil, nil, fmt.Errorf("data: %s has no folders in it; expected one for each class, with its images, such as %s", folder, path.Join(folder, "cat", "1.png"))
	}
	return files, names, nil
}

func listClass(fsys fs.FS, name string, class int) (files []imageFile, err error) {
	err = fs.WalkDir(fsys, name, func(p string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if p != name && hidden(e.Name()) {
			if e.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if e.IsDir() {
			return nil
		}
		switch strings.ToLower(path.Ext(p)) {
		case ".png", ".jpg", ".jpeg":
			files = append(files, imageFile{path: p, class: class})
		case ".gif", ".bmp", ".webp", ".tif", ".tiff", ".heic", ".avif", ".ppm":
			files = append(files, imageFile{path: p, class: class, err: errors.New("only PNG and JPEG images are read; convert it to one of them")})
		}
		return nil
	})
	return files, err
}

func hidden(name string) bool { return strings.HasPrefix(name, ".") }
