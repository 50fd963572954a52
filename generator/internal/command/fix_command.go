package command

import (
	"errors"

	"github.com/spf13/cobra"

	"github.com/hubchannels/hubchannels-go/generator/internal/gofix"
)

func fixCommand() *cobra.Command {
	var overlay string
	command := &cobra.Command{
		Use:   "fix [--overlay FILE] PACKAGES...",
		Short: "Move code as go fix does, where changes overlap",
		Long: `Fix moves code away from declarations that say //go:fix inline, such as those that
diff --emit-compat writes. It is go fix, again and again: that command changes nothing
in a package where two changes overlap, such as one renamed call inside of another.`,
		Example:               `  hubchannels fix ./...`,
		DisableFlagsInUseLine: true,
		RunE: func(command *cobra.Command, patterns []string) error {
			if len(patterns) == 0 {
				return usage(command, errors.New("say which packages to fix: ./... is all below this folder"))
			}
			var flags []string
			if overlay != "" {
				flags = []string{"-overlay", overlay}
			}
			changed, err := gofix.Run(command.Context(), flags, patterns)
			for _, file := range changed {
				if err := say(command.OutOrStdout(), "%s", file); err != nil {
					return err
				}
			}
			return err
		},
	}
	command.Flags().StringVar(&overlay, "overlay", "", "the `FILE` that diff --emit-compat wrote for arguments that changed")
	completeFiles(command, "overlay")
	return command
}
