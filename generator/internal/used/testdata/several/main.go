package main

import (
	_ "github.com/hubchannels/hubchannels-go/generated/customchannels/v202603"
	_ "github.com/hubchannels/hubchannels-go/generated/files/v202603"
)

func main() {}
