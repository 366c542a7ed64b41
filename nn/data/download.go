package data

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
)

// Remote is a file to be downloaded. Only URL must be given.
type Remote struct {
	URL    string
	SHA256 string // what the file's checksum must be, in hexadecimal; not checked if empty
	Folder string // where to keep the file; if empty, "gradus" in the user's cache folder
	// Progress is told how many bytes have arrived, of how many, 0 if that is not
	// known; ProgressBar if nil.
	Progress func(done, total int)
	Context  context.Context // cancels the download; context.Background if nil
}

const (
	maxDownload  = 4 << 30          // bytes
	stallTimeout = 60 * time.Second // a server that is silent for so long is given up
)

// Download makes sure that a file is on this machine, and returns where. A file
// that is there already, with the right checksum, is not downloaded again. It is
// stored under its name only once it is whole and its checksum is right.
//
// Without a connection the error says which file to put where.
func Download(file Remote) (path string, err error) {
	target, err := file.target()
	if err != nil {
		return "", err
	}
	if err := file.verify(target); err == nil {
		return target, nil
	} else if !errors.Is(err, os.ErrNotExist) && file.SHA256 == "" {
		return "", fmt.Errorf("data: %w", err)
	}
	if err := file.fetch(target); err != nil {
		return "", fmt.Errorf("data: %s cannot be downloaded: %w; without a connection, get the file on another machine and put it at %s", file.URL, err, target)
	}
	return target, nil
}

// locate is Download for a file that, if it is there, is trusted.
func (file Remote) locate() (string, error) {
	target, err := file.target()
	if err == nil && isFile(target) {
		return target, nil
	}
	return Download(file)
}

// target is where the file is to be.
func (file Remote) target() (string, error) {
	u, err := url.Parse(file.URL)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return "", fmt.Errorf("data: %q is no address; expected http://… or https://…", file.URL)
	}
	name := path.Base(u.Path)
	if name == "." || name == ".." || strings.ContainsAny(name, `/\:`) {
		return "", fmt.Errorf("data: the address %s does not end in the name of a file", file.URL)
	}
	folder := file.Folder
	if folder == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return "", fmt.Errorf("data: there is no cache folder; set Remote.Folder: %w", err)
		}
		folder = filepath.Join(cache, "gradus")
	}
	return filepath.Join(folder, name), nil
}

// verify reports whether the file is at path, as it must be.
func (file Remote) verify(path string) error {
	f, err := os.Open(path)
	if err != nil || file.SHA256 == "" {
		if err == nil {
			f.Close()
		}
		return err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return err
	}
	return file.checkSum(sum.Sum(nil))
}

func (file Remote) checkSum(sum []byte) error {
	if got := hex.EncodeToString(sum); file.SHA256 != "" && got != strings.ToLower(file.SHA256) {
		return fmt.Errorf("it is damaged or another file: its SHA-256 is %s, expected %s", got, file.SHA256)
	}
	return nil
}

// fetch downloads the file beside target, verifies it and gives it its name.
func (file Remote) fetch(target string) (err error) {
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	part, err := os.CreateTemp(filepath.Dir(target), filepath.Base(target)+".part*")
	if err != nil {
		return err
	}
	defer os.Remove(part.Name()) // of what is not whole; a file that was renamed is not there
	defer part.Close()
	body, total, err := file.open()
	if err != nil {
		return err
	}
	defer body.Close()
	progress := file.Progress
	if progress == nil {
		progress = ProgressBar(filepath.Base(target))
	}
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(part, sum, &counter{progress: progress, total: total}), io.LimitReader(body, maxDownload+1))
	switch {
	case err != nil:
		return fmt.Errorf("after %d of %d bytes: %w", n, total, err)
	case n > maxDownload:
		return fmt.Errorf("it is larger than %d bytes", maxDownload)
	}
	if err := file.checkSum(sum.Sum(nil)); err != nil {
		return err
	}
	if err := part.Chmod(0o644); err != nil {
		return err
	}
	if err := part.Close(); err != nil {
		return err
	}
	return os.Rename(part.Name(), target)
}

// open asks the server for the file.
func (file Remote) open() (body io.ReadCloser, total int, err error) {
	parent := file.Context
	if parent == nil {
		parent = context.Background()
	}
	w := &watched{}
	w.ctx, w.cancel = context.WithCancelCause(parent)
	w.stall = time.AfterFunc(stallTimeout, func() { w.cancel(fmt.Errorf("the server was silent for %v", stallTimeout)) })
	request, err := http.NewRequestWithContext(w.ctx, http.MethodGet, file.URL, nil)
	if err != nil {
		w.Close()
		return nil, 0, err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		var failed *url.Error // "Get address: what is wrong"; the address is known
		if errors.As(err, &failed) {
			err = failed.Err
		}
		if cause := context.Cause(w.ctx); cause != nil {
			err = cause
		}
		w.Close()
		return nil, 0, err
	}
	w.body = answer.Body
	if answer.StatusCode != http.StatusOK {
		w.Close()
		return nil, 0, fmt.Errorf("the server answers %s", answer.Status)
	}
	return w, max(0, int(answer.ContentLength)), nil
}

// watched is the body of an answer that is given up when nothing arrives.
type watched struct {
	body   io.ReadCloser
	ctx    context.Context
	stall  *time.Timer
	cancel context.CancelCauseFunc
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.body.Read(p)
	w.stall.Reset(stallTimeout)
	if cause := context.Cause(w.ctx); err != nil && cause != nil {
		err = cause
	}
	return n, err
}

func (w *watched) Close() error {
	w.stall.Stop()
	w.cancel(nil)
	if w.body == nil {
		return nil
	}
	return w.body.Close()
}

// counter tells the progress of what is written to it.
type counter struct {
	progress    func(done, total int)
	done, total int
}

func (c *counter) Write(p []byte) (int, error) {
	c.done += len(p)
	c.progress(c.done, c.total)
	return len(p), nil
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
