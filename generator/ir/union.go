package ir

// Union is one of several types: a sealed interface in Go.
type Union struct {
	Name string
	Doc  Doc
	// Discriminator is the wire name of the property that tells the variants apart; "" where JSON kinds or required
	// properties do.
	Discriminator string
	// How tells by what the variants are told apart.
	How      How
	Variants []Variant
	// Sent tells that the union is part of a request.
	Sent bool
	// Unknown is the Go name of the variant for what the document does not know. Unions that share variants share it.
	Unknown string
	// OwnsUnknown tells that this union is the one that declares the shared unknown variant.
	OwnsUnknown bool
	// UnknownUnions are all unions that the declared unknown variant belongs to.
	UnknownUnions []*Union
}

// TypeName returns the union's Go name.
func (u *Union) TypeName() string { return u.Name }

// How is the way in which a union's variants are told apart.
type How int

// The ways of telling variants apart.
const (
	ByDiscriminator How = iota
	ByKind
	ByProperty
)

// Variant is one of a union's types and what tells that a value is one.
type Variant struct {
	Type *Type
	// Name completes names that speak of the variant ("File").
	Name string
	// Tags are the discriminator's values, as JSON text.
	Tags []string
	// Wrapper is the declared type that carries a variant that is no object.
	Wrapper string
	// Property is the required property that only this variant has.
	Property string
}
