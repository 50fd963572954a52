// Generator makes a Go SDK from an OpenAPI document.
//
//	go run ./generator generate --spec openapi.yaml --out ./petstore --package petstore
//	go run ./generator validate --spec openapi.yaml
//
// It exits with 0 if all went well, with 1 if the document has problems or, with --check, the files on disk are not what
// it gives, and with 2 if it was called in a way that it does not understand.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/hubchannels/hubchannels-go/generator/internal/problem"
)

// What the process exits with.
const (
	exitOK    = 0
	exitFound = 1 // problems, differences, or a failure to read or write
	exitUsage = 2
)

// gcPercent makes the garbage collector run half as often as it would: a run is short and throws little away while it
// reads the document, so collecting takes a seventh of the time otherwise.
const gcPercent = 200

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// A second Ctrl-C ends the process at once: no file is half-written at any time.
	context.AfterFunc(ctx, stop)
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run is the program without the process around it.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	command := rootCommand()
	command.SetArgs(args)
	command.SetOut(stdout)
	command.SetErr(stderr)
	err := command.ExecuteContext(ctx)
	if err == nil {
		return exitOK
	}
	sayError(stderr, err)
	var mistake usageError
	if errors.As(err, &mistake) {
		return exitUsage
	}
	return exitFound
}

// sayError prints an error the way a person wants to read it: each problem on a line, then how many there are. Nobody is
// left to be told that this failed.
func sayError(stderr io.Writer, err error) {
	var inDocument documentError
	switch {
	case errors.As(err, &inDocument):
		for _, p := range inDocument.problems {
			_ = say(stderr, "%v", p)
		}
		_ = say(stderr, "%v", inDocument)
	case errors.Is(err, context.Canceled):
		_ = say(stderr, "interrupted; nothing was written")
	default:
		_ = say(stderr, "generator: %v", err)
	}
}

// documentError counts the problems of a document and says what came of them.
type documentError struct {
	problems          problem.Problems
	spec, consequence string
}

// inDocument makes an error that is about a document say so, and leaves others as they are.
func inDocument(err error, spec, consequence string) error {
	var problems problem.Problems
	if !errors.As(err, &problems) {
		return err
	}
	return documentError{problems, spec, consequence}
}

func (e documentError) Error() string {
	noun := "problems"
	if len(e.problems) == 1 {
		noun = "problem"
	}
	return fmt.Sprintf("%d %s in %s%s%s", len(e.problems), noun, e.file(), e.consequence, e.leniency())
}

// file is what the problems are in: the document, unless all are in another file.
func (e documentError) file() string {
	file := e.problems[0].Pos.File
	for _, p := range e.problems {
		if p.Pos.File != file || file == "" {
			return e.spec
		}
	}
	return file
}

// leniency says how many of the problems --lenient would repair.
func (e documentError) leniency() string {
	repairable := 0
	for _, p := range e.problems {
		if p.Repair != "" {
			repairable++
		}
	}
	switch repairable {
	case 0:
		return ""
	case len(e.problems):
		return "; --lenient repairs what is wrong and goes on"
	default:
		return fmt.Sprintf("; --lenient would repair %d of them", repairable)
	}
}

// rootCommand has the commands below it and does nothing by itself but explain them.
func rootCommand() *cobra.Command {
	command := &cobra.Command{
		Use:   "generator",
		Short: "Make a Go SDK from an OpenAPI document",
		Long: `Generator makes a Go SDK from an OpenAPI 3 document: models with builders and codecs,
sealed unions, and a client with a method for each operation.

Exit codes:
  0  all went well
  1  the document has problems, or (with --check) the files differ from what it gives
  2  the command line is wrong`,
		Args:          knownCommand,
		RunE:          func(command *cobra.Command, _ []string) error { return command.Help() },
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	command.CompletionOptions.DisableDefaultCmd = true
	command.SetFlagErrorFunc(usage)
	command.AddCommand(generateCommand(), validateCommand(), coverageCommand(), diffCommand())
	return command
}

func knownCommand(command *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	err := fmt.Errorf("there is no command %q", args[0])
	if near := command.SuggestionsFor(args[0]); len(near) > 0 {
		err = fmt.Errorf("%w, did you mean %s?", err, near[0])
	}
	return usage(command, err)
}
