package diff

import (
	"context"
	"go/types"
)

// DocumentsWith is Documents with the tests' own importer.
var DocumentsWith = documents

// PackagesWith is Documents with both Go packages beside the report.
func PackagesWith(ctx context.Context, options Options, importer importers) (report *Report, old, new *types.Package, err error) {
	j, err := joined(ctx, options, importer)
	if err != nil {
		return nil, nil, nil, err
	}
	return j.report(), j.compat.Old, j.compat.New, nil
}
