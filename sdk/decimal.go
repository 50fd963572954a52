package sdk

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// Decimal is a decimal number, exactly as it is written: "12.50". Prices and rates are such numbers, which a float64 would round.
// It is sent as it is, and has what was received, zeros at the end included. Empty, it is no number.
type Decimal string

// maxExponent is up to which exponent, either way, a number is calculated with: what a server sends bounds no memory.
const maxExponent = 10_000

// DecimalOf is unscaled divided by 10 to the power of scale: DecimalOf(1250, 2) is "12.50". A scale below 0 is 0.
func DecimalOf(unscaled int64, scale int) Decimal {
	digits, negative := strings.CutPrefix(strconv.FormatInt(unscaled, 10), "-")
	sign := ""
	if negative {
		sign = "-"
	}
	if scale <= 0 {
		return Decimal(sign + digits)
	}
	if missing := scale + 1 - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	return Decimal(sign + digits[:len(digits)-scale] + "." + digits[len(digits)-scale:])
}

// ParseDecimal reads a number that is written as JSON writes numbers, or with a sign or zeros in front.
func ParseDecimal(text string) (Decimal, error) {
	if d := Decimal(text); d.IsValid() {
		return d, nil
	}
	return "", fmt.Errorf("%q is no decimal number", text)
}

// IsValid reports whether the text is a number: digits, with a sign, a point and an exponent or without.
func (d Decimal) IsValid() bool {
	whole, exponent, hasExponent := strings.Cut(strings.ToLower(string(d)), "e")
	if _, err := strconv.Atoi(exponent); hasExponent && err != nil {
		return false
	}
	if whole != "" && (whole[0] == '-' || whole[0] == '+') {
		whole = whole[1:]
	}
	digits, fraction, hasPoint := strings.Cut(whole, ".")
	return digits != "" && (!hasPoint || fraction != "") && strings.Trim(digits+fraction, "0123456789") == ""
}

// Rat is the number to calculate with, exactly. It is false where the text is no number, or its exponent is beyond 10,000
// either way.
func (d Decimal) Rat() (*big.Rat, bool) {
	if !d.IsValid() {
		return nil, false
	}
	_, exponent, _ := strings.Cut(strings.ToLower(string(d)), "e")
	if n, _ := strconv.Atoi(exponent); n > maxExponent || n < -maxExponent {
		return nil, false
	}
	return new(big.Rat).SetString(string(d))
}

// Float64 is the float64 that is nearest. It is false where the text is no number, or one that a float64 does not hold.
func (d Decimal) Float64() (float64, bool) {
	f, err := strconv.ParseFloat(string(d), 64)
	return f, err == nil && d.IsValid()
}

// Compare is -1 where d is less than other, 0 where they are the same number, else 1. It is false where one of them has no Rat.
func (d Decimal) Compare(other Decimal) (int, bool) {
	a, ok := d.Rat()
	b, also := other.Rat()
	if !ok || !also {
		return 0, false
	}
	return a.Cmp(b), true
}

// String is the text.
func (d Decimal) String() string { return string(d) }
