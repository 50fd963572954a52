package runtime

import (
	goruntime "runtime"
	"strings"

	"github.com/hubchannels/hubchannels-go/sdk"
)

// userAgent names the SDK, the API that it speaks and, last, the application.
func userAgent(api API, suffix string) string {
	agent := "hubchannels-go/" + sdk.Version
	if api.Name != "" {
		agent += " " + product(api.Name, api.Version)
	}
	agent += " (" + goruntime.Version() + "; " + goruntime.GOOS + "/" + goruntime.GOARCH + ")"
	if suffix != "" {
		agent += " " + suffix
	}
	return agent
}

func product(name, version string) string {
	name = strings.ReplaceAll(name, " ", "-")
	if version == "" {
		return name
	}
	return name + "/" + version
}
