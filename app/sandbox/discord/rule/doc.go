// Package rule is what Discord demands of the bodies that a bot sends: lengths, counts, what may stand in what. Every
// function notes all that is wrong in a shape.Form at the place where it is.
//
// Each rule names the page of Discord's documentation that says so. The documentation gives the limits, the status 400
// and the code 50035, but no list of the inner codes: those are the ones that the API has been seen to give, and where
// none was to be found, one in the same manner. A bot must not decide on inner codes.
package rule
