package codectest

import (
	"math/big"
	"strings"
)

// decimal is a number without loss: 0.digits times ten to the exponent.
type decimal struct {
	negative bool
	digits   string
	exponent *big.Int
}

// decimalOf reads a JSON number. It takes no more time for 1e999999999 than for 1e9.
func decimalOf(text string) decimal {
	mantissa, power, _ := strings.Cut(strings.ToLower(text), "e")
	mantissa, negative := strings.CutPrefix(mantissa, "-")
	whole, fraction, _ := strings.Cut(mantissa, ".")
	exponent := new(big.Int)
	if power != "" {
		exponent.SetString(strings.TrimPrefix(power, "+"), 10)
	}
	digits := whole + fraction
	significant := strings.TrimLeft(digits, "0")
	exponent.Add(exponent, big.NewInt(int64(len(whole)-(len(digits)-len(significant)))))
	significant = strings.TrimRight(significant, "0")
	if significant == "" {
		return decimal{exponent: new(big.Int)}
	}
	return decimal{negative: negative, digits: significant, exponent: exponent}
}

func (d decimal) equal(other decimal) bool {
	return d.negative == other.negative && d.digits == other.digits && d.exponent.Cmp(other.exponent) == 0
}
