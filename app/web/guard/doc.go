// Package guard is what stands before every handler: headers that narrow what a browser may do with our pages, the
// refusal of changes that another site asks for, bodies that are too large, and tries that come too fast.
package guard
