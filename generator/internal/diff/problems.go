package diff

import (
	"errors"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// rename makes problems of a copy name the file that it is a copy of.
func (s source) rename(err error) error {
	var problems problem.Problems
	if !errors.As(err, &problems) {
		return err
	}
	renamed := make(problem.Problems, len(problems))
	for i, p := range problems {
		if p.Pos.File != "" {
			p.Pos.File = s.place(p.Pos.File)
		}
		renamed[i] = p
	}
	return renamed
}
