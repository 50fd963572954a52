package command

import (
	"fmt"
	"io"

	"github.com/hubchannels/hubchannels-go/generator/internal/console"
)

// say prints one line. Messages quote documents, file names and servers, so all of them are printed here.
func say(out io.Writer, format string, args ...any) error {
	_, err := io.WriteString(out, console.Line(fmt.Sprintf(format, args...))+"\n")
	return err
}

// sayText prints lines, such as a diff, that quote the same.
func sayText(out io.Writer, text string) error {
	_, err := io.WriteString(out, console.Text(text))
	return err
}
