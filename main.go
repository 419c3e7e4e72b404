// Matchday runs a Discord league from one binary.
package main

import (
	"context"
	_ "embed"
	"os"
	"os/signal"
	"syscall"

	"matchday/app"
)

//go:embed config.example.toml
var exampleConfig string

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := app.Main(ctx, app.Process{
		Args: os.Args[1:], Environ: os.Environ(), Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, ExampleConfig: exampleConfig,
	})
	stop()
	os.Exit(code)
}
