package overlay

import (
	"encoding/json"
	"fmt"
	"strings"
)

// loader is a file for the browser source's "Local file": it stays transparent until the server answers and then becomes
// the overlay, so that it does not matter which of the two was started first.
const loader = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Overlay</title>
<style>html,body{background:transparent;margin:0}</style></head><body><script>
const overlay = %s;
async function wait() {
  try {
    await fetch(new URL('/livez', overlay), { mode: 'no-cors', cache: 'no-store', signal: AbortSignal.timeout(3000) });
    location.replace(overlay);
  } catch { setTimeout(wait, 500 + Math.random() * 1000); }
}
wait();
</script></body></html>
`

// Loader returns the text of a file that opens an overlay's address as soon as its server is there.
func Loader(address string) string {
	quoted, err := json.Marshal(address) // escapes < and >, so that no address ends the script
	if err != nil {
		quoted = []byte(`"about:blank"`)
	}
	return fmt.Sprintf(loader, strings.ReplaceAll(string(quoted), "/", `\/`))
}
