package sdk

// Version is this SDK's version, as it stands in the User-Agent.
const Version = "0.1.0"
