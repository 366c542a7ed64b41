package eval

import (
	"fmt"
	"go/ast"
	"go/types"
	"html"
	"strings"
)

// Inspect documents the name at or before the cursor, a byte offset in code:
// its declaration and doc comment. It answers while a cell runs. Detail is as
// in the protocol; there is no more to tell at 1 than at 0.
func (s *Session) Inspect(code string, cursor, detail int) Inspection {
	cursor = min(max(cursor, 0), len(code))
	_, code = magicLines(code)
	start, end := identifierAt(code, cursor)
	if start == end {
		return Inspection{Data: map[string]any{}}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	v := s.look(code, start, end, false)
	if v == nil || v.target == nil {
		return Inspection{Data: map[string]any{}}
	}
	declaration, doc := v.describe()
	if declaration == "" {
		return Inspection{Data: map[string]any{}}
	}
	text := declaration
	htmlText := "<pre>" + html.EscapeString(declaration) + "</pre>"
	if doc != "" {
		text += "\n\n" + doc
		htmlText += "<p style=\"white-space:pre-wrap\">" + html.EscapeString(doc) + "</p>"
	}
	return Inspection{Found: true, Data: map[string]any{"text/plain": text, "text/html": htmlText}}
}

// describe returns the declaration and documentation of the target.
func (v *view) describe() (declaration, doc string) {
	id, ok := v.target.(*ast.Ident)
	if sel, isSel := v.target.(*ast.SelectorExpr); isSel {
		id, ok = sel.Sel, true
	}
	if !ok {
		return "", ""
	}
	obj := v.info.ObjectOf(id)
	if obj == nil {
		return v.describePackage(id.Name)
	}
	if pkg, ok := obj.(*types.PkgName); ok {
		return v.packageDoc(pkg.Imported().Path(), pkg.Imported().Name())
	}
	return declare(obj), v.s.docOf(obj, v.receiver())
}

// receiver is the type whose member the target is, if any.
func (v *view) receiver() types.Type {
	sel, ok := v.target.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	return v.info.TypeOf(sel.X)
}

// describePackage tells about a package that is not imported yet.
func (v *view) describePackage(name string) (declaration, doc string) {
	if path := v.s.imports.names[name]; path != "" {
		return v.packageDoc(path, name)
	}
	if paths := v.s.packagesWith(name, nil); len(paths) == 1 {
		return v.packageDoc(paths[0], name)
	}
	return "", ""
}

func (v *view) packageDoc(path, name string) (declaration, doc string) {
	return fmt.Sprintf("package %s // import %q", name, path), v.s.catalogue.Doc(path, "")
}

// declare writes an object's declaration.
func declare(obj types.Object) string {
	text := types.ObjectString(obj, qualifier)
	if t, ok := obj.(*types.TypeName); ok {
		if named, ok := t.Type().(*types.Named); ok {
			text += methodList(named)
		}
	}
	return strings.ReplaceAll(text, mark, "")
}

// methodList lists a type's exported methods.
func methodList(t *types.Named) string {
	var b strings.Builder
	for m := range t.Methods() {
		if m.Exported() {
			b.WriteString("\n" + types.ObjectString(m, qualifier))
		}
	}
	return b.String()
}

// docOf finds an object's doc comment: kept by the session for what cells
// declared, else in the catalogue.
func (s *Session) docOf(obj types.Object, receiver types.Type) string {
	if doc := s.docs[obj]; doc != "" {
		return strings.TrimSpace(doc)
	}
	pkg := obj.Pkg()
	if pkg == nil {
		return s.catalogue.Doc("builtin", obj.Name())
	}
	name := obj.Name()
	switch obj := obj.(type) {
	case *types.Func:
		if recv := obj.Signature().Recv(); recv != nil {
			name = typeName(recv.Type()) + "." + name
		}
	case *types.Var:
		if obj.IsField() {
			name = typeName(receiver) + "." + name
		}
	}
	return s.catalogue.Doc(pkg.Path(), name)
}

func typeName(t types.Type) string {
	if t == nil {
		return ""
	}
	if p, ok := types.Unalias(t).(*types.Pointer); ok {
		t = p.Elem()
	}
	if named, ok := types.Unalias(t).(*types.Named); ok {
		return named.Obj().Name()
	}
	return ""
}
