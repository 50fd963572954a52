package codec

import (
	"reflect"
	"time"
	"unsafe"
)

var timeType = reflect.TypeFor[time.Time]()

// shapeOf makes a shape of functions for a Go type.
func shapeOf[T any](read func(*T, *decoder) error, write func([]byte, string, T) []byte) shape {
	return shape{
		read: func(p unsafe.Pointer, d *decoder) error { return read((*T)(p), d) },
		write: func(b []byte, key string, p unsafe.Pointer) []byte {
			return write(b, key, *(*T)(p))
		},
	}
}

func misfitting(s shape) shape {
	s.misfits = true
	return s
}

func rawShape() shape  { return shapeOf(readRaw, appendValid) }
func fileShape() shape { return shapeOf(readFile, appendFile) }
func boolShape() shape { return shapeOf(readBool, appendBool) }
func timeShape() shape { return misfitting(shapeOf(readTime, appendTime)) }

// stringShape is the shape of a string. A declared string type has known values, which are made once.
func stringShape(declared bool, n note) shape {
	s := shape{write: func(b []byte, key string, p unsafe.Pointer) []byte { return appendString(b, key, *(*string)(p)) }}
	if n.literal {
		return literalShape()
	}
	if n.number {
		s.read = func(p unsafe.Pointer, d *decoder) error { return readLenient((*string)(p), d) }
		return s
	}
	if declared {
		s.known = &interned{}
	}
	known := s.known
	s.read = func(p unsafe.Pointer, d *decoder) error {
		raw, err := text(d)
		if err == nil {
			*(*string)(p) = known.text(d, raw)
		}
		return err
	}
	return s
}

func bytesShape() shape {
	s := misfitting(shapeOf(readBytes, appendBytes))
	s.whole = true
	return s
}

// isNumber reports whether values of a kind are numbers in JSON that this package reads.
func isNumber(kind reflect.Kind) bool {
	return kind >= reflect.Int && kind <= reflect.Int64 || kind >= reflect.Uint8 && kind <= reflect.Uint64 ||
		kind == reflect.Float32 || kind == reflect.Float64
}

func numberShape(kind reflect.Kind) shape {
	switch kind {
	case reflect.Int:
		return integerShape[int]()
	case reflect.Int8:
		return integerShape[int8]()
	case reflect.Int16:
		return integerShape[int16]()
	case reflect.Int32:
		return integerShape[int32]()
	case reflect.Int64:
		return integerShape[int64]()
	case reflect.Uint8:
		return unsignedShape[uint8]()
	case reflect.Uint16:
		return unsignedShape[uint16]()
	case reflect.Uint32:
		return unsignedShape[uint32]()
	case reflect.Uint64:
		return unsignedShape[uint64]()
	case reflect.Float32:
		return realShape[float32](32)
	default:
		return realShape[float64](64)
	}
}

func integerShape[T integer]() shape {
	return misfitting(shapeOf(readInt[T], func(b []byte, key string, v T) []byte { return appendInt(b, key, int64(v)) }))
}

func unsignedShape[T unsigned]() shape {
	return misfitting(shapeOf(readUint[T], func(b []byte, key string, v T) []byte { return appendUint(b, key, uint64(v)) }))
}

func realShape[T real](bits int) shape {
	return misfitting(shapeOf(readFloat[T], func(b []byte, key string, v T) []byte {
		return appendFloat(b, key, float64(v), bits)
	}))
}
