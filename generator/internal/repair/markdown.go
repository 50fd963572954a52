package repair

import (
	"fmt"
	"strings"
)

// Markdown is the documentation of the rules: docs/repairs.md.
func Markdown() string {
	var b strings.Builder
	b.WriteString(`# What is repaired in a document, and what is only said

A document that contradicts itself is refused: the messages say where, what and why. With ` + "`--lenient`" + ` the mistakes below, which
mean only one thing, or nothing that an SDK needs, are repaired, and each kind is listed with how often and where first.
What is refused without ` + "`--lenient`" + ` is what is repaired with it: both ask the same rules.

This file is made from the table in ` + "`generator/internal/repair`" + `.

`)
	table(&b, "| rule | what it finds | what is done with `--lenient` |", false)
	b.WriteString("\nThese keep nobody from generating. They are warnings, with or without `--lenient`; `--strict-examples` makes errors of\n" +
		"examples and defaults that contradict their schemas.\n\n")
	table(&b, "| rule | what it finds | what is done |", true)
	return b.String()
}

func table(b *strings.Builder, head string, warns bool) {
	fmt.Fprintf(b, "%s\n|---|---|---|\n", head)
	for _, rule := range Rules() {
		if rule.Warns == warns {
			fmt.Fprintf(b, "| `%s` | %s | %s |\n", rule.ID, rule.Finds, rule.Sentence)
		}
	}
}
