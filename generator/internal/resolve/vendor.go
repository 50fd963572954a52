package resolve

import (
	"fmt"

	"github.com/hubchannels/hubchannels-go/generator/internal/resolve/document"
)

// vendorOf is whose conventions the run-time follows; "" is nobody's.
func vendorOf(doc *document.Document) string {
	vendor, given := doc.Extension(doc.T.Extensions, "#", "x-sdk-vendor")
	if given && vendor != "hubspot" {
		doc.Fail("#/x-sdk-vendor", fmt.Sprintf("unknown vendor %v", vendor), `the only one is "hubspot"`)
	}
	name, _ := vendor.(string)
	return name
}
