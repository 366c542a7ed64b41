package main

import "github.com/mmcloughlin/avo/operand"

// The instructions that kernels are made of, for either type and machine.

func (k *kernel) zero(x operand.Op) {
	if k.wide {
		k.VPXORD(x, x, x)
	} else {
		k.VXORPS(x, x, x)
	}
}

func (k *kernel) move(from, to operand.Op) {
	if k.double {
		k.VMOVUPD(from, to)
	} else {
		k.VMOVUPS(from, to)
	}
}

// read loads the v-th vector of a row; lanes that the last vector doesn't have
// are 0 and not touched in memory.
func (k *kernel) read(from operand.Mem, v int, to operand.Op) {
	switch {
	case v < k.vectors-1:
		k.move(from, to)
	case k.wide && k.double:
		k.VMOVUPD_Z(from, k.mask, to)
	case k.wide:
		k.VMOVUPS_Z(from, k.mask, to)
	case k.double:
		k.VMASKMOVPD(from, k.mask, to)
	default:
		k.VMASKMOVPS(from, k.mask, to)
	}
}

// moveMasked stores the lanes that the last vector has.
func (k *kernel) moveMasked(from operand.Op, to operand.Mem) {
	switch {
	case k.wide && k.double:
		k.VMOVUPD(from, k.mask, to)
	case k.wide:
		k.VMOVUPS(from, k.mask, to)
	case k.double:
		k.VMASKMOVPD(from, k.mask, to)
	default:
		k.VMASKMOVPS(from, k.mask, to)
	}
}

func (k *kernel) broadcast(from operand.Mem, to operand.Op) {
	if k.double {
		k.VBROADCASTSD(from, to)
	} else {
		k.VBROADCASTSS(from, to)
	}
}

func (k *kernel) multiplyAdd(x, y, sum operand.Op) {
	if k.double {
		k.VFMADD231PD(x, y, sum)
	} else {
		k.VFMADD231PS(x, y, sum)
	}
}

func (k *kernel) add(x, sum operand.Op) {
	if k.double {
		k.VADDPD(x, sum, sum)
	} else {
		k.VADDPS(x, sum, sum)
	}
}

// max sets y to the larger of x and y, and to y if either is NaN.
func (k *kernel) max(x, y operand.Op) {
	if k.double {
		k.VMAXPD(y, x, y)
	} else {
		k.VMAXPS(y, x, y)
	}
}
