package sdk

import (
	"fmt"
	"time"
)

// Date is a day of the calendar, without a time of day and a place: the format date, as 2026-03-30. Its zero value is no day.
//
//	due := sdk.Date{Year: 2026, Month: time.March, Day: 30}
type Date struct {
	Year  int // 1 to 9999
	Month time.Month
	Day   int
}

// DateOf is the day of a time, in the time's own location.
func DateOf(t time.Time) Date {
	year, month, day := t.Date()
	return Date{year, month, day}
}

// ParseDate reads a day that is written as 2026-03-30.
func ParseDate(text string) (Date, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil || t.Year() == 0 {
		return Date{}, fmt.Errorf("%q is no date such as 2026-03-30", text)
	}
	return DateOf(t), nil
}

// In is when the day begins in a location.
func (d Date) In(location *time.Location) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, location)
}

// AddDays is the day n days later, or earlier where n is negative.
func (d Date) AddDays(n int) Date { return DateOf(d.In(time.UTC).AddDate(0, 0, n)) }

// Compare is -1 where d is before other, 0 where they are the same day, else 1.
func (d Date) Compare(other Date) int { return d.In(time.UTC).Compare(other.In(time.UTC)) }

// IsZero reports whether d is the zero value.
func (d Date) IsZero() bool { return d == Date{} }

// IsValid reports whether there is such a day, in the years 1 to 9999.
func (d Date) IsValid() bool { return d.Year >= 1 && d.Year <= 9999 && DateOf(d.In(time.UTC)) == d }

// String is the day as 2026-03-30.
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day) }

// MarshalText is String.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText is ParseDate.
func (d *Date) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDate(string(text))
	return err
}
