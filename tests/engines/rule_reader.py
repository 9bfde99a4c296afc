"""A small reader for tests: `A met B in Place on 2022-06-29.` and the like; it can wait, raise, or kill its process.

It is a pure function of the text, as a reader must be. What a text says it shall do, it does: `RAISE` raises,
`KILL` kills the process that reads it, `KILL ONCE /path` does so unless that file is there, and makes it.
"""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

from dragoman.record import Actor, Amount, Document, Evidence, Record

_ACTOR = r"[A-Z]{2,}(?:/[A-Z]\w+(?: [A-Z]\w+)*)?"
_SENTENCE = re.compile(
    rf"(?P<who>{_ACTOR}) (?P<verb>met|sanctioned|praised|will build|offered) "
    rf"(?:(?P<n>\d+) ships to )?(?P<whom>{_ACTOR}|ships)"
    r"(?: in (?P<where>[A-Z][a-z]+))?(?: on (?P<when>[\d/-]+))?[^.\n]*"
)
_KINDS = {
    "met": ("meeting", "happened"),
    "sanctioned": ("sanction", "happened"),
    "praised": ("statement", "happened"),
    "will build": ("force", "pledged"),
    "offered": ("aid", "pledged"),
}


class RuleReader:
    def __init__(self, version: str, sleep: float) -> None:
        self.fingerprint = f"rule reader {version}"
        self.provenance = {"codebook": "c0deb00c", "world": "b10b"}
        self.version = version
        self.sleep = sleep

    def read(self, document: Document) -> list[Record]:
        time.sleep(self.sleep)
        _obey(document.text)
        return list(self._records(document))

    def _records(self, document: Document) -> Iterator[Record]:
        for found in _SENTENCE.finditer(document.text):
            kind, status = _KINDS[found["verb"]]
            whom = found["whom"]
            yield Record(
                doc=document.id,
                kind=kind,
                status=status,
                evidence=Evidence.of(document.text, *found.span()),
                who=(Actor.parse(found["who"]),),
                whom=() if whom == "ships" else (Actor.parse(whom),),
                what=f"{found['verb']} ({self.version})",
                when=found["when"] or "",
                where=found["where"] or "",
                amount=Amount(float(found["n"]), "ships") if found["n"] else None,
                stance="support" if kind == "statement" else None,
                said_by="media reports" if "reportedly" in found[0] else None,
                confidence=0.5 if "reportedly" in found[0] else 0.9,
            )


def load_reader(version: str = "1", sleep: float = 0.0) -> RuleReader:
    return RuleReader(version, sleep)


def _obey(text: str) -> None:
    if once := re.search(r"KILL ONCE (\S+)", text):
        flag = Path(once[1])
        if not flag.exists():
            flag.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    elif "KILL" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "STOP" in text:
        raise KeyboardInterrupt
    if "RAISE" in text:
        raise ValueError("this text cannot be read")
