package yaegi

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strconv"

	"gradus/kernel/eval"
)

// variables declares the unit's new variables.
func (r *rewriter) variables() {
	for _, v := range r.unit.Vars {
		r.before = append(r.before, varDecl(r.engine.names[v], r.typeExpr(v.Type(), v.Pos())))
	}
}

// typeExpr writes a type as syntax, with the names that yaegi knows. at is
// where a type that can't be written is reported.
func (r *rewriter) typeExpr(t types.Type, at token.Pos) ast.Expr {
	elem := func(t types.Type) ast.Expr { return r.typeExpr(t, at) }
	switch t := t.(type) {
	case *types.Basic:
		if t.Kind() == types.UnsafePointer {
			return r.qualified("unsafe", "Pointer")
		}
		return ast.NewIdent(types.Default(t).String())
	case *types.Named:
		return r.typeName(t.Obj(), t.TypeArgs(), at)
	case *types.Alias:
		if t.TypeArgs().Len() == 0 && t.Obj().Pkg() == nil {
			return ast.NewIdent(t.Obj().Name()) // any
		}
		return elem(types.Unalias(t))
	case *types.TypeParam:
		return ast.NewIdent(t.Obj().Name())
	case *types.Pointer:
		return &ast.StarExpr{X: elem(t.Elem())}
	case *types.Slice:
		return &ast.ArrayType{Elt: elem(t.Elem())}
	case *types.Array:
		n := &ast.BasicLit{Kind: token.INT, Value: strconv.FormatInt(t.Len(), 10)}
		return &ast.ArrayType{Len: n, Elt: elem(t.Elem())}
	case *types.Map:
		return &ast.MapType{Key: elem(t.Key()), Value: elem(t.Elem())}
	case *types.Chan:
		dir := map[types.ChanDir]ast.ChanDir{types.SendRecv: ast.SEND | ast.RECV, types.SendOnly: ast.SEND, types.RecvOnly: ast.RECV}
		return &ast.ChanType{Dir: dir[t.Dir()], Value: elem(t.Elem())}
	case *types.Signature:
		return r.funcType(t, at)
	case *types.Struct:
		return r.structType(t, at)
	case *types.Interface:
		return r.interfaceType(t, at)
	}
	r.fail(at, fmt.Sprintf("it can't write the type %s", t))
	return ast.NewIdent("any")
}

func (r *rewriter) typeName(obj *types.TypeName, args *types.TypeList, at token.Pos) ast.Expr {
	var name ast.Expr
	switch {
	case obj.Pkg() == nil: // error, comparable
		name = ast.NewIdent(obj.Name())
	case r.engine.names[obj] != "":
		name = ast.NewIdent(r.engine.names[obj])
	case obj.Pkg().Path() == "main": // local to a function: it has no name out here
		r.fail(at, fmt.Sprintf("type %s is declared inside a function, and a variable of the notebook can't have it: declare it outside", obj.Name()))
		return ast.NewIdent("any")
	case !obj.Exported():
		r.fail(at, fmt.Sprintf("a variable of the notebook can't have the unexported type %s.%s", obj.Pkg().Name(), obj.Name()))
		return ast.NewIdent("any")
	default:
		name = r.qualified(obj.Pkg().Path(), obj.Name())
	}
	if args.Len() == 0 {
		return name
	}
	instance := &ast.IndexListExpr{X: name}
	for i := range args.Len() {
		instance.Indices = append(instance.Indices, r.typeExpr(args.At(i), at))
	}
	if len(instance.Indices) == 1 {
		return &ast.IndexExpr{X: name, Index: instance.Indices[0]}
	}
	return instance
}

func (r *rewriter) qualified(path, name string) ast.Expr {
	return &ast.SelectorExpr{X: ast.NewIdent(r.importName(path)), Sel: ast.NewIdent(name)}
}

func (r *rewriter) funcType(s *types.Signature, at token.Pos) *ast.FuncType {
	list := func(t *types.Tuple, variadic bool) *ast.FieldList {
		fields := &ast.FieldList{}
		for i := range t.Len() {
			typ := t.At(i).Type()
			if variadic && i == t.Len()-1 {
				fields.List = append(fields.List, &ast.Field{Type: &ast.Ellipsis{Elt: r.typeExpr(typ.(*types.Slice).Elem(), at)}})
				continue
			}
			fields.List = append(fields.List, &ast.Field{Type: r.typeExpr(typ, at)})
		}
		return fields
	}
	return &ast.FuncType{Func: at, Params: list(s.Params(), s.Variadic()), Results: list(s.Results(), false)}
}

func (r *rewriter) structType(s *types.Struct, at token.Pos) ast.Expr {
	fields := &ast.FieldList{Opening: at, Closing: at}
	for i := range s.NumFields() {
		v := s.Field(i)
		f := &ast.Field{Type: r.typeExpr(v.Type(), at)}
		if !v.Embedded() {
			f.Names = []*ast.Ident{ast.NewIdent(v.Name())}
		}
		if tag := s.Tag(i); tag != "" {
			f.Tag = &ast.BasicLit{Kind: token.STRING, Value: strconv.Quote(tag)}
		}
		fields.List = append(fields.List, f)
	}
	return &ast.StructType{Struct: at, Fields: fields}
}

func (r *rewriter) interfaceType(t *types.Interface, at token.Pos) ast.Expr {
	methods := &ast.FieldList{Opening: at, Closing: at}
	for i := range t.NumExplicitMethods() {
		m := t.ExplicitMethod(i)
		methods.List = append(methods.List, &ast.Field{Names: []*ast.Ident{ast.NewIdent(m.Name())}, Type: r.funcType(m.Signature(), at)})
	}
	for i := range t.NumEmbeddeds() {
		methods.List = append(methods.List, &ast.Field{Type: r.typeExpr(t.EmbeddedType(i), at)})
	}
	return &ast.InterfaceType{Interface: at, Methods: methods}
}

// fail notes the first thing that can't be done.
func (r *rewriter) fail(at token.Pos, reason string) {
	if r.err == nil {
		r.err = &eval.Unsupported{Position: r.engine.FileSet().Position(at), Reason: reason}
	}
}
