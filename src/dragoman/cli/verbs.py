"""How every command ends: with its answer, or with one line that says what is wrong and what to do."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import typer
from typer.core import TyperGroup

from dragoman.cli.output import complain, use_utf8
from dragoman.errors import DragomanError, UsageError

WRONG, MISUSED, STOPPED = 1, 2, 130
#: What a shell reports of a program whose reader went away, as `head` does.
UNHEARD = 141


class Verbs(TyperGroup):
    """The group of commands. No error leaves it as a traceback but one that is a mistake in Dragoman."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **options: Any) -> NoReturn:
        """Runs one command and ends the process with its exit code."""
        use_utf8()
        options["standalone_mode"] = False
        try:
            code = super().main(args, *rest, **options)
        except UsageError as error:
            code = complain(str(error), MISUSED)
        except DragomanError as error:
            code = complain(str(error), WRONG)
        except OSError as error:
            code = complain(f"{error.filename or 'the system'}: {error.strerror or error}", WRONG)
        except Exception as error:
            # What the parser of the command line raises; its class has a public name in some versions only.
            if not hasattr(error, "format_message"):
                raise
            code = _misused(error)
        sys.exit(code if isinstance(code, int) else 0)

    def invoke(self, ctx: typer.Context) -> Any:  # type: ignore[override,unused-ignore]
        """Runs the command; Ctrl-C ends it with a line, and a reader that goes away without one."""
        try:
            done = super().invoke(ctx)
            sys.stdout.flush()
            return done
        except BrokenPipeError:
            return _unheard()
        except KeyboardInterrupt:
            again = "; the same command goes on where it stopped" if ctx.invoked_subcommand == "read" else ""
            return complain(f"stopped{again}", STOPPED)


def _misused(error: Any) -> int:
    """Says what is wrong with the call; a command that has only commands below it says which."""
    if type(error).__name__ == "NoArgsIsHelpError":
        error.show()
        return MISUSED
    return complain(f"{error.format_message()} (see dragoman --help)", MISUSED)


def _unheard() -> int:
    """Nobody reads the output any more: what is left in the buffer must not raise again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return UNHEARD
