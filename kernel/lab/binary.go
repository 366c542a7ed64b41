package lab

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"runtime"
)

// installBinary puts a copy of the executable source at the place to which
// kernelspecs point, because what `go run` builds is gone after it. It returns
// the hash of the copy. A running kernel keeps the file that it was started
// from.
func installBinary(source, dest string) (hash string, err error) {
	if source == "" {
		if source, err = os.Executable(); err != nil {
			return "", err
		}
	}
	want, err := fileHash(source)
	if err != nil {
		return "", err
	}
	if have, err := fileHash(dest); err == nil && have == want {
		return want, nil
	}
	program, err := os.ReadFile(source)
	if err != nil {
		return "", err
	}
	err = writeFile(dest, program, 0o755)
	if err != nil && runtime.GOOS == "windows" {
		// A program that runs cannot be replaced there, but it can be renamed.
		old := dest + ".old"
		os.Remove(old)
		if os.Rename(dest, old) == nil {
			err = writeFile(dest, program, 0o755)
		}
	}
	if err != nil {
		return "", fmt.Errorf("copying the gradus binary: %w", err)
	}
	return want, nil
}

// fileHash is the SHA-256 of a file, in hexadecimal.
func fileHash(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	_, err = io.Copy(h, f)
	return hex.EncodeToString(h.Sum(nil)), err
}
