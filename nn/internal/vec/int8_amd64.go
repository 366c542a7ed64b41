//go:build amd64 && !noasm

package vec

// tiles are the kernels of a product: of many rows by 4 columns, of 1 by 4, of 1 by 1.
// They take the last elements of a row off by part: k mod part is left to the caller.
type tiles struct {
	tall             int
	part             int
	tall4, one4, one func(c *int32, a, b *int8, n, k int)
}

func bestInt8() int8Kernels {
	switch {
	case hasVNNI:
		return int8Kernels{mul: vnni}
	case hasAVX2:
		return int8Kernels{mul: avx2Int8}
	}
	return pureGoInt8()
}

func vnni(c []int32, a, b []int8, m, n, k int) {
	tiles{4, 1, tile4x4Int8VNNI, tile1x4Int8VNNI, tile1x1Int8VNNI}.mul(c, a, b, m, n, k)
}

func avx2Int8(c []int32, a, b []int8, m, n, k int) {
	tiles{2, 16, tile2x4Int8AVX2, tile1x4Int8AVX2, tile1x1Int8AVX2}.mul(c, a, b, m, n, k)
}

// mul covers c with tiles; the last ones may overlap those before, whose elements they
// compute again.
func (t tiles) mul(c []int32, a, b []int8, m, n, k int) {
	if k == 0 {
		clear(c)
		return
	}
	if m*n == 0 {
		return
	}
	for i := 0; i < m; {
		tile, height := t.one4, 1
		switch {
		case n < 4:
			tile = t.one
		case m >= t.tall:
			i, tile, height = min(i, m-t.tall), t.tall4, t.tall
		}
		for j := 0; j < n; {
			width := 1
			if n >= 4 {
				j, width = min(j, n-4), 4
			}
			tile(&c[i*n+j], &a[i*k], &b[j*k], n, k)
			j += width
		}
		i += height
	}
	if rest := k % t.part; rest != 0 {
		for i := range m {
			for j := range n {
				for p := k - rest; p < k; p++ {
					c[i*n+j] += int32(a[i*k+p]) * int32(b[j*k+p])
				}
			}
		}
	}
}
