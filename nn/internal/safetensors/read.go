package safetensors

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// maxHeader is the longest header that the format allows.
const maxHeader = 100_000_000

// ReadFile reads a file.
func ReadFile(path string) (*File, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() { // a device or a pipe may never end
		return nil, &fs.PathError{Op: "read", Path: path, Err: errors.New("not a regular file")}
	}
	f, err := read(file, info.Size())
	if err != nil {
		return nil, fmt.Errorf("safetensors: %s: %w", path, err)
	}
	return f, nil
}

// Decode reads a file that is in memory. The arrays share data's bytes.
func Decode(data []byte) (*File, error) {
	length, err := headerLength(data[:min(8, len(data))], int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("safetensors: %w", err)
	}
	f, err := parse(data[8:8+length], data[8+length:])
	if err != nil {
		return nil, fmt.Errorf("safetensors: %w", err)
	}
	return f, nil
}

// read reads the data only once the header has been checked against size.
func read(r io.Reader, size int64) (*File, error) {
	start := make([]byte, min(8, size))
	if _, err := io.ReadFull(r, start); err != nil {
		return nil, err
	}
	length, err := headerLength(start, size)
	if err != nil {
		return nil, err
	}
	header := make([]byte, length)
	if _, err := io.ReadFull(r, header); err != nil {
		return nil, fmt.Errorf("header: %w", err)
	}
	h, err := parseHeader(header, size-8-int64(length))
	if err != nil {
		return nil, err
	}
	data := make([]byte, size-8-int64(length))
	if n, err := io.ReadFull(r, data); err != nil {
		return nil, fmt.Errorf("%d bytes of data are there, the header speaks of %d: %w", n, len(data), err)
	}
	return h.file(data), nil
}

func parse(header, data []byte) (*File, error) {
	h, err := parseHeader(header, int64(len(data)))
	if err != nil {
		return nil, err
	}
	return h.file(data), nil
}

// headerLength reads the first 8 bytes of a file of the given size.
func headerLength(start []byte, size int64) (int, error) {
	if size < 8 {
		return 0, fmt.Errorf("the file has %d bytes; the length of the header alone takes 8", size)
	}
	n := binary.LittleEndian.Uint64(start)
	if n > maxHeader {
		if bytes.HasPrefix(start, []byte("PK")) || start[0] == 0x80 {
			return 0, errors.New("this is no safetensors file, but a checkpoint of torch.save: in Python, safetensors.torch.save_file(model.state_dict(), path) writes one")
		}
		return 0, fmt.Errorf("the first 8 bytes say that the header has %d bytes, more than %d: this is no safetensors file", n, maxHeader)
	}
	if int64(n) > size-8 {
		return 0, fmt.Errorf("the header has %d bytes, and only %d follow: the file is truncated, or no safetensors file", n, size-8)
	}
	return int(n), nil
}
