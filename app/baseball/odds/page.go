package odds

import "matchday/app/baseball/chart"

// page is the table of run distributions of ballgame.md §7.8, in thousandths of 0, 1, 2, 3, 4, 5 and 6 or more runs, and
// the runs expected. It is what the measurement starts from, and what it is compared with.
var page = [8][3][7]float64{
	chart.Empty:       {{727, 147, 70, 32, 14, 6, 4}, {838, 97, 39, 15, 6, 2, 1}, {932, 47, 15, 5, 1, 0, 0}},
	chart.First:       {{580, 171, 131, 65, 31, 13, 9}, {735, 115, 89, 38, 15, 6, 3}, {879, 56, 44, 14, 4, 1, 1}},
	chart.Second:      {{409, 328, 143, 67, 30, 13, 10}, {611, 232, 95, 38, 15, 5, 3}, {805, 127, 47, 15, 5, 1, 1}},
	chart.FirstSecond: {{375, 218, 158, 130, 65, 31, 22}, {586, 159, 105, 89, 38, 15, 9}, {786, 96, 52, 45, 15, 4, 2}},
	chart.Third:       {{127, 606, 144, 68, 32, 13, 11}, {303, 540, 95, 38, 15, 5, 4}, {722, 208, 48, 15, 4, 2, 1}},
	chart.FirstThird:  {{117, 469, 170, 125, 67, 30, 22}, {336, 400, 116, 87, 39, 15, 8}, {714, 164, 56, 46, 14, 5, 2}},
	chart.SecondThird: {{118, 297, 318, 141, 70, 32, 23}, {293, 318, 231, 95, 38, 15, 9}, {716, 91, 126, 47, 15, 4, 2}},
	chart.Full:        {{93, 279, 217, 156, 132, 68, 55}, {290, 297, 158, 104, 90, 38, 23}, {653, 131, 97, 52, 45, 14, 7}},
}

// Page returns the table of the domain page. Its "6 or more" is spread as a tail that halves with each run.
func Page() *Table {
	var runs Runs
	for bases := range page {
		for outs := range page[bases] {
			d := &runs[bases][outs]
			sum := 0.0
			for k, n := range page[bases][outs] {
				d[k] = n
				sum += n
			}
			tail := d[6]
			for k := 6; k < MaxRuns; k++ {
				d[k] = tail / 2
				tail -= d[k]
			}
			d[MaxRuns] = tail
			for k := range d {
				d[k] /= sum
			}
		}
	}
	return Recursion(runs)
}
