package main

import (
	"context"
	"io"

	"github.com/hubchannels/hubchannels-go/generator/internal/command"
)

// What the tests expect of the command.
const (
	exitOK    = command.ExitOK
	exitFound = command.ExitFound
	exitUsage = command.ExitUsage
)

// run runs a command line within the process.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	return command.Run(ctx, args, stdout, stderr)
}
