package ssa

import "reflect"

func (v mirrorValue) Close() {
	v.must("Close", reflect.Chan)
	v.mustShow("reflect.Value.Close")
	v.v.Close()
}

func (v mirrorValue) Send(x mirrorValue) { v.send("Send", x, true) }

func (v mirrorValue) TrySend(x mirrorValue) bool { return v.send("TrySend", x, false) }

func (v mirrorValue) send(method string, x mirrorValue, blocking bool) bool {
	v.must(method, reflect.Chan)
	v.mustShow("reflect.Value." + method)
	x.mustShow("reflect.Value." + method)
	if v.t.ChanDir()&reflect.SendDir == 0 {
		panic("reflect: send on recv-only channel")
	}
	i, _, _ := v.e.current.Load().wait([]reflect.SelectCase{v.sending(x, "reflect.Value.Send")}, blocking)
	return i == 0
}

func (v mirrorValue) sending(x mirrorValue, context string) reflect.SelectCase {
	send := as(x.assigned(context, v.t.Elem()), v.v.Type().Elem())
	return reflect.SelectCase{Dir: reflect.SelectSend, Chan: v.v, Send: send}
}

func (v mirrorValue) Recv() (x mirrorValue, ok bool)    { return v.receive("Recv", true) }
func (v mirrorValue) TryRecv() (x mirrorValue, ok bool) { return v.receive("TryRecv", false) }

func (v mirrorValue) receive(method string, blocking bool) (mirrorValue, bool) {
	v.must(method, reflect.Chan)
	v.mustShow("reflect.Value." + method)
	if v.t.ChanDir()&reflect.RecvDir == 0 {
		panic("reflect: recv on send-only channel")
	}
	i, x, ok := v.e.current.Load().wait([]reflect.SelectCase{{Dir: reflect.SelectRecv, Chan: v.v}}, blocking)
	if i < 0 {
		return mirrorValue{}, false
	}
	return v.e.hold(v.t.Elem(), x, 0), ok
}

// A mirrorCase is a reflect.SelectCase as cells see it.
type mirrorCase struct {
	Dir  reflect.SelectDir
	Chan mirrorValue
	Send mirrorValue
}

// selectMirrors is reflect.Select; an interrupt ends it.
func (e *Engine) selectMirrors(cases []mirrorCase) (chosen int, received mirrorValue, ok bool) {
	var list []reflect.SelectCase
	var number []int // of the case, by place in list
	other := -1
	for i, c := range cases {
		switch c.Dir {
		case reflect.SelectDefault:
			if other >= 0 {
				panic("reflect.Select: multiple default cases")
			}
			if other = i; c.Chan.IsValid() {
				panic("reflect.Select: default case has Chan value")
			}
			if c.Send.IsValid() {
				panic("reflect.Select: default case has Send value")
			}
			continue
		case reflect.SelectSend:
			if !c.Chan.IsValid() {
				continue
			}
			c.Chan.must("Select", reflect.Chan)
			list = append(list, c.Chan.sending(c.Send, "reflect.Select"))
		case reflect.SelectRecv:
			if c.Send.IsValid() {
				panic("reflect.Select: RecvDir case has Send value")
			}
			if !c.Chan.IsValid() {
				continue
			}
			c.Chan.must("Select", reflect.Chan)
			list = append(list, reflect.SelectCase{Dir: reflect.SelectRecv, Chan: c.Chan.v})
		default:
			panic("reflect.Select: invalid Dir")
		}
		number = append(number, i)
	}
	i, x, open := e.current.Load().wait(list, other < 0)
	if i < 0 {
		return other, mirrorValue{}, false
	}
	chosen = number[i]
	if cases[chosen].Dir == reflect.SelectRecv {
		received = e.hold(cases[chosen].Chan.t.Elem(), x, 0)
	}
	return chosen, received, open
}
