"""The lexicons `predicates/KIND.yaml`: groups of words that share their sense, made into predicates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from dragoman.codebook import schema
from dragoman.codebook.coding import Sense
from dragoman.codebook.entries import Frame, Predicate
from dragoman.codebook.files import parse
from dragoman.codebook.names import Names, check_known
from dragoman.codebook.words import Word, parse_word, split_hyphens
from dragoman.errors import TableError

_FRAME_OF = {"VERB": "verb", "NOUN": "noun", "ADJ": "adjective"}


class Lexicon:
    """The predicates of all kinds, as the reader looks them up (by lemma) and as the coder does (by kind and lemma)."""

    def __init__(self, files: dict[str, bytes], names: Names) -> None:
        self.frames: dict[str, schema.FrameEntry] = parse(files, "frames.yaml", dict[str, schema.FrameEntry])
        classes: dict[str, list[str]] = parse(files, "word_classes.yaml", dict[str, schema.Words])
        self.word_classes = {name: frozenset(words) for name, words in classes.items()}
        self.names = names
        self.modes = sorted({mode for root in names.roots.values() for mode in root.modes})
        self.predicates: dict[tuple[str, str], list[Predicate]] = defaultdict(list)
        self.senses: dict[str, dict[str, tuple[Sense, ...]]] = {}
        self.classes: dict[str, set[str]] = {}
        self._frame_of: dict[tuple[str | None, str], Frame] = {}
        self._check_names(files)
        for kind in names.kinds:
            self._read_kind(kind, files)

    def _check_names(self, files: dict[str, bytes]) -> None:
        for name in files:
            if name.startswith("predicates/"):
                check_known(name, "file name", [PurePosixPath(name).stem], self.names.kinds)

    def _read_kind(self, kind: str, files: dict[str, bytes]) -> None:
        file = f"predicates/{kind}.yaml"
        senses: dict[str, tuple[Sense, ...]] = {}
        self.classes[kind] = set()
        seen: set[tuple[Any, ...]] = set()
        for rank, predicate, written in sorted(self._entries(kind, file, files), key=lambda entry: not entry[2]):
            # The same word under the same conditions must not stand in two groups: which would decide?
            p = predicate
            same = (p.lemma, p.pos, p.stance, p.near, p.beside, p.objects)
            if same in seen and written:
                raise TableError(f"{file}: {rank} ({predicate.classes[0]}): {predicate} stands in the file twice")
            if same in seen:
                continue
            seen.add(same)
            sense = Sense(predicate, rank, not predicate.pos, predicate.conditions)
            senses[predicate.lemma] = (*senses.get(predicate.lemma, ()), sense)
            if predicate.pos:
                self.predicates[predicate.lemma, predicate.pos].append(predicate)
        self.senses[kind] = senses

    def _entries(self, kind: str, file: str, files: dict[str, bytes]) -> Iterator[tuple[int, Predicate, bool]]:
        """Every word of a kind, with the place of its group and whether it is written so or derived."""
        for rank, group in enumerate(parse(files, file, list[schema.GroupEntry])):
            self._check(file, f"{rank}", group, kind)
            self.classes[kind].update(group.classes)
            yield from ((rank, predicate, written) for predicate, written in self._words(file, kind, group))

    def _check(self, file: str, key: str, group: schema.GroupEntry, kind: str) -> None:
        key = f"{key} ({group.classes[0]})"
        check_known(file, f"{key}.frame", [group.frame] if group.frame else [], self.frames)
        check_known(file, f"{key}.mode", [group.mode] if group.mode else [], self.modes)
        check_known(file, f"{key}.status", [group.status] if group.status else [], self.names.statuses)
        check_known(file, f"{key}.stance", [group.stance] if group.stance else [], self.names.stances)
        if (kind == "statement") != (group.stance is not None):
            raise TableError(f"{file}: {key}.stance: statements have a stance, other kinds have none")
        if not group.frame and (group.verbs or group.nouns or group.adjectives):
            raise TableError(f"{file}: {key}.frame: words that are predicates need a frame")

    def _words(self, file: str, kind: str, group: schema.GroupEntry) -> Iterator[tuple[Predicate, bool]]:
        """The predicates of a group (its marks have no part of speech), and whether they are written so or derived."""
        parts = (("VERB", group.verbs), ("NOUN", group.nouns), ("ADJ", group.adjectives), ("", group.marks))
        for pos, text in ((pos, text) for pos, texts in parts for text in texts):
            try:
                word = parse_word(text, pos or "NOUN")
            except ValueError as error:
                raise TableError(f"{file}: {group.classes[0]}: {error}") from error
            objects = [word.object_class] if word.object_class else []
            check_known(file, f"{group.classes[0]}: {text}", objects, self.word_classes)
            predicate = self._predicate(word, pos, kind, group)
            if pos and not predicate.frame.who:
                raise TableError(f"{file}: {group.classes[0]}: {text}: frame {group.frame!r} has no `who` for {pos}")
            yield predicate, True
            if pos and (parted := split_hyphens(word)):
                yield self._predicate(parted, pos, kind, group), False

    def _predicate(self, word: Word, pos: str, kind: str, group: schema.GroupEntry) -> Predicate:
        return Predicate(
            lemma=word.lemma,
            pos=pos,
            kind=kind,
            classes=tuple(group.classes),
            frame=self._frame(group.frame, pos),
            stance=group.stance,
            mode=group.mode,
            status=group.status,
            weak=group.weak or word.weak,
            near=word.near,
            beside=word.beside,
            objects=self.word_classes.get(word.object_class, frozenset()),
        )

    def _frame(self, name: str | None, pos: str) -> Frame:
        if (name, pos) not in self._frame_of:
            self._frame_of[name, pos] = Frame()
            if name and pos:
                entry = self.frames[name]
                slots: schema.SlotsEntry = getattr(entry, _FRAME_OF[pos])
                self._frame_of[name, pos] = Frame(tuple(slots.who), tuple(slots.whom), entry.joint)
        return self._frame_of[name, pos]
