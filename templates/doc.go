// Package templates is how the generated code looks: jennifer statements made from the resolved model, one file per
// artefact. Its functions are pure. They read no file and return no error, because whatever can go wrong went wrong when
// the model was resolved.
package templates
