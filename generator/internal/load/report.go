package load

import (
	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
	"github.com/hubchannels/hubchannels-go/generator/internal/repair"
	"github.com/hubchannels/hubchannels-go/generator/internal/source"
)

// report is where problems go, with the files in which they are.
type report struct {
	files    *source.Files
	problems *problem.List
}

// found adds a problem with what is at a pointer, unless that is broken in a way that is reported already.
func (r report) found(rule repair.ID, pointer, message, hint string) {
	p, ok := r.place(pointer)
	if !ok || r.files.IsBroken(p) {
		return
	}
	r.problems.Add(problem.Problem{Pos: p.Tree.Position(p.At), Pointer: r.files.Pointer(p), Message: message, Hint: hint, Rule: rule})
}

// refused adds the problems that an error means for the object at a pointer.
func (r report) refused(pointer string, err error, object any) {
	for _, finding := range repair.Explain(err, object) {
		at := pointer
		if finding.Pointer != "" {
			at = finding.Pointer
		}
		p, ok := r.place(at)
		if !ok || r.files.IsBroken(p) {
			continue
		}
		if finding.Rule == repair.Unknown && p.Tree.Child(p.At, "$ref") != source.None {
			finding.Rule = repair.Beside
		}
		if child := p.Tree.Child(p.At, finding.Key); finding.Key != "" && child != source.None {
			p.At = child
		}
		r.problems.Add(problem.Problem{
			Pos:     p.Tree.Position(p.At),
			Pointer: r.files.Pointer(p),
			Message: finding.Message,
			Hint:    finding.Hint,
			Rule:    finding.Rule,
		})
	}
}

// place finds the definition of the object at a pointer, or the nearest value to it that exists.
func (r report) place(pointer string) (source.Place, bool) {
	_, tokens := source.Split(pointer)
	found, nearest, ok := r.files.Find(r.files.Root, tokens)
	if !ok {
		return nearest, nearest.Tree != nil && nearest.At != source.None
	}
	return r.files.Definition(found)
}
