package format

import (
	"math"

	"github.com/hubchannels/hubchannels-go/internal/ir"
)

const sdk = "github.com/hubchannels/hubchannels-go/sdk"

// Text is the type for strings of a format that strings are too little for; nil is none.
func Text(name string) *ir.CustomType {
	switch name {
	case "date":
		return &ir.CustomType{Package: sdk, Alias: "sdk", Name: "Date", JSON: "string"}
	case "uuid", "guid":
		return &ir.CustomType{Package: "github.com/google/uuid", Alias: "uuid", Name: "UUID", JSON: "string"}
	case "decimal":
		return &ir.CustomType{Package: sdk, Alias: "sdk", Name: "Decimal", JSON: "string"}
	case "bigint":
		return &ir.CustomType{Package: "math/big", Alias: "big", Name: "Int", Pointer: true, JSON: "string"}
	case "base64url":
		return &ir.CustomType{Package: sdk, Alias: "sdk", Name: "Base64URL", JSON: "string"}
	default:
		return nil
	}
}

// Number is the type for numbers of a format, or of which the document says how many decimals they have; nil is none.
func Number(name string, multipleOf *float64) *ir.CustomType {
	if name == "decimal" || multipleOf != nil && *multipleOf != math.Trunc(*multipleOf) {
		return &ir.CustomType{Package: sdk, Alias: "sdk", Name: "Decimal", JSON: "number", Note: "literal"}
	}
	return nil
}

// Whole is the type for integers of a format that no Go integer says; nil is none.
func Whole(name string) *ir.CustomType {
	switch name {
	case "unix-time":
		return &ir.CustomType{Package: sdk, Alias: "sdk", Name: "UnixTime", JSON: "number"}
	case "bigint":
		return &ir.CustomType{Package: "math/big", Alias: "big", Name: "Int", Pointer: true, JSON: "number", Note: "literal"}
	default:
		return nil
	}
}
