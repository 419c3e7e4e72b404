package grid

import (
	"errors"
	"fmt"
	"slices"
)

// Book is one spreadsheet.
type Book struct {
	ID    string
	Title string
	Tabs  []*Tab // in the order in which they stand
	next  int64  // of tabs and protections that are added
}

// NewBook returns a spreadsheet with one empty tab "Sheet1", as Google makes it.
func NewBook(id, title string) *Book {
	b := &Book{ID: id, Title: title, next: 1000}
	b.Tabs = []*Tab{{Title: "Sheet1"}}
	b.Tabs[0].grow(1000, 26)
	return b
}

// Clone returns a book that can be changed without changing this one.
func (b *Book) Clone() *Book {
	c := *b
	c.Tabs = make([]*Tab, len(b.Tabs))
	for i, t := range b.Tabs {
		c.Tabs[i] = t.clone()
	}
	return &c
}

// Titled returns the tab with this title, nil when there is none.
func (b *Book) Titled(title string) *Tab {
	i := slices.IndexFunc(b.Tabs, func(t *Tab) bool { return t.Title == title })
	if i < 0 {
		return nil
	}
	return b.Tabs[i]
}

// Tab returns the tab with this id, nil when there is none.
func (b *Book) Tab(id int64) *Tab {
	i := slices.IndexFunc(b.Tabs, func(t *Tab) bool { return t.ID == id })
	if i < 0 {
		return nil
	}
	return b.Tabs[i]
}

// Next returns a number that no tab and no protection has.
func (b *Book) Next() int64 {
	b.next++
	return b.next
}

// AddTab makes an empty tab of a size at the end; id 0 chooses one.
func (b *Book) AddTab(id int64, title string, rows, cols int) (*Tab, error) {
	if b.Titled(title) != nil {
		return nil, fmt.Errorf("A sheet with the name %q already exists. Please enter another name.", title) //nolint:staticcheck // Google's own words
	}
	if id == 0 {
		id = b.Next()
	}
	if b.Tab(id) != nil {
		return nil, fmt.Errorf("A sheet with the id %d already exists.", id) //nolint:staticcheck // Google's own words
	}
	t := &Tab{ID: id, Title: title}
	t.grow(rows, cols)
	b.Tabs = append(b.Tabs, t)
	return t, nil
}

// Fill makes a tab "title" that holds these texts, each as a person would have typed it, in a grid of at least rows by
// cols. A book whose only tab is the empty one that it was made with has it replaced.
func (b *Book) Fill(title string, rows, cols int, cells [][]string) (*Tab, error) {
	if len(b.Tabs) == 1 {
		if used, _ := b.Tabs[0].Used(); used == 0 && b.Tabs[0].Title == "Sheet1" {
			b.Tabs = nil
		}
	}
	t, err := b.AddTab(0, title, rows, cols)
	if err != nil {
		return nil, err
	}
	for i, row := range cells {
		t.grow(i+1, len(row))
		for j, text := range row {
			t.put(i, j, Content{Value: Typed(text, false)})
		}
	}
	return t, nil
}

// errProtected is what Google says to whoever writes where they may not.
var errProtected = errors.New("You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.") //nolint:staticcheck // Google's own words

// ErrProtected is the error of Writable.
func ErrProtected() error { return errProtected }

// Writable returns why the service account may not write a box of the tab, nil when it may.
func (t *Tab) Writable(box Box) error {
	for _, p := range t.Protected {
		if !p.Warning && !p.Account && p.Box.Meets(box) {
			return errProtected
		}
	}
	return nil
}
