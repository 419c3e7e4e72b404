// Package night is a tournament's staff page: everything that a helper does between planning a night and its final
// standings. One handler is one file, named after what it does.
//
// A page and the frames that keep it true are made by the same reading (read.go): a page for one visitor, a frame for all
// staff with the same roles.
package night
