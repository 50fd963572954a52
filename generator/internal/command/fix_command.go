package command

import (
	"context"
	"errors"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/hubchannels/hubchannels-go/generator/internal/diff/compat"
	"github.com/hubchannels/hubchannels-go/generator/internal/gofix"
)

func fixCommand() *cobra.Command {
	var folder string
	command := &cobra.Command{
		Use:   "fix [--compat DIR] PACKAGES...",
		Short: "Move code over the changes that diff --emit-compat wrote declarations for",
		Long: `Fix moves code away from declarations that say //go:fix inline, such as those that
diff --emit-compat writes. It is go fix, again and again: that command changes nothing
in a package where two changes overlap, such as one renamed call inside of another.

--compat names the folder of the generated package. Where functions of the same name
have other arguments now, go fix has to see the package with the old ones first; what
it sees then is in that folder, and is removed afterwards, since a second time would
change the same calls again.`,
		Example:               `  hubchannels fix --compat ./api ./...`,
		DisableFlagsInUseLine: true,
		RunE: func(command *cobra.Command, patterns []string) error {
			if len(patterns) == 0 {
				return usage(command, errors.New("say which packages to fix: ./... is all below this folder"))
			}
			return fix(command.Context(), command.OutOrStdout(), folder, patterns)
		},
	}
	command.Flags().StringVar(&folder, "compat", "", "the folder `DIR` that diff --emit-compat wrote into")
	completeFolders(command, "compat")
	return command
}

// fix moves arguments, and then names, and says which files changed.
func fix(ctx context.Context, out io.Writer, folder string, patterns []string) error {
	changed, err := fixArguments(ctx, folder, patterns)
	for _, next := range []func() ([]string, error){
		func() ([]string, error) { return gofix.Rename(ctx, compat.FileName, patterns) },
		func() ([]string, error) { return gofix.Run(ctx, nil, patterns) },
	} {
		if err == nil {
			var more []string
			more, err = next()
			changed = append(changed, more...)
		}
	}
	slices.Sort(changed)
	for _, file := range slices.Compact(changed) {
		if err := say(out, "%s", file); err != nil {
			return err
		}
	}
	return err
}

func fixArguments(ctx context.Context, folder string, patterns []string) (changed []string, err error) {
	if folder == "" {
		return nil, nil
	}
	overlay, err := compat.Overlay(folder)
	if overlay == "" || err != nil {
		return nil, err
	}
	if changed, err = gofix.Run(ctx, []string{"-overlay", overlay}, patterns); err != nil {
		return changed, err
	}
	return changed, compat.RemoveOverlay(folder)
}
