package render

import (
	"encoding/json"
	"io"

	"github.com/hubchannels/hubchannels-go/generator/internal/diff"
)

// JSON writes a report for programs. Its schema is report.schema.json, in the folder above.
func JSON(w io.Writer, report *diff.Report) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(report)
}
