package command

import (
	"github.com/spf13/cobra"

	"github.com/hubchannels/hubchannels-go/generator/internal/config"
)

func schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of sdk.yaml, for editors",
		Long: `Schema prints the JSON Schema of configuration files. Editors complete and check
sdk.yaml by it, if its first line names a file that holds it:

  # yaml-language-server: $schema=sdk.schema.json`,
		Example: `  hubchannels schema > sdk.schema.json`,
		Args:    noArguments,
		RunE: func(command *cobra.Command, _ []string) error {
			return sayText(command.OutOrStdout(), config.Schema())
		},
	}
}
