package google

import "encoding/json"

// Spreadsheet is a Google Sheet.
type Spreadsheet struct {
	SpreadsheetID string                 `json:"spreadsheetId"`
	URL           string                 `json:"spreadsheetUrl"`
	Properties    *SpreadsheetProperties `json:"properties"`
	Sheets        []*Sheet               `json:"sheets"`
}

// SpreadsheetProperties names a Sheet.
type SpreadsheetProperties struct {
	Title string `json:"title"`
}

// Sheet is one tab.
type Sheet struct {
	Properties *SheetProperties `json:"properties"`
	Data       []*GridData      `json:"data"`
}

// SheetProperties is what a tab is called and how large it is.
type SheetProperties struct {
	SheetID        int64           `json:"sheetId"`
	Title          string          `json:"title,omitempty"`
	SheetType      string          `json:"sheetType,omitempty"`
	Hidden         bool            `json:"hidden,omitempty"`
	GridProperties *GridProperties `json:"gridProperties,omitempty"` // nil for a chart
}

// GridProperties is the size of a tab.
type GridProperties struct {
	RowCount       int64 `json:"rowCount,omitempty"`
	ColumnCount    int64 `json:"columnCount,omitempty"`
	FrozenRowCount int64 `json:"frozenRowCount,omitempty"`
}

// GridData is a part of a tab.
type GridData struct {
	RowData []*RowData `json:"rowData"`
}

// RowData is cells side by side.
type RowData struct {
	Values []*CellData `json:"values,omitempty"`
}

// CellData is one cell.
type CellData struct {
	UserEnteredValue  *ExtendedValue      `json:"userEnteredValue,omitempty"`
	EffectiveValue    *ExtendedValue      `json:"effectiveValue,omitempty"`
	UserEnteredFormat *CellFormat         `json:"userEnteredFormat,omitempty"`
	DataValidation    *DataValidationRule `json:"dataValidation,omitempty"`
	Note              string              `json:"note,omitempty"`
}

// ExtendedValue is what stands in a cell: exactly one of them.
type ExtendedValue struct {
	NumberValue *float64    `json:"numberValue,omitempty"`
	StringValue *string     `json:"stringValue,omitempty"`
	BoolValue   *bool       `json:"boolValue,omitempty"`
	ErrorValue  *ErrorValue `json:"errorValue,omitempty"`
}

// ErrorValue is a formula that failed.
type ErrorValue struct {
	Type string `json:"type"`
}

// CellFormat is how a cell looks.
type CellFormat struct {
	TextFormat *TextFormat `json:"textFormat,omitempty"`
}

// TextFormat is how a text looks.
type TextFormat struct {
	Bold bool  `json:"bold,omitempty"`
	Link *Link `json:"link,omitempty"`
}

// Link is where a text leads.
type Link struct {
	URI string `json:"uri"`
}

// DataValidationRule is what may stand in a cell.
type DataValidationRule struct {
	Condition *BooleanCondition `json:"condition"`
	Strict    bool              `json:"strict,omitempty"`
}

// BooleanCondition is a kind of rule; BOOLEAN is a check box.
type BooleanCondition struct {
	Type string `json:"type"`
}

// BatchGetValuesResponse is the values of several ranges, in the order in which they were asked for.
type BatchGetValuesResponse struct {
	ValueRanges []*ValueRange `json:"valueRanges"`
}

// ValueRange is rows of strings, float64s and bools. Empty cells at the end of a row, and empty rows at the end, are left
// out.
type ValueRange struct {
	Range  string  `json:"range"`
	Values [][]any `json:"values"`
}

// GridRange is a part of a tab: rows and columns from Start to before End. An End of 0 leaves that direction unbounded.
type GridRange struct {
	SheetID                          int64
	StartRowIndex, EndRowIndex       int64
	StartColumnIndex, EndColumnIndex int64
}

// MarshalJSON names the bounds that there are.
func (r GridRange) MarshalJSON() ([]byte, error) {
	out := map[string]int64{"sheetId": r.SheetID}
	if r.EndRowIndex > 0 {
		out["startRowIndex"], out["endRowIndex"] = r.StartRowIndex, r.EndRowIndex
	}
	if r.EndColumnIndex > 0 {
		out["startColumnIndex"], out["endColumnIndex"] = r.StartColumnIndex, r.EndColumnIndex
	}
	return json.Marshal(out)
}

// GridCoordinate is one cell.
type GridCoordinate struct {
	SheetID     int64 `json:"sheetId"`
	RowIndex    int64 `json:"rowIndex"`
	ColumnIndex int64 `json:"columnIndex"`
}

// DimensionRange is whole rows or columns, from StartIndex to before EndIndex.
type DimensionRange struct {
	SheetID    int64  `json:"sheetId"`
	Dimension  string `json:"dimension"` // ROWS or COLUMNS
	StartIndex int64  `json:"startIndex"`
	EndIndex   int64  `json:"endIndex"`
}
