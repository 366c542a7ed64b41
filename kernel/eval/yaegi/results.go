package yaegi

import (
	"go/ast"
	"go/types"
)

// results hands the cell's values over at the end of its entry function. Where
// an interpreted type has a method that shows it, the method goes along: in
// compiled hands the value would have lost it.
func (r *rewriter) results() {
	for _, v := range r.unit.Results {
		value := func() ast.Expr { return ast.NewIdent(r.engine.names[v]) }
		switch name := showMethod(v.Type()); name {
		case "":
			r.end = append(r.end, callRuntime("Result", value()))
		case "MIMEBundle":
			r.end = append(r.end, callRuntime("Bundle", value(), thunk(value(), name, &ast.MapType{Key: ast.NewIdent("string"), Value: ast.NewIdent("any")})))
		default:
			isError := ast.NewIdent(map[bool]string{true: "true", false: "false"}[name == "Error"])
			r.end = append(r.end, callRuntime("Text", value(), isError, thunk(value(), name, ast.NewIdent("string"))))
		}
	}
}

// thunk is func() result { return value.method() }.
func thunk(value ast.Expr, method string, result ast.Expr) ast.Expr {
	return &ast.FuncLit{
		Type: &ast.FuncType{Params: &ast.FieldList{}, Results: &ast.FieldList{List: []*ast.Field{{Type: result}}}},
		Body: &ast.BlockStmt{List: []ast.Stmt{&ast.ReturnStmt{Results: []ast.Expr{
			&ast.CallExpr{Fun: &ast.SelectorExpr{X: value, Sel: ast.NewIdent(method)}},
		}}}},
	}
}

// showMethod is the method by which a value of an interpreted type is shown.
func showMethod(t types.Type) string {
	if !isInterpreted(t) {
		return ""
	}
	str := types.Typ[types.String]
	bundle := types.NewMap(str, types.Universe.Lookup("any").Type())
	methods := types.NewMethodSet(t)
	for _, want := range []struct {
		name   string
		result types.Type
	}{{"MIMEBundle", bundle}, {"Error", str}, {"String", str}} {
		sel := methods.Lookup(nil, want.name)
		if sel == nil {
			continue
		}
		s := sel.Type().(*types.Signature)
		if s.Params().Len() == 0 && s.Results().Len() == 1 && types.Identical(s.Results().At(0).Type(), want.result) {
			return want.name
		}
	}
	return ""
}
