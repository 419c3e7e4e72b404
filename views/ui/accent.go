package ui

import (
	"fmt"
	"math"
	"strings"

	"matchday/app/fault"
)

// The surfaces an accent must be readable on. They stand in static/css/tokens.css too; a test keeps them equal.
const (
	lightPaper, lightCard = "F6F5F1", "FFFFFF"
	darkPaper, darkCard   = "0E1116", "161B22"
	inkColour             = "15181E"
)

// AccentPath is where the server answers the style sheet of AccentCSS, with the colour as the query "accent".
const AccentPath = "/theme.css"

// AccentURL is the address of the style sheet for an accent. The address changes with the colour, so the answer may be
// kept for ever (static.CacheControl).
func AccentURL(hex string) string { return AccentPath + "?accent=" + strings.TrimPrefix(hex, "#") }

// ParseAccent reads a colour as people write it ("#ff5a1f", "FF5A1F", "f50") and returns six capital digits. Anything
// else is a fault about the field "accent".
func ParseAccent(text string) (string, error) {
	hex := strings.ToUpper(strings.TrimPrefix(strings.TrimSpace(text), "#"))
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	if len(hex) != 6 || strings.Trim(hex, "0123456789ABCDEF") != "" {
		return "", fault.Field("accent", "A colour is six digits, such as FF5A1F.")
	}
	return hex, nil
}

// AccentCSS returns a style sheet that makes a colour the accent of every page, light and dark. The colour keeps its
// hue; its lightness gives way until lines reach 3:1 against a card and text 4.5:1 against every surface it stands on
// (WCAG 2.2, 1.4.3 and 1.4.11). Fills keep the colour as it is; what stands on them is dark or white. A text that is no colour gives ParseAccent's fault.
func AccentCSS(text string) (string, error) {
	hex, err := ParseAccent(text)
	if err != nil {
		return "", err
	}
	light, dark := accentOn(hex, lightPaper, lightCard, 0.11, -1), accentOn(hex, darkPaper, darkCard, 0.13, 1)
	return fmt.Sprintf(":root { %s }\n@media (prefers-color-scheme: dark) { :root:not([data-theme=\"light\"]) { %s } }\n:root[data-theme=\"dark\"] { %s }\n", light, dark, dark), nil
}

// accentOn returns the six accent tokens for one theme. way is the direction in which text becomes readable:
// -1 darker, 1 lighter.
func accentOn(hex, paper, card string, share float64, way int) string {
	base := colourOf(hex)
	line := base.until(way, 3, colourOf(card))
	soft := line.over(colourOf(card), share)
	words := base.until(way, 4.5, colourOf(card), colourOf(paper), soft)
	on := colourOf(inkColour)
	for _, other := range []string{"FFFFFF", "000000"} {
		if contrast(on, base) < 4.5 && contrast(colourOf(other), base) > contrast(on, base) {
			on = colourOf(other)
		}
	}
	return fmt.Sprintf("--accent: #%s; --accent-fill: #%s; --accent-text: #%s; --accent-soft: #%s; --accent-pale: #%s; --on-accent: #%s;",
		line.hex(), base.hex(), words.hex(), soft.hex(), line.over(colourOf(card), 0.45).hex(), on.hex())
}

// colour is red, green and blue as written, 0 to 1.
type colour [3]float64

func colourOf(hex string) colour {
	var r, g, b uint8
	if _, err := fmt.Sscanf(hex, "%02X%02X%02X", &r, &g, &b); err != nil {
		return colour{}
	}
	return colour{float64(r) / 255, float64(g) / 255, float64(b) / 255}
}

func (c colour) hex() string {
	return fmt.Sprintf("%02X%02X%02X", int(math.Round(c[0]*255)), int(math.Round(c[1]*255)), int(math.Round(c[2]*255)))
}

// rounded is the colour as eight bits can hold it: what is judged is what is shown.
func (c colour) rounded() colour { return colourOf(c.hex()) }

// over mixes a share of c into ground.
func (c colour) over(ground colour, share float64) colour {
	var out colour
	for i := range c {
		out[i] = c[i]*share + ground[i]*(1-share)
	}
	return out.rounded()
}

// luminance as WCAG 2 defines it.
func (c colour) luminance() float64 {
	l := c.linear()
	return 0.2126*l[0] + 0.7152*l[1] + 0.0722*l[2]
}

func (c colour) linear() [3]float64 {
	var out [3]float64
	for i, v := range c {
		if v <= 0.04045 {
			out[i] = v / 12.92
		} else {
			out[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return out
}

// contrast as WCAG 2 defines it, 1 to 21.
func contrast(a, b colour) float64 {
	la, lb := a.luminance(), b.luminance()
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// until changes the lightness of c, in the OKLab space where hue stays what the eye calls the same, one way and by the
// least that reaches the ratio against every ground.
func (c colour) until(way int, ratio float64, grounds ...colour) colour {
	lightness, a, b := c.oklab()
	for got := c; ; {
		enough := true
		for _, g := range grounds {
			enough = enough && contrast(got, g) >= ratio
		}
		if enough || lightness < 0 || lightness > 1 {
			return got
		}
		lightness += 0.004 * float64(way)
		got = fromOKLab(lightness, a, b)
	}
}

// oklab converts as in Björn Ottosson, "A perceptual color space for image processing" (2020).
func (c colour) oklab() (l, a, b float64) {
	rgb := c.linear()
	long := math.Cbrt(0.4122214708*rgb[0] + 0.5363325363*rgb[1] + 0.0514459929*rgb[2])
	middle := math.Cbrt(0.2119034982*rgb[0] + 0.6806995451*rgb[1] + 0.1073969566*rgb[2])
	short := math.Cbrt(0.0883024619*rgb[0] + 0.2817188376*rgb[1] + 0.6299787005*rgb[2])
	return 0.2104542553*long + 0.7936177850*middle - 0.0040720468*short,
		1.9779984951*long - 2.4285922050*middle + 0.4505937099*short,
		0.0259040371*long + 0.7827717662*middle - 0.8086757660*short
}

// fromOKLab returns the nearest colour a screen can show: chroma gives way, hue and lightness stay.
func fromOKLab(lightness, a, b float64) colour {
	for chroma := 1.0; chroma > 0; chroma -= 0.02 {
		if c, inside := okToRGB(lightness, a*chroma, b*chroma); inside {
			return c.rounded()
		}
	}
	c, _ := okToRGB(lightness, 0, 0)
	return c.rounded()
}

func okToRGB(lightness, a, b float64) (c colour, inside bool) {
	cube := func(v float64) float64 { return v * v * v }
	long := cube(lightness + 0.3963377774*a + 0.2158037573*b)
	middle := cube(lightness - 0.1055613458*a - 0.0638541728*b)
	short := cube(lightness - 0.0894841775*a - 1.2914855480*b)
	linear := [3]float64{
		4.0767416621*long - 3.3077115913*middle + 0.2309699292*short,
		-1.2684380046*long + 2.6097574011*middle - 0.3413193965*short,
		-0.0041960863*long - 0.7034186147*middle + 1.7076147010*short,
	}
	inside = true
	for i, v := range linear {
		inside = inside && v > -0.0005 && v < 1.0005
		v = min(max(v, 0), 1)
		if v <= 0.0031308 {
			c[i] = 12.92 * v
		} else {
			c[i] = 1.055*math.Pow(v, 1/2.4) - 0.055
		}
	}
	return c, inside
}
