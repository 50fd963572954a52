package render

// TextIn is Text in an environment of the tests' choice.
var TextIn = text
