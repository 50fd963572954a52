// Command user is a program written against the package made of old.yaml.
package main

import (
	"example.com/letters"
)

func main() {
	switch receipt := new(letters.Letter).Receipt.(type) {
	case *letters.Stamp:
		println(receipt.GetOffice())
	case *letters.Signature:
		println(receipt.GetBy())
	}
}
