package scan

// Properties calls read for each property of the object that comes next. Read passes the value, and ends it all by an error.
func (s *Scanner) Properties(read func(name []byte) error) error {
	more, err := s.Enter('{', '}')
	for more && err == nil {
		var name []byte
		if name, err = s.Key(); err == nil {
			err = read(name)
		}
		if err == nil {
			more, err = s.More('}')
		}
	}
	return err
}

// Elements calls read for each element of the array that comes next. Read passes it, and ends it all by an error.
func (s *Scanner) Elements(read func() error) error {
	more, err := s.Enter('[', ']')
	for more && err == nil {
		if err = read(); err == nil {
			more, err = s.More(']')
		}
	}
	return err
}
