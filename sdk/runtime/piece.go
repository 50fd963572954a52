package runtime

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"time"
)

// piece is a part of a streamed body: a reader of the caller's, or text between files.
type piece struct {
	reader io.Reader
	seeker io.Seeker // nil if the reader cannot be read again
	start  int64     // where the reader stood
	length int64     // -1: not known
	memory bool      // reading takes no time, so that it needs no goroutine of its own
	drain  func()    // takes what was sent out of the reader, nil if reading does
	end    func()    // is called when the call returns; nil is nothing
	// patience is how long a call that ends waits for a Read that is under way. After that the reader counts as one that
	// never returns.
	patience time.Duration
}

const (
	// filePatience is for what can be sought: a disk may be slow, but its Read returns, and the caller is likely to read the
	// same place again.
	filePatience = time.Second
	// otherPatience is for readers of which nothing is known. They may wait for ever.
	otherPatience = 250 * time.Millisecond
)

// newPiece finds out how long a reader is and whether it can be read again, from where it stands.
func newPiece(reader io.Reader) (piece, error) {
	switch r := reader.(type) {
	case *bytes.Buffer:
		content := r.Bytes()
		p, err := newPiece(bytes.NewReader(content))
		p.drain = func() { r.Next(len(content)) }
		return p, err
	case *bytes.Reader, *strings.Reader:
		p, err := newSeekable(reader, r.(io.Seeker))
		p.memory = true
		return p, err
	case *os.File:
		return newFile(r)
	case *sentItems:
		return piece{reader: r, length: -1, patience: otherPatience, end: r.end}, nil
	case io.Seeker:
		return newSeekable(reader, r)
	case *io.PipeReader, net.Conn: // which may wait for ever, and allow that others use them meanwhile
		return piece{reader: reader, length: -1}, nil
	default:
		return piece{reader: reader, length: -1, patience: otherPatience}, nil
	}
}

// newFile trusts only regular files: a device says that it can seek and is empty, and so do the files of /proc.
func newFile(file *os.File) (piece, error) {
	info, err := file.Stat()
	switch {
	case err != nil:
		return piece{}, err
	case info.IsDir():
		return piece{}, fmt.Errorf("%s is a directory", info.Name())
	case !info.Mode().IsRegular():
		return piece{reader: file, length: -1}, nil
	}
	p, err := newSeekable(file, file)
	if info.Size() == 0 {
		p.length = -1
	}
	return p, err
}

// newSeekable measures what can seek.
func newSeekable(reader io.Reader, seeker io.Seeker) (piece, error) {
	p := piece{reader: reader, length: -1, patience: otherPatience}
	start, err := seeker.Seek(0, io.SeekCurrent)
	if err != nil {
		return p, nil // a pipe may say that it can seek
	}
	p.seeker, p.start, p.patience = seeker, start, filePatience
	end, err := seeker.Seek(0, io.SeekEnd)
	if err != nil {
		return p, nil // not all that can go back know their end
	}
	if _, err = seeker.Seek(start, io.SeekStart); err != nil {
		return p, fmt.Errorf("measuring the body: %w", err)
	}
	p.length = max(0, end-start)
	return p, nil
}

// rewind goes back to where the reader stood.
func (p *piece) rewind() error {
	if p.seeker == nil {
		return errNotAgain
	}
	_, err := p.seeker.Seek(p.start, io.SeekStart)
	return err
}

var errNotAgain = errors.New("the request's body cannot be read again")
