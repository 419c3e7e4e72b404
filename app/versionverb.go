package app

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// Version is what this binary is, from what the compiler wrote into it.
type Version struct {
	Version string `json:"version"`
	Commit  string `json:"commit"`
	Date    string `json:"date"`
	Go      string `json:"go"`
	OS      string `json:"os"`
	SQLite  string `json:"sqlite_module"`
}

func version() Version {
	v := Version{Version: "development", Commit: "unknown", Go: runtime.Version(), OS: runtime.GOOS + "/" + runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return v
	}
	if m := info.Main.Version; m != "" && m != "(devel)" {
		v.Version = m
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			v.Commit = s.Value
		case "vcs.time":
			v.Date = s.Value
		}
	}
	for _, d := range info.Deps {
		if d.Path == "modernc.org/sqlite" {
			v.SQLite = d.Version
		}
	}
	return v
}

type versionVerb struct{}

// Run prints it.
func (versionVerb) Run(c *call) error {
	v := version()
	return c.print(v, fmt.Sprintf("matchday %s (commit %s, %s, %s, sqlite module %s)\n", v.Version, v.Commit, v.Go, v.OS, v.SQLite))
}
