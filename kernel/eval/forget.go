package eval

import (
	"go/token"
	"go/types"
	"strings"
)

// idle is after how many cells an engine is told, even if no name was replaced.
const idle = 32

// A Forgetter is an engine that can let go of what no later cell can name.
type Forgetter interface {
	// Forget is told what later cells can name. Values, functions and types that
	// something still holds go on working.
	Forget(live []types.Object)
}

// remembered is how many cells keep their source when none of their names is
// live any more: an error may still come out of a closure or goroutine of them.
const remembered = 200

// A record says where a cell's syntax is in the file set.
type record struct {
	name     string
	from, to token.Pos
}

func (r record) holds(p token.Pos) bool { return r.from <= p && p < r.to }

// forget lets go of what the cells so far have replaced.
func (s *Session) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.replaced || s.order%idle == 0 {
		s.replaced = false
		if e, ok := s.engine.(Forgetter); ok {
			live := make([]types.Object, 0, len(s.live))
			for _, obj := range s.live {
				live = append(live, obj)
			}
			e.Forget(live)
		}
	}
	if len(s.cells) >= 2*remembered+s.lasting {
		s.forgetSources()
	}
}

// forgetSources drops the text of cells that are old and have no live name.
func (s *Session) forgetSources() {
	var kept []record
	old := s.cells[:len(s.cells)-remembered]
	again := map[string]bool{} // names that a later cell has too
	for _, r := range s.cells[len(old):] {
		again[r.name] = true
	}
	for _, r := range old {
		if s.declaresLive(r) {
			kept = append(kept, r)
			continue
		}
		if !again[r.name] {
			s.forgetText(r.name)
		}
		for obj := range s.docs {
			if r.holds(obj.Pos()) {
				delete(s.docs, obj)
			}
		}
		removeFiles(s.fset, r.from, r.to)
	}
	s.lasting = len(kept)
	s.cells = append(kept, s.cells[len(old):]...)
}

func (s *Session) forgetText(cell string) {
	delete(s.sources, cell)
	for call := range s.unread {
		if strings.HasPrefix(call, cell+":") {
			delete(s.unread, call)
		}
	}
}

// declaresLive reports whether a live name, or a method of a live type, is
// declared in the cell.
func (s *Session) declaresLive(r record) bool {
	for _, obj := range s.live {
		if r.holds(obj.Pos()) {
			return true
		}
		if named, ok := types.Unalias(obj.Type()).(*types.Named); ok {
			for m := range named.Methods() {
				if r.holds(m.Pos()) {
					return true
				}
			}
		}
	}
	return false
}

// removeFiles takes the files between two positions out of the set.
func removeFiles(fset *token.FileSet, from, to token.Pos) {
	var files []*token.File
	for f := range fset.Iterate {
		if at := token.Pos(f.Base()); from <= at && at < to {
			files = append(files, f)
		}
	}
	for _, f := range files {
		fset.RemoveFile(f)
	}
}

// ownNames leaves in the package's scope only what the cell declares: the live
// names that were put there to check the cell would keep one another for ever.
func ownNames(pkg *types.Package) {
	scope := pkg.Scope()
	own := types.NewScope(scope.Parent(), scope.Pos(), scope.End(), "package")
	for _, name := range scope.Names() {
		if obj := scope.Lookup(name); obj.Pkg() == pkg && !strings.Contains(name, mark) {
			own.Insert(obj)
		}
	}
	for inner := range scope.Children() {
		child := types.NewScope(own, token.NoPos, token.NoPos, "")
		*child = *inner
	}
	*scope = *own // objects refer to their scope
}
