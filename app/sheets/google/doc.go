// Package google speaks the part of the Google Sheets API, version 4, that a mirror needs: reading a spreadsheet and its
// values, and writing many things in one batch. The names are those of the API's own reference
// (developers.google.com/sheets/api/reference/rest/v4/spreadsheets), so that they can be looked up there.
//
// Google's own client is left to the tests, which hold the sandbox to it: it is made from the whole API and brings gRPC,
// its tracing and another sign-in for every cloud, which is a fifth of the program and of what it keeps in memory.
package google
