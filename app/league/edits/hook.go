package edits

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"matchday/app/fault"
	"matchday/app/person"
	"matchday/app/secret"
	"matchday/store"
)

// hookAge is how far the clocks of Google and of this machine may be apart.
const hookAge = 5 * time.Minute

// hookSign is the signature of a call of the hook: HMAC-SHA-256 of "<tournament>.<seconds>" under the mirror's secret, in hex.
func hookSign(m Mirror, at int64) string {
	sum := hmac.New(sha256.New, []byte(m.Hook))
	_, _ = fmt.Fprintf(sum, "%d.%d", m.Tournament, at) // a hash never fails
	return hex.EncodeToString(sum.Sum(nil))
}

// Woken checks the signature of a call that says that somebody edited the Sheet of a tournament: at is when, in Unix
// seconds. Such a call may do nothing but have the Sheet read soon. A call that is not signed as Script has it signed is
// answered as if there were no Sheet.
func (b *Book) Woken(ctx context.Context, id, at int64, sign string) error {
	m, ok, err := b.Mirror(ctx, id)
	if err != nil {
		return err
	}
	if age := b.league.Now().Sub(time.Unix(at, 0)); !ok || age > hookAge || age < -hookAge || !hmac.Equal([]byte(hookSign(m, at)), []byte(sign)) {
		return fault.New(fault.Missing, "There is no such hook. Paste the script from the Sheet's page again.")
	}
	return nil
}

// Want has the process that keeps the Sheet of a tournament look at it soon, whichever it is. It is said once for many
// wishes: the log keeps the latest. Nothing is said about a Sheet that is not kept in step.
func (b *Book) Want(ctx context.Context, id int64) error {
	return b.update(ctx, func(tx store.Tx) error {
		m, err := tx.Mirror(id)
		if errors.Is(err, store.ErrNotFound) || err == nil && m.State != On {
			return nil
		}
		if err != nil {
			return fmt.Errorf("mirror: %w", err)
		}
		t, err := tx.Tournament(id)
		if err != nil {
			return fmt.Errorf("tournament: %w", err)
		}
		e, err := tx.AddEvent(store.Event{At: b.league.Now(), League: t.League, Kind: Wanted, Topic: WakeTopic(id), Origin: person.FromSheet})
		if err != nil {
			return fmt.Errorf("event %s: %w", Wanted, err)
		}
		return tx.DropEventsBefore(e.Topic, e.Seq)
	})
}

// Rehook gives a mirror another secret for its hook; scripts with the former one are not listened to any more.
func (b *Book) Rehook(ctx context.Context, who person.Actor, id, version int64) error {
	hook, _ := secret.Token()
	return b.turn(ctx, who, id, version, Changed, func(_ store.Tx, m *Mirror) error {
		m.Hook = hook
		return nil
	})
}

// Script is the Apps Script that staff paste into the Sheet, so that an edit is noticed at once. address is that of the
// hook; the secret is in it, so it is shown to who may plan events alone. A simple onEdit may not call out: setup makes a
// trigger that may, once.
func Script(m Mirror, address string) string {
	return strings.NewReplacer("ADDRESS", address, "SECRET", m.Hook, "TOURNAMENT", fmt.Sprint(m.Tournament)).Replace(`// Matchday: tells at once that this Sheet was edited. Run "setup" once and allow it.
function setup() {
  ScriptApp.getProjectTriggers().forEach(function (t) {
    if (t.getHandlerFunction() === 'edited') ScriptApp.deleteTrigger(t);
  });
  ScriptApp.newTrigger('edited').forSpreadsheet(SpreadsheetApp.getActive()).onEdit().create();
}

function edited() {
  var at = Math.floor(Date.now() / 1000);
  var sign = Utilities.computeHmacSha256Signature('TOURNAMENT.' + at, 'SECRET').map(function (b) {
    return ('0' + (b & 255).toString(16)).slice(-2);
  }).join('');
  UrlFetchApp.fetch('ADDRESS', {
    method: 'post', contentType: 'application/json', muteHttpExceptions: true,
    payload: JSON.stringify({ at: at, sign: sign })
  });
}
`)
}
