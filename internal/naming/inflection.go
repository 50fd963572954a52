package naming

import "strings"

// Singular is a word that means one thing where the given one means many.
func Singular(word string) string {
	switch {
	case strings.EqualFold(word, "series"), strings.EqualFold(word, "news"):
		return word
	case strings.HasSuffix(word, "ies") && len(word) > 4:
		return strings.TrimSuffix(word, "ies") + "y"
	case strings.HasSuffix(word, "yses"):
		return strings.TrimSuffix(word, "es") + "is"
	case strings.HasSuffix(word, "sses"), strings.HasSuffix(word, "tuses"), strings.HasSuffix(word, "xes"), strings.HasSuffix(word, "ches"):
		return strings.TrimSuffix(word, "es")
	case isPlural(word) && (len(word) > 3 || word == "IDs"):
		return strings.TrimSuffix(word, "s")
	default:
		return word
	}
}

func isPlural(word string) bool {
	return strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss") && !strings.HasSuffix(word, "us") &&
		!strings.HasSuffix(word, "is")
}

// SameThing reports whether words name the same, be it one or many: the last ones are compared in the singular.
func SameThing(a, b []string) bool {
	if len(a) != len(b) || len(a) == 0 {
		return len(a) == len(b)
	}
	last := len(a) - 1
	for i := range last {
		if !strings.EqualFold(a[i], b[i]) {
			return false
		}
	}
	return strings.EqualFold(Singular(a[last]), Singular(b[last]))
}

// Linking reports whether a word only links others, so that no name begins with it.
func Linking(word string) bool {
	switch word {
	case "For", "By", "Via", "Of", "In", "On", "With", "From", "To", "All", "Per", "As", "At":
		return true
	default:
		return false
	}
}
