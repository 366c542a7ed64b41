package ssa

import (
	"go/types"
	"reflect"

	"golang.org/x/tools/go/ssa"
)

func (lw *lowering) makeChan(v *ssa.MakeChan) {
	n, d := lw.off(v.Size), lw.at(v)
	rt := reflect.ChanOf(reflect.BothDir, d.typ.rt.Elem())
	e := lw.eng
	lw.slow(func(fp ptr) {
		size := *intAt(fp, n)
		if size < 0 {
			panic(plainError("makechan: size out of range"))
		}
		e.reserve(size, rt.Elem().Size())
		*ptrAt(fp, d.off) = reflect.MakeChan(rt, int(size)).UnsafePointer()
	})
}

// Blocked operations also wait for the run's end, so that an interrupt ends
// them.

// wait does one of the cases of a select statement, or none of them if it
// does not block.
func (r *run) wait(cases []reflect.SelectCase, blocking bool) (int, reflect.Value, bool) {
	if !blocking {
		cases = append(cases, reflect.SelectCase{Dir: reflect.SelectDefault})
	} else {
		if !ticks(cases) {
			defer r.eng.sleepers.sleep()()
		}
		cases = append(cases, reflect.SelectCase{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(r.interrupted)})
	}
	i, v, ok := reflect.Select(cases)
	if i == len(cases)-1 {
		if blocking {
			panic(fatal{errInterrupted, waitState(cases[:i])})
		}
		return -1, v, false
	}
	return i, v, ok
}

func (lw *lowering) send(v *ssa.Send) {
	ch, x := lw.at(v.Chan), lw.at(v.X)
	fast := chanOpsOf(x.typ)
	lw.slow(func(fp ptr) {
		if fast != nil && fast.trySend(*ptrAt(fp, ch.off), ptr(ptrAt(fp, x.off))) {
			return
		}
		c, value := ch.typ.reflectedAt(fp, ch.off), as(x.typ.value(ptr(ptrAt(fp, x.off))), ch.typ.rt.Elem())
		if !c.IsNil() && c.TrySend(value) {
			return
		}
		head(fp).th.run.wait([]reflect.SelectCase{{Dir: reflect.SelectSend, Chan: c, Send: value}}, true)
	})
}

// receive is <-x.
func (lw *lowering) receive(v *ssa.UnOp) {
	ch := lw.at(v.X)
	var d place
	ok := off(0)
	if v.CommaOk {
		both := lw.components(v)
		d, ok = both[0], both[1].off
	} else {
		d = lw.at(v)
	}
	fast := chanOpsOf(d.typ)
	lw.slow(func(fp ptr) {
		if fast != nil {
			if received, open := fast.tryReceive(*ptrAt(fp, ch.off), ptr(ptrAt(fp, d.off))); received {
				if ok != 0 {
					*intAt(fp, ok) = boolWord(open)
				}
				return
			}
		}
		c := ch.typ.reflectedAt(fp, ch.off)
		_, x, open := head(fp).th.run.wait([]reflect.SelectCase{{Dir: reflect.SelectRecv, Chan: c}}, true)
		d.typ.set(ptr(ptrAt(fp, d.off)), x)
		if ok != 0 {
			*intAt(fp, ok) = boolWord(open)
		}
	})
}

// selecting is a select statement: which case, whether a receive got a value,
// and a register for the value of each receive.
func (lw *lowering) selecting(v *ssa.Select) {
	type one struct{ ch, x, d place }
	var list []one
	d := lw.components(v)
	received := d[2:]
	for _, s := range v.States {
		c := one{ch: lw.at(s.Chan)}
		if s.Dir == types.SendOnly {
			c.x = lw.at(s.Send)
		} else {
			c.d, received = received[0], received[1:]
		}
		list = append(list, c)
	}
	lw.slow(func(fp ptr) {
		cases := make([]reflect.SelectCase, len(list), len(list)+1)
		for i, c := range list {
			cases[i] = reflect.SelectCase{Dir: reflect.SelectRecv, Chan: c.ch.typ.reflectedAt(fp, c.ch.off)}
			if c.x.typ != nil {
				cases[i].Dir, cases[i].Send = reflect.SelectSend, as(c.x.typ.value(ptr(ptrAt(fp, c.x.off))), c.ch.typ.rt.Elem())
			}
		}
		i, x, open := head(fp).th.run.wait(cases, v.Blocking)
		*intAt(fp, d[0].off), *intAt(fp, d[1].off) = int64(i), boolWord(open)
		for k, c := range list {
			if c.d.typ != nil {
				c.d.typ.zero(ptr(ptrAt(fp, c.d.off)))
				if k == i {
					c.d.typ.set(ptr(ptrAt(fp, c.d.off)), x)
				}
			}
		}
	})
}
