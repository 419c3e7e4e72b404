// Package sheets is a Google Sheets on loopback that the real client talks to, for the demo and for tests. It carries out
// what Matchday uses of the API as Google does, quotas, faults and ragged rows included, and refuses everything else:
// what it refused as not understood is in Misunderstood, and a test fails by it.
//
//	s := sheets.New(sheets.Options{})
//	s.Add(book)                            // grid.NewBook, filled as the test likes
//	srv := httptest.NewServer(s)           // option.WithEndpoint(srv.URL), option.WithoutAuthentication()
//	s.Person(id, func(b *grid.Book) error { // what somebody does in the grid
//		b.Titled("Players").Type(2, 3, "LunaVex#GAL")
//		return nil
//	})
//
// Understood: spreadsheets get and batchUpdate (addProtectedRange, addSheet, appendDimension, copyPaste, findReplace,
// insertDimension, repeatCell, setDataValidation, updateCells, updateDimensionProperties, updateSheetProperties), values get, batchGet,
// update, append and batchUpdate.
package sheets
