package eval

import (
	"go/ast"
	"go/token"
	"go/types"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Complete lists what may stand at the cursor, a byte offset in code: members
// after a dot, import paths in a string, else the names in scope. It answers
// while a cell runs.
func (s *Session) Complete(code string, cursor int) Completion {
	cursor = min(max(cursor, 0), len(code))
	if found, ok := completeMagic(code, cursor); ok {
		return found
	}
	_, code = magicLines(code)
	start := identifierStart(code, cursor)
	end := cursor
	for end < len(code) && isLetter(code[end:]) {
		_, size := utf8.DecodeRuneInString(code[end:])
		end += size
	}
	found := Completion{Start: start, End: end, Matches: []Match{}}
	s.mu.Lock()
	defer s.mu.Unlock()
	if quote, ok := importPath(code, cursor); ok {
		found.Start, found.End = quote, cursor
		for _, path := range s.catalogue.Paths() {
			if strings.HasPrefix(path, code[quote:cursor]) && s.supportsPackage(path) {
				found.Matches = append(found.Matches, Match{Text: path, Kind: "module"})
			}
		}
		return found
	}
	if insideText(code, cursor) {
		return found
	}
	v := s.look(code, start, end, true)
	if v == nil {
		return found
	}
	prefix := code[start:cursor]
	for _, m := range v.candidates() {
		if hasPrefixFold(m.Text, prefix) && !strings.Contains(m.Text, mark) {
			found.Matches = append(found.Matches, m)
		}
	}
	sortMatches(found.Matches, prefix)
	return found
}

// candidates returns all names that may stand at the view's target.
func (v *view) candidates() []Match {
	if sel, ok := v.target.(*ast.SelectorExpr); ok {
		return v.members(sel.X)
	}
	if v.target == nil {
		return nil
	}
	return v.inScope(v.target.Pos())
}

// members returns what may follow "x.".
func (v *view) members(x ast.Expr) []Match {
	if id, ok := x.(*ast.Ident); ok {
		if pkg, ok := v.info.Uses[id].(*types.PkgName); ok {
			return v.packageMembers(pkg.Imported())
		}
		if v.info.Uses[id] == nil && v.info.TypeOf(x) == nil || isInvalid(v.info.TypeOf(x)) {
			return v.missingPackage(id.Name)
		}
	}
	t := v.info.TypeOf(x)
	if t == nil || isInvalid(t) {
		return nil
	}
	var out []Match
	for name, obj := range fieldsAndMethods(t, v.info.Types[x].IsType()) {
		if obj.Exported() || obj.Pkg() == v.pkg || obj.Pkg() != nil && obj.Pkg().Path() == "main" {
			m := v.s.match(obj)
			m.Text = name
			out = append(out, m)
		}
	}
	return out
}

func isInvalid(t types.Type) bool { return t == nil || t == types.Typ[types.Invalid] }

// missingPackage offers the members of a package that is not imported yet.
func (v *view) missingPackage(name string) []Match {
	var out []Match
	for _, path := range v.s.packagesWith(name, nil) {
		if pkg, err := v.s.catalogue.Import(path); err == nil {
			out = append(out, v.packageMembers(pkg)...)
		}
	}
	return out
}

func (v *view) packageMembers(pkg *types.Package) []Match {
	var out []Match
	for _, name := range pkg.Scope().Names() {
		if obj := pkg.Scope().Lookup(name); obj.Exported() && v.s.supports(obj) {
			out = append(out, v.s.match(obj))
		}
	}
	return out
}

// fieldsAndMethods collects what may be selected from a value (or, for a
// method expression, the type) t: promoted members included, by depth.
func fieldsAndMethods(t types.Type, isType bool) map[string]types.Object {
	out := map[string]types.Object{}
	if !isType {
		fields(t, out, 0)
	}
	methods := types.NewMethodSet(t)
	if _, isPointer := t.Underlying().(*types.Pointer); !isPointer && !types.IsInterface(t) && !isType {
		methods = types.NewMethodSet(types.NewPointer(t))
	}
	for m := range methods.Methods() {
		out[m.Obj().Name()] = m.Obj()
	}
	return out
}

func fields(t types.Type, out map[string]types.Object, depth int) {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok || depth > 5 {
		return
	}
	for f := range st.Fields() {
		if out[f.Name()] == nil {
			out[f.Name()] = f
		}
	}
	for f := range st.Fields() {
		if f.Embedded() {
			fields(f.Type(), out, depth+1)
		}
	}
}

// inScope returns the names visible at pos: local, of the session, imported
// and importable packages, predeclared, keywords.
func (v *view) inScope(pos token.Pos) []Match {
	seen := map[string]bool{}
	var out []Match
	add := func(m Match) {
		if !seen[m.Text] && m.Text != "_" {
			seen[m.Text] = true
			out = append(out, m)
		}
	}
	for scope := v.innermost(pos); scope != nil; scope = scope.Parent() {
		for _, name := range scope.Names() {
			add(v.s.match(scope.Lookup(name)))
		}
	}
	for _, name := range v.pkg.Scope().Names() {
		add(v.s.match(v.pkg.Scope().Lookup(name)))
	}
	for name, path := range v.s.imports.names {
		add(Match{Text: name, Kind: "module", Signature: "package " + strconv.Quote(path)})
	}
	for _, path := range v.s.catalogue.Paths() {
		if pkg := path[strings.LastIndexByte(path, '/')+1:]; len(v.s.catalogue.ByName(pkg)) > 0 && v.s.supportsPackage(path) {
			add(Match{Text: pkg, Kind: "module", Signature: "package " + strconv.Quote(path)})
		}
	}
	for tok := token.BREAK; tok <= token.VAR; tok++ {
		add(Match{Text: tok.String(), Kind: "keyword"})
	}
	return out
}

// innermost is the smallest scope that contains pos. Chunks of a cell have
// positions of their own, so scopes are found by their extent, not by nesting.
func (v *view) innermost(pos token.Pos) *types.Scope {
	best := v.pkg.Scope()
	var size token.Pos = 1 << 40
	for _, s := range v.info.Scopes {
		if s.Pos() <= pos && pos <= s.End() && s.End()-s.Pos() < size && s.Pos().IsValid() {
			best, size = s, s.End()-s.Pos()
		}
	}
	return best
}

// match describes an object.
func (s *Session) match(obj types.Object) Match {
	m := Match{Text: obj.Name(), Kind: "var", Signature: types.TypeString(obj.Type(), qualifier)}
	switch obj := obj.(type) {
	case *types.Func:
		m.Kind = "function"
		if obj.Signature().Recv() != nil {
			m.Kind = "method"
		}
	case *types.Builtin:
		m.Kind, m.Signature = "function", "builtin"
	case *types.TypeName:
		m.Kind, m.Signature = "type", types.TypeString(obj.Type().Underlying(), qualifier)
	case *types.Const:
		m.Kind = "const"
	case *types.PkgName:
		m.Kind, m.Signature = "module", "package "+strconv.Quote(obj.Imported().Path())
	case *types.Var:
		if obj.IsField() {
			m.Kind = "field"
		}
	case *types.Nil:
		m.Kind, m.Signature = "const", ""
	}
	return m
}

// qualifier names packages as cells do.
func qualifier(p *types.Package) string {
	if p.Path() == "main" {
		return ""
	}
	return p.Name()
}

// sortMatches puts what continues the prefix exactly first, then names of the
// session before keywords, then the alphabet.
func sortMatches(list []Match, prefix string) {
	sort.SliceStable(list, func(i, j int) bool {
		a, b := list[i], list[j]
		if x, y := strings.HasPrefix(a.Text, prefix), strings.HasPrefix(b.Text, prefix); x != y {
			return x
		}
		if x, y := a.Kind == "keyword", b.Kind == "keyword"; x != y {
			return y
		}
		return a.Text < b.Text
	})
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}
