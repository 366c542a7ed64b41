package gemm

// runGo is what the assembly kernels compute, in Go: by tiles of 4×4, whose
// sums stay in registers.
func (s *Seg[T]) runGo() {
	for i := 0; i < s.M; i += 4 {
		for j := 0; j < s.N; j += 4 {
			var sum [4][4]T
			rows, columns := min(4, s.M-i), min(4, s.N-j)
			if s.Bias != nil {
				copy(sum[0][:], s.Bias[j:])
				sum[1], sum[2], sum[3] = sum[0], sum[0], sum[0]
			}
			if rows == 4 && columns == 4 {
				s.tile(i, j, &sum)
			} else {
				s.edge(i, j, rows, columns, &sum)
			}
			for r := range rows {
				c := s.C[(i+r)*s.CRow+j:][:columns]
				for q := range c {
					v := sum[r][q]
					if s.Accumulate {
						v += c[q]
					}
					if s.ReLU && v < 0 {
						v = 0
					}
					c[q] = v
				}
			}
		}
	}
}

// tile adds up the 4×4 elements from row i and column j on.
func (s *Seg[T]) tile(i, j int, sum *[4][4]T) {
	c00, c01, c02, c03 := sum[0][0], sum[0][1], sum[0][2], sum[0][3]
	c10, c11, c12, c13 := sum[1][0], sum[1][1], sum[1][2], sum[1][3]
	c20, c21, c22, c23 := sum[2][0], sum[2][1], sum[2][2], sum[2][3]
	c30, c31, c32, c33 := sum[3][0], sum[3][1], sum[3][2], sum[3][3]
	row := s.ARow
	for o := range s.Outer {
		a, b := o*s.AOuter+i*row, o*s.BOuter+s.column(j)
		for range s.Inner {
			y := (*[4]T)(s.B[b:])
			y0, y1, y2, y3 := y[0], y[1], y[2], y[3]
			x := s.A[a]
			c00 += x * y0
			c01 += x * y1
			c02 += x * y2
			c03 += x * y3
			x = s.A[a+row]
			c10 += x * y0
			c11 += x * y1
			c12 += x * y2
			c13 += x * y3
			x = s.A[a+2*row]
			c20 += x * y0
			c21 += x * y1
			c22 += x * y2
			c23 += x * y3
			x = s.A[a+3*row]
			c30 += x * y0
			c31 += x * y1
			c32 += x * y2
			c33 += x * y3
			a += s.ACol
			b += s.BRow
		}
	}
	*sum = [4][4]T{{c00, c01, c02, c03}, {c10, c11, c12, c13}, {c20, c21, c22, c23}, {c30, c31, c32, c33}}
}

// edge is tile for fewer rows or columns.
func (s *Seg[T]) edge(i, j, rows, columns int, sum *[4][4]T) {
	for r := range rows {
		for q := range columns {
			c := sum[r][q]
			for o := range s.Outer {
				a, b := o*s.AOuter+(i+r)*s.ARow, o*s.BOuter+s.column(j)+q
				for range s.Inner {
					c += s.A[a] * s.B[b]
					a += s.ACol
					b += s.BRow
				}
			}
			sum[r][q] = c
		}
	}
}
