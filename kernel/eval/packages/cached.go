package packages

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

// Cached is [Collect] and [Open] with a file in the user's cache folder, made
// anew when the toolchain or a package has changed since.
func Cached(ctx context.Context, dir string, patterns []string) (*Packages, error) {
	list, err := list(ctx, dir, patterns)
	if err != nil {
		return nil, err
	}
	return cached(fingerprint(list), func(file string) error { return writeFile(file, list) })
}

// CachedFor is the same for the running binary, in which the packages are
// compiled: as long as that is the same, the Go command need not be asked.
func CachedFor(ctx context.Context, dir string, patterns []string) (*Packages, error) {
	key, err := binaryHash()
	if err != nil {
		return Cached(ctx, dir, patterns)
	}
	return cached(key, func(file string) error { return Collect(ctx, dir, patterns, file) })
}

// cached opens the file with the given key, which make writes if need be.
func cached(key string, make func(file string) error) (*Packages, error) {
	dir, err := os.UserCacheDir()
	if err != nil {
		return nil, err
	}
	dir = filepath.Join(dir, "gradus")
	file := filepath.Join(dir, "packages-"+fileFormat+"-"+key+".zip")
	if p, err := Open(file); err == nil {
		now := time.Now()
		os.Chtimes(file, now, now) // in use; only prune cares
		return p, nil
	}
	if err := make(file); err != nil {
		return nil, err
	}
	prune(dir)
	return Open(file)
}

// prune removes files that have not been opened for a month.
func prune(dir string) {
	files, _ := filepath.Glob(filepath.Join(dir, "packages-*"))
	for _, f := range files {
		if info, err := os.Stat(f); err == nil && time.Since(info.ModTime()) > 30*24*time.Hour {
			os.Remove(f)
		}
	}
}

// fingerprint depends on the content of every package: the Go command keeps
// export data under names that are hashes of it.
func fingerprint(list []listed) string {
	h := sha256.New()
	for _, l := range list {
		fmt.Fprintln(h, l.ImportPath, l.Export)
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// binaryHash is the hash of the running executable.
func binaryHash() (string, error) {
	exe, err := os.Executable()
	if err != nil {
		return "", err
	}
	f, err := os.Open(exe)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil))[:16], nil
}
