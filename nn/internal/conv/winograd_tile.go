package conv

import "gradus/nn/internal/gemm"

// The transformations of one tile, for all channels. Value i, j of the tile's
// domain is at values[(4·i+j)·n+c].

// toTileGo computes Bᵀ·d·B of 4×4 pixels, which begin the rows d0 to d3.
func toTileGo[T gemm.Float](values []T, n, channels int, d0, d1, d2, d3 []T) {
	for c := range channels {
		var r [4][4]T
		for j := range 4 {
			x0, x1, x2, x3 := d0[j*channels+c], d1[j*channels+c], d2[j*channels+c], d3[j*channels+c]
			r[0][j], r[1][j], r[2][j], r[3][j] = x0-x2, x1+x2, x2-x1, x1-x3
		}
		for i, x := range r {
			v := values[4*i*n+c:]
			v[0], v[n], v[2*n], v[3*n] = x[0]-x[2], x[1]+x[2], x[2]-x[1], x[1]-x[3]
		}
	}
}

// fromTileGo computes Aᵀ·values·A + bias, but at least floor.
func fromTileGo[T gemm.Float](values []T, n int, bias []T, floor *T, y00, y01, y10, y11 []T) {
	for c := range bias {
		var r [2][4]T
		for j := range 4 {
			v := values[j*n+c:]
			x0, x1, x2, x3 := v[0], v[4*n], v[8*n], v[12*n]
			r[0][j], r[1][j] = x0+x1+x2, x1-x2-x3
		}
		for i, y := range [2][2][]T{{y00, y01}, {y10, y11}} {
			y[0][c] = least(r[i][0]+r[i][1]+r[i][2]+bias[c], *floor)
			y[1][c] = least(r[i][1]-r[i][2]-r[i][3]+bias[c], *floor)
		}
	}
}

func least[T gemm.Float](x, floor T) T {
	if x < floor {
		return floor
	}
	return x
}

// gradToTileGo is the way back of fromTile: A·dy·Aᵀ.
func gradToTileGo[T gemm.Float](values []T, n, channels int, dy00, dy01, dy10, dy11 []T) {
	for c := range channels {
		var r [4][2]T
		for j, x := range [2][2]T{{dy00[c], dy10[c]}, {dy01[c], dy11[c]}} {
			r[0][j], r[1][j], r[2][j], r[3][j] = x[0], x[0]+x[1], x[0]-x[1], -x[1]
		}
		for i, x := range r {
			v := values[4*i*n+c:]
			v[0], v[n], v[2*n], v[3*n] = x[0], x[0]+x[1], x[0]-x[1], -x[1]
		}
	}
}

// gradFromTileGo is the way back of toTile: it adds B·values·Bᵀ to the pixels.
func gradFromTileGo[T gemm.Float](values []T, n, channels int, d0, d1, d2, d3 []T) {
	for c := range channels {
		var r [4][4]T
		for j := range 4 {
			v := values[j*n+c:]
			x0, x1, x2, x3 := v[0], v[4*n], v[8*n], v[12*n]
			r[0][j], r[1][j], r[2][j], r[3][j] = x0, x1-x2+x3, x1+x2-x0, -x3
		}
		for i, d := range [4][]T{d0, d1, d2, d3} {
			x := r[i]
			d[c] += x[0]
			d[channels+c] += x[1] - x[2] + x[3]
			d[2*channels+c] += x[1] + x[2] - x[0]
			d[3*channels+c] -= x[3]
		}
	}
}
