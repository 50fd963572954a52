package ir

// Union is one of several types: a sealed interface in Go.
type Union struct {
	Name     string
	Doc      Doc
	Variants []Variant
	// Choice is how a value's variant is found.
	Choice *Choice
	// Sent means that the union is part of a request.
	Sent bool
	// Unknown is the Go name of the variant for what the document does not know. Unions that share variants share it.
	Unknown string
	// OwnsUnknown means that this union is the one that declares the shared unknown variant.
	OwnsUnknown bool
	// UnknownUnions are all unions that the declared unknown variant belongs to.
	UnknownUnions []*Union
}

// TypeName returns the union's Go name.
func (u *Union) TypeName() string { return u.Name }

// Discriminator is the wire name of the property that tells the variants apart first; "" where something else does.
func (u *Union) Discriminator() string {
	if u.Choice != nil && u.Choice.By == ByTag {
		return u.Choice.Property
	}
	return ""
}

// Variant is one of a union's types.
type Variant struct {
	Type *Type
	// Name completes names that speak of the variant ("File").
	Name string
	// Wrapper is the declared type that carries a variant that is no object.
	Wrapper string
}

// Choice is a step in finding the variant of a JSON value: a tree whose leaves are variants.
type Choice struct {
	By By
	// Property is the property that decides, of ByTag, ByPropertyKind and ByFormat.
	Property string
	// First means that a value may have several of the properties of ByProperty: the first of the cases counts.
	First bool
	Cases []Case
	// Else is what remains where a value has none of the properties that Choice looks for, Other where what it finds is none
	// of the cases; nil is the unknown variant.
	Else, Other *Choice
	// Variant is the index of a leaf's variant.
	Variant int
}

// Walk calls visit with each leaf.
func (c *Choice) Walk(visit func(leaf *Choice)) {
	if c == nil {
		return
	}
	if c.By == Leaf {
		visit(c)
		return
	}
	for _, of := range c.Cases {
		of.Then.Walk(visit)
	}
	c.Else.Walk(visit)
	c.Other.Walk(visit)
}

// AllowSeveral has the first of several properties count, throughout.
func (c *Choice) AllowSeveral() {
	if c == nil {
		return
	}
	c.First = c.By == ByProperty
	for _, of := range c.Cases {
		of.Then.AllowSeveral()
	}
	c.Else.AllowSeveral()
	c.Other.AllowSeveral()
}

// Case is what a Choice does for some labels: tags, JSON types, formats, or names of properties.
type Case struct {
	Labels []string
	Then   *Choice
}

// By is what a Choice looks at.
type By int

// What a Choice looks at.
const (
	Leaf           By = iota // nothing: the variant is found
	ByTag                    // the value of a property
	ByKind                   // the JSON type of the value
	ByProperty               // which one of several properties an object has
	ByPropertyKind           // the JSON type of a property's value
	ByFormat                 // the format of a property's value
)

// Opaque is a union whose variants cannot be told apart safely: raw JSON, with an accessor for each variant.
type Opaque struct {
	Name     string
	Doc      Doc
	Variants []Variant
	// Why is why they cannot be told apart.
	Why string
	// Sent reports that a request has it as a variant of a union, which validates its variants.
	Sent bool
}

// TypeName returns the opaque union's Go name.
func (o *Opaque) TypeName() string { return o.Name }
