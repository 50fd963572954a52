package diff

// DocumentsWith is Documents with the tests' own importer.
var DocumentsWith = documents
