// Package visit is one request as a handler sees it: who asks, what they typed, and the few ways to answer.
//
// A handler has the shape of a sentence: read, wish, answer.
//
//	func (n *Night) promote(v *visit.Visit) error {
//		entry, err := v.Number("entry")
//		if err != nil {
//			return err
//		}
//		b, err := n.League.Promote(v.Ctx(), v.Wish(), n.id(v), entry)
//		if err != nil {
//			return v.Refuse(err, back)
//		}
//		return v.Pressed("They have a seat.", back)
//	}
//
// Whatever a handler returns as an error is answered in one place, Desk.Explain: a page, a line of text for scripts, or
// JSON below /api/, with the sentence of the fault. What is no fault is logged and answered with a neutral sentence and
// the number of the request.
package visit
