package packages

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
)

// Cached is [Collect] and [Open] with a file in the user's cache folder, made
// anew when the toolchain or a package has changed since.
func Cached(ctx context.Context, dir string, patterns []string) (*Packages, error) {
	list, err := list(ctx, dir, patterns)
	if err != nil {
		return nil, err
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return nil, err
	}
	file := filepath.Join(cache, "gradus", "packages-"+fingerprint(list)+".zip")
	if p, err := Open(file); err == nil {
		return p, nil
	}
	if err := writeFile(file, list); err != nil {
		return nil, err
	}
	return Open(file)
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
