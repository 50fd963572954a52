package scan

// Raw reads any value as it is written. It is a part of the input.
func (s *Scanner) Raw() ([]byte, error) {
	s.Next()
	start := s.at
	if err := s.Skip(); err != nil {
		return nil, err
	}
	return s.data[start:s.at:s.at], nil
}

// Skip passes any value.
func (s *Scanner) Skip() error {
	switch s.Kind() {
	case String:
		return s.skipText()
	case Object:
		return s.skipAll('{', '}')
	case Array:
		return s.skipAll('[', ']')
	case Bool:
		_, err := s.Bool()
		return err
	case Null:
		return s.Null()
	case Number:
		return s.skipNumber()
	default:
		return s.unexpected()
	}
}

// skipAll passes an array or object.
func (s *Scanner) skipAll(opening, closing byte) error {
	more, err := s.Enter(opening, closing)
	for more && err == nil {
		if opening == '{' {
			err = s.skipKey()
		}
		if err == nil {
			err = s.Skip()
		}
		if err == nil {
			more, err = s.More(closing)
		}
	}
	return err
}

func (s *Scanner) skipKey() error {
	if s.Next() != '"' {
		return s.unexpected()
	}
	if err := s.skipText(); err != nil {
		return err
	}
	if s.Next() != ':' {
		return s.unexpected()
	}
	s.at++
	return nil
}

// skipText passes a string. Its escapes are looked at, and not undone.
func (s *Scanner) skipText() error {
	var room [4]byte
	for s.at++; ; {
		s.at = stop(s.data, s.at)
		if closed, err := s.closed(); closed || err != nil {
			return err
		}
		if _, err := s.escape(room[:0]); err != nil {
			return err
		}
	}
}

// Number reads a number's text. It is a part of the input.
func (s *Scanner) Number() ([]byte, error) {
	s.Next()
	start := s.at
	if err := s.skipNumber(); err != nil {
		return nil, err
	}
	return s.data[start:s.at:s.at], nil
}

func (s *Scanner) skipNumber() error {
	s.passes('-')
	if !s.passes('0') {
		if err := s.digits(); err != nil {
			return err
		}
	}
	if s.passes('.') {
		if err := s.digits(); err != nil {
			return err
		}
	}
	if s.passes('e') || s.passes('E') {
		if !s.passes('+') {
			s.passes('-')
		}
		return s.digits()
	}
	return nil
}

// passes passes a byte and reports whether it was there.
func (s *Scanner) passes(c byte) bool {
	if s.at < len(s.data) && s.data[s.at] == c {
		s.at++
		return true
	}
	return false
}

// digits passes at least one digit.
func (s *Scanner) digits() error {
	n := 0
	for _, c := range s.data[s.at:] {
		if c < '0' || c > '9' {
			break
		}
		n++
	}
	if s.at += n; n == 0 {
		return s.unexpected()
	}
	return nil
}

// Valid reports whether data is exactly one JSON value, but for texts in it that are no UTF-8.
func Valid(data []byte) bool {
	s := Of(data)
	return s.Skip() == nil && s.Ended()
}
