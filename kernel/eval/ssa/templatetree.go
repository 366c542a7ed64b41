package ssa

import (
	"strconv"
	"text/template/parse"
)

// Templates look fields and methods up by reflection, which does not know them
// of interpreted types. So before a template runs, its tree is changed: where it
// names a field or method, it calls a function that does.

// Names of the functions that changed trees call.
const (
	fieldFunc = "ʹfield" // (node's text, name, receiver, arguments...)
	rangeFunc = "ʹrange" // what to range over
	truthFunc = "ʹtruth" // nil instead of what is empty
	valueFunc = "ʹvalue" // without the type
	printFunc = "ʹprint" // what a pointer points to
)

const changedMark = "/* fields by function */"

// changeTree changes a tree that has not been.
func changeTree(t *parse.Tree) {
	if t == nil || t.Root == nil {
		return
	}
	if nodes := t.Root.Nodes; len(nodes) > 0 {
		if c, ok := nodes[0].(*parse.CommentNode); ok && c.Text == changedMark {
			return
		}
	}
	changeList(t.Root)
	t.Root.Nodes = append([]parse.Node{&parse.CommentNode{NodeType: parse.NodeComment, Text: changedMark}}, t.Root.Nodes...)
}

func changeList(l *parse.ListNode) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			changePipe(n.Pipe)
			if last := n.Pipe.Cmds[len(n.Pipe.Cmds)-1]; len(n.Pipe.Decl) == 0 && (isField(last) || last.Args[0].Type() != parse.NodeIdentifier) {
				then(n.Pipe, printFunc)
			}
		case *parse.IfNode:
			changeBranch(&n.BranchNode, truthFunc)
		case *parse.WithNode:
			changeBranch(&n.BranchNode, truthFunc)
		case *parse.RangeNode:
			changeBranch(&n.BranchNode, rangeFunc)
		case *parse.TemplateNode:
			changePipe(n.Pipe)
		}
	}
}

func changeBranch(b *parse.BranchNode, function string) {
	changePipe(b.Pipe)
	then(b.Pipe, function)
	changeList(b.List)
	changeList(b.ElseList)
}

// then gives the result of a pipeline to a function.
func then(p *parse.PipeNode, function string) {
	p.Cmds = append(p.Cmds, command(p.Pos, parse.NewIdentifier(function).SetPos(p.Pos)))
}

func command(at parse.Pos, args ...parse.Node) *parse.CommandNode {
	return &parse.CommandNode{NodeType: parse.NodeCommand, Pos: at, Args: args}
}

func pipe(c *parse.CommandNode) *parse.PipeNode {
	return &parse.PipeNode{NodeType: parse.NodePipe, Pos: c.Pos, Cmds: []*parse.CommandNode{c}}
}

func text(at parse.Pos, s string) parse.Node {
	return &parse.StringNode{NodeType: parse.NodeString, Pos: at, Quoted: strconv.Quote(s), Text: s}
}

func isField(c *parse.CommandNode) bool {
	id, ok := c.Args[0].(*parse.IdentifierNode)
	return ok && id.Ident == fieldFunc
}

func changePipe(p *parse.PipeNode) {
	if p == nil {
		return
	}
	for _, c := range p.Cmds {
		changeCommand(c)
	}
}

// changeCommand changes a command and its arguments.
func changeCommand(c *parse.CommandNode) {
	wrap := ""
	if id, ok := c.Args[0].(*parse.IdentifierNode); ok {
		switch id.Ident {
		case "and", "or", "not":
			wrap = truthFunc
		case "eq", "ne", "lt", "le", "gt", "ge", "len":
			wrap = valueFunc
		}
	}
	for i, a := range c.Args[1:] {
		c.Args[i+1] = operand(a)
		if wrap != "" {
			c.Args[i+1] = pipe(command(a.Position(), parse.NewIdentifier(wrap).SetPos(a.Position()), c.Args[i+1]))
		}
	}
	if base, names := chain(c.Args[0]); names != nil {
		c.Pos = c.Args[0].Position() // errors are reported there
		c.Args = append(fieldCall(c.Args[0], base, names), c.Args[1:]...)
		return
	}
	if p, ok := c.Args[0].(*parse.PipeNode); ok {
		changePipe(p)
	}
}

// operand returns what stands for a node that is an argument.
func operand(n parse.Node) parse.Node {
	if base, names := chain(n); names != nil {
		return pipe(command(n.Position(), fieldCall(n, base, names)...))
	}
	if p, ok := n.(*parse.PipeNode); ok {
		changePipe(p)
	}
	return n
}

// chain takes a node apart that names fields: a.b.c is b and c of a.
func chain(n parse.Node) (base parse.Node, names []string) {
	switch n := n.(type) {
	case *parse.FieldNode:
		return &parse.DotNode{NodeType: parse.NodeDot, Pos: n.Pos}, n.Ident
	case *parse.VariableNode:
		if len(n.Ident) > 1 {
			return &parse.VariableNode{NodeType: parse.NodeVariable, Pos: n.Pos, Ident: n.Ident[:1]}, n.Ident[1:]
		}
	case *parse.ChainNode:
		return operand(n.Node), n.Field
	}
	return nil, nil
}

// fieldCall returns the words of a command that gets the last field.
func fieldCall(n, base parse.Node, names []string) []parse.Node {
	at, last := n.Position(), len(names)-1
	if last > 0 {
		base = pipe(command(at, fieldCall(n, base, names[:last])...))
	}
	return []parse.Node{parse.NewIdentifier(fieldFunc).SetPos(at), text(at, n.String()), text(at, names[last]), base}
}
