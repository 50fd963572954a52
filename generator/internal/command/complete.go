package command

import "github.com/spf13/cobra"

// completeFiles has shells complete flags with YAML and JSON files.
func completeFiles(command *cobra.Command, flags ...string) {
	for _, flag := range flags {
		_ = command.MarkFlagFilename(flag, "yaml", "yml", "json") // fails only for flags that do not exist
	}
}

// completeFolders has shells complete flags with folders.
func completeFolders(command *cobra.Command, flags ...string) {
	for _, flag := range flags {
		_ = command.MarkFlagDirname(flag)
	}
}

// completeWords has shells complete a flag with one of some words.
func completeWords(command *cobra.Command, flag string, words ...string) {
	_ = command.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
}
