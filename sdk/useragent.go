package sdk

import (
	"runtime"
	"strings"
)

// Version is this SDK's version, as it stands in the User-Agent.
const Version = "0.1.0"

// userAgent names the SDK, the API that it speaks and, last, the application.
func userAgent(api API, suffix string) string {
	agent := "hubchannels-go/" + Version
	if api.Name != "" {
		agent += " " + product(api.Name, api.Version)
	}
	agent += " (" + runtime.Version() + "; " + runtime.GOOS + "/" + runtime.GOARCH + ")"
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
