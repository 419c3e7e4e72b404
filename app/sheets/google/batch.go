package google

// BatchUpdateSpreadsheetRequest is many changes of which all are made or none, one after the other.
type BatchUpdateSpreadsheetRequest struct {
	Requests                     []*Request `json:"requests"`
	IncludeSpreadsheetInResponse bool       `json:"includeSpreadsheetInResponse,omitempty"`
	ResponseRanges               []string   `json:"responseRanges,omitempty"`
}

// BatchUpdateSpreadsheetResponse tells what the Sheet holds after the changes, when that was asked for.
type BatchUpdateSpreadsheetResponse struct {
	UpdatedSpreadsheet *Spreadsheet `json:"updatedSpreadsheet"`
}

// Request is one change: exactly one of them.
type Request struct {
	AddSheet                  *AddSheetRequest                  `json:"addSheet,omitempty"`
	AppendDimension           *AppendDimensionRequest           `json:"appendDimension,omitempty"`
	UpdateDimensionProperties *UpdateDimensionPropertiesRequest `json:"updateDimensionProperties,omitempty"`
	AddProtectedRange         *AddProtectedRangeRequest         `json:"addProtectedRange,omitempty"`
	CopyPaste                 *CopyPasteRequest                 `json:"copyPaste,omitempty"`
	UpdateCells               *UpdateCellsRequest               `json:"updateCells,omitempty"`
	SetDataValidation         *SetDataValidationRequest         `json:"setDataValidation,omitempty"`
	FindReplace               *FindReplaceRequest               `json:"findReplace,omitempty"`
}

// AddSheetRequest makes a tab.
type AddSheetRequest struct {
	Properties *SheetProperties `json:"properties"`
}

// AppendDimensionRequest adds rows or columns at the end.
type AppendDimensionRequest struct {
	SheetID   int64  `json:"sheetId"`
	Dimension string `json:"dimension"` // ROWS or COLUMNS
	Length    int64  `json:"length"`
}

// UpdateDimensionPropertiesRequest changes the fields that are named of whole rows or columns.
type UpdateDimensionPropertiesRequest struct {
	Range      *DimensionRange      `json:"range"`
	Properties *DimensionProperties `json:"properties"`
	Fields     string               `json:"fields"`
}

// DimensionProperties is how rows or columns are shown.
type DimensionProperties struct {
	HiddenByUser bool `json:"hiddenByUser"`
}

// AddProtectedRangeRequest protects a part of a tab.
type AddProtectedRangeRequest struct {
	ProtectedRange *ProtectedRange `json:"protectedRange"`
}

// ProtectedRange is a part that is protected; WarningOnly asks whoever edits it whether they mean it.
type ProtectedRange struct {
	Range       *GridRange `json:"range"`
	Description string     `json:"description,omitempty"`
	WarningOnly bool       `json:"warningOnly,omitempty"`
}

// CopyPasteRequest copies a part of a tab over another.
type CopyPasteRequest struct {
	Source      *GridRange `json:"source"`
	Destination *GridRange `json:"destination"`
	PasteType   string     `json:"pasteType"` // PASTE_VALUES
}

// UpdateCellsRequest changes the fields that are named of cells from Start on; what a cell leaves out becomes empty.
type UpdateCellsRequest struct {
	Start  *GridCoordinate `json:"start"`
	Rows   []*RowData      `json:"rows"`
	Fields string          `json:"fields"`
}

// SetDataValidationRequest says what may stand in a part of a tab.
type SetDataValidationRequest struct {
	Range *GridRange          `json:"range"`
	Rule  *DataValidationRule `json:"rule"`
}

// FindReplaceRequest replaces a text wherever it stands.
type FindReplaceRequest struct {
	Find        string `json:"find"`
	Replacement string `json:"replacement"`
	AllSheets   bool   `json:"allSheets"`
	MatchCase   bool   `json:"matchCase"`
}
