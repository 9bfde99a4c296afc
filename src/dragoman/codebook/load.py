"""Files to codebook: every name that one file takes from another is looked up, and a wrong one is an error."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

from dragoman.codebook import schema
from dragoman.codebook.codebook import Codebook
from dragoman.codebook.coding import Coder
from dragoman.codebook.entries import Kind, Root, Stance, Status
from dragoman.codebook.files import hash_of, parse, yaml_files
from dragoman.codebook.lexicon import Lexicon
from dragoman.codebook.names import Names, check_known
from dragoman.codebook.rules import read_rules
from dragoman.errors import TableError

_POS_OF = {
    "verbs": "VERB",
    "nouns": "NOUN",
    "adjectives": "ADJ",
    "adverbs": "ADV",
    "modals": "AUX",
    "prepositions": "ADP",
}


def read_codebook(folder: Path) -> Codebook:
    """The codebook that the files of `folder` hold; raises TableError where they break their rules."""
    files = yaml_files(folder)
    plover = parse(files, "plover.yaml", schema.PloverFile)
    kinds = parse(files, "kinds.yaml", dict[str, schema.KindEntry])
    statuses = parse(files, "statuses.yaml", dict[str, schema.StatusEntry])
    stances = parse(files, "stances.yaml", dict[str, schema.StanceEntry])
    names = Names(
        kinds={name: Kind(name, **_values(entry)) for name, entry in kinds.items()},
        statuses={name: Status(name, **_values(entry)) for name, entry in statuses.items()},
        stances={name: Stance(name, **_values(entry)) for name, entry in stances.items()},
        roots={name: _root(name, entry, plover.quads) for name, entry in plover.roots.items()},
    )
    for kind in names.kinds.values():
        check_known("kinds.yaml", f"{kind.name}.plover", kind.plover, names.roots)
    for stance in names.stances.values():
        check_known("stances.yaml", f"{stance.name}.plover", [stance.plover] if stance.plover else [], names.roots)
    lexicon = Lexicon(files, names)
    rules = read_rules(parse(files, "plover_rules.yaml", schema.RulesFile), names, lexicon.classes)
    cues = parse(files, "status_cues.yaml", schema.CuesFile)
    return Codebook(
        hash=hash_of(files),
        kinds=names.kinds,
        statuses=names.statuses,
        stances=names.stances,
        roots=names.roots,
        quads=plover.quads,
        decisions=plover.decisions,
        light_verbs=frozenset(cues.light_verbs),
        word_classes=lexicon.word_classes,
        _predicates={key: tuple(senses) for key, senses in lexicon.predicates.items()},
        _cues=_cues(cues, names.statuses),
        _coder=Coder(rules, lexicon.senses),
    )


def _values(entry: Any) -> dict[str, Any]:
    return {k: tuple(v) if isinstance(v, list) else v for k, v in entry}


def _root(name: str, entry: schema.RootEntry, quads: Collection[str]) -> Root:
    check_known("plover.yaml", f"roots.{name}.quad", [entry.quad], quads)
    modes = {mode: entry.score if score is None else score for mode, score in entry.modes.items()}
    return Root(name, entry.quad, entry.score, entry.recipient_required, entry.description, modes)


def _cues(file: schema.CuesFile, statuses: Collection[str]) -> dict[tuple[str, str | None], str]:
    """(word, part of speech) -> status, and (word, None) -> the first status that any part of speech gives."""
    cues: dict[tuple[str, str | None], str] = {}
    for status, parts in file.cues.items():
        check_known("status_cues.yaml", "cues", [status], statuses)
        for part, words in parts.items():
            for word in words:
                if cues.setdefault((word, _POS_OF[part]), status) != status:
                    raise TableError(f"status_cues.yaml: {status}.{part}: {word!r} has two statuses")
                cues.setdefault((word, None), status)
    return cues
