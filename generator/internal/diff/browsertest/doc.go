// Package browsertest looks at the page of a report in a real browser. It is a module of its own, so that nobody who
// imports an SDK gets what drives the browser.
package browsertest
