// Package page holds whole pages: a shell, and live parts or forms in it. A page is drawn for one reader and is never
// shared; what is shared are the parts (package board).
package page
