"""The command line: thin commands over the public face, which is loaded when a command needs it."""

from dragoman.cli.app import app, main

__all__ = ["app", "main"]
