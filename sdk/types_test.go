package sdk_test

import (
	"encoding/json"
	"math"
	"math/big"
	"testing"
	"time"

	"github.com/hubchannels/hubchannels-go/sdk"
)

func TestDate(t *testing.T) {
	for text, valid := range map[string]bool{
		"2026-03-30": true, "0001-01-01": true, "9999-12-31": true, "2024-02-29": true,
		"2026-02-30": false, "0000-01-01": false, "2026-3-30": false, "": false, "2026-03-30T00:00:00Z": false, "10000-01-01": false,
	} {
		day, err := sdk.ParseDate(text)
		if (err == nil) != valid || valid && (day.String() != text || !day.IsValid()) || !valid && !day.IsZero() {
			t.Errorf("%q: %v, %v", text, day, err)
		}
	}
	day := sdk.Date{Year: 2026, Month: time.February, Day: 28}
	if next := day.AddDays(1); next.String() != "2026-03-01" || next.Compare(day) != 1 || day.Compare(next) != -1 || day.Compare(day) != 0 {
		t.Errorf("got %s", next)
	}
	tokyo := time.FixedZone("", 9*3600)
	if at := time.Date(2026, 3, 30, 23, 0, 0, 0, time.UTC).In(tokyo); sdk.DateOf(at).String() != "2026-03-31" || sdk.DateOf(at).In(tokyo).Hour() != 0 {
		t.Errorf("got %s", sdk.DateOf(at))
	}
	if text, err := json.Marshal(map[sdk.Date]sdk.Date{day: day}); err != nil || string(text) != `{"2026-02-28":"2026-02-28"}` {
		t.Errorf("got %s, %v", text, err)
	}
	for _, none := range []sdk.Date{{}, {Year: 2026, Month: 2, Day: 30}, {Year: 2026, Month: 13, Day: 1}, {Year: -1, Month: 1, Day: 1}} {
		if none.IsValid() {
			t.Errorf("%v is a day", none)
		}
	}
}

func TestDecimal(t *testing.T) {
	for text, valid := range map[string]bool{
		"0": true, "-1.50": true, "1e3": true, "1E-3": true, "+1": true, "007": true, "1e99999": true,
		"": false, "-": false, ".5": false, "5.": false, "1e": false, "1,5": false, "0x1": false, "Inf": false, "1_000": false, "1 ": false, "1/2": false,
	} {
		d, err := sdk.ParseDecimal(text)
		if (err == nil) != valid || valid && d.String() != text {
			t.Errorf("%q: %v, %v", text, d, err)
		}
	}
	for want, of := range map[sdk.Decimal]sdk.Decimal{
		"12.50": sdk.DecimalOf(1250, 2), "-0.05": sdk.DecimalOf(-5, 2), "7": sdk.DecimalOf(7, 0), "0.000": sdk.DecimalOf(0, 3), "-9223372036854775808": sdk.DecimalOf(-1<<63, -1),
	} {
		if of != want {
			t.Errorf("got %s, want %s", of, want)
		}
	}
	if rat, ok := sdk.Decimal("0.1").Rat(); !ok || rat.Cmp(big.NewRat(1, 10)) != 0 {
		t.Errorf("got %v", rat)
	}
	if order, ok := sdk.Decimal("1.0").Compare("1.00"); !ok || order != 0 {
		t.Errorf("got %d", order)
	}
	for _, huge := range []sdk.Decimal{"1e99999", "1e-99999", "1e999999999999999999999", "none"} {
		if rat, ok := huge.Rat(); ok {
			t.Errorf("%s is %d digits", huge, rat.Num().BitLen())
		}
	}
	if f, ok := sdk.Decimal("0.1").Float64(); !ok || f != 0.1 {
		t.Errorf("got %v", f)
	}
	if _, ok := sdk.Decimal("0x10").Float64(); ok {
		t.Error("hexadecimal")
	}
}

func TestJSON(t *testing.T) {
	for want, v := range map[string]any{
		`{"a":[1,null,"<&>"],"b":{"c":true}}`: map[string]any{"b": map[string]any{"c": true}, "a": []any{1, nil, "<&>"}},
		`12345678901234567890.10`:             json.Number("12345678901234567890.10"),
		`{"z":1.0,"a":2}`:                     json.RawMessage(`{"z":1.0, "a":2}`),
		`null`:                                nil,
		`"2026-02-28"`:                        sdk.Date{Year: 2026, Month: time.February, Day: 28},
	} {
		if got := sdk.JSON(v); string(got) != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	object := sdk.JSONObject(map[string]any{"type": "object", "required": []string{"city"}})
	if len(object) != 2 || string(object["type"]) != `"object"` || string(object["required"]) != `["city"]` || sdk.JSONObject(nil) != nil {
		t.Errorf("got %s", object)
	}
	if array := sdk.JSONArray(1, "a", nil); len(array) != 3 || string(array[1]) != `"a"` || string(array[2]) != "null" {
		t.Errorf("got %s", array)
	}
	if none := sdk.JSON(math.NaN()); json.Valid(none) {
		t.Errorf("NaN is %s", none)
	}
}
