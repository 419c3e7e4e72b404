package chart

import (
	"fmt"
	"reflect"
	"unsafe"
)

// Cell is one number of the charts: where it is, and a way to change it and put it back.
type Cell struct {
	Name   string
	Change func(by int64)
}

// Cells lists every number of the charts. Only tests see it.
func Cells() []Cell {
	var cells []Cell
	walk("v1", reflect.ValueOf(&v1).Elem(), &cells)
	return cells
}

func walk(name string, v reflect.Value, cells *[]Cell) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			walk(name+"."+v.Type().Field(i).Name, v.Field(i), cells)
		}
	case reflect.Array:
		for i := range v.Len() {
			walk(fmt.Sprintf("%s[%d]", name, i), v.Index(i), cells)
		}
	default:
		open := reflect.NewAt(v.Type(), unsafe.Pointer(v.UnsafeAddr())).Elem()
		*cells = append(*cells, Cell{name, func(by int64) {
			if open.CanInt() {
				open.SetInt(open.Int() + by)
			} else {
				open.SetUint(uint64(int64(open.Uint()) + by))
			}
		}})
	}
}

// Sums returns what counts add to where something must not exceed a whole: the two spot charts in percent, and the
// fullest row of the charts that count faces of a d20.
func Sums() (spots [2]int, fullest int) {
	for _, n := range v1.groundSpot {
		spots[0] += int(n)
	}
	for _, n := range v1.flySpot {
		spots[1] += int(n)
	}
	for r := range 5 {
		for _, counts := range [][]uint8{v1.infield[r][:], v1.outfield[r][:], v1.catcher[r][:], v1.pitcher[r][:]} {
			sum := 0
			for _, n := range counts {
				sum += int(n)
			}
			fullest = max(fullest, sum)
		}
	}
	return spots, fullest
}
