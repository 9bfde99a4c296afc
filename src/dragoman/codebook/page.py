"""The codebook as a page for people: `docs/codebook.md`, written by `python -m dragoman.codebook.page`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence

from dragoman.codebook.codebook import Codebook, load_codebook
from dragoman.codebook.entries import Coding, Predicate

_HEAD = """# The codebook

Generated from the files in `src/dragoman/codebook` by `python -m dragoman.codebook.page > docs/codebook.md`;
change those, not this page. A record is of one of fifteen kinds and has one of eight statuses; a statement also has one
of six stances. Each record gets its PLOVER code, where PLOVER has one.
"""


def codebook_page(codebook: Codebook) -> str:
    """The whole page in Markdown."""
    sections = (_HEAD, *_vocabulary(codebook), *_plover(codebook), *_lexicons(codebook))
    return "\n".join(section.rstrip() + "\n" for section in sections)


def _vocabulary(book: Codebook) -> Iterator[str]:
    yield "## Kinds\n\n" + _table(
        ("kind", "ledger", "what", "parties", "tells", "usual PLOVER roots"),
        (
            (
                f"`{k.name}`",
                k.ledger,
                k.description,
                "one set" if k.symmetric else "who, whom",
                "a standing state" if k.standing else "an event",
                ", ".join(k.plover) or "-",
            )
            for k in book.kinds.values()
        ),
    )
    yield "## Statuses\n\n" + _table(
        ("status", "manner", "what"), ((f"`{s.name}`", s.manner, s.description) for s in book.statuses.values())
    )
    yield "## Stances\n\n" + _table(
        ("stance", "PLOVER", "what"), ((f"`{s.name}`", s.plover or "-", s.description) for s in book.stances.values())
    )


def _plover(book: Codebook) -> Iterator[str]:
    yield (
        "## PLOVER\n\nScores run from -10 (conflict) to +10 (cooperation); "
        "that of the mode stands for that of the root.\n\n"
        + _table(
            ("root", "quad class", "score", "recipient", "what", "modes"),
            (
                (
                    r.name,
                    f"{book.quads[r.quad]} {r.quad}",
                    f"{r.score:g}",
                    "required" if r.recipient_required else "",
                    r.description,
                    ", ".join(f"{mode} {score:g}" for mode, score in r.modes.items()),
                )
                for r in book.roots.values()
            ),
        )
    )
    yield "### What was decided where PLOVER's texts differ or are silent\n\n" + "\n".join(
        f"- {question}. {answer.strip()}" for question, answer in book.decisions.items()
    )
    yield "### Kind and status to PLOVER\n\nWhat a record gets whose words say no more than its kind.\n\n" + _table(
        ("kind", *book.statuses), (_codes(book, kind, None) for kind in book.kinds if kind != "statement")
    )
    yield "### Statements\n\n" + _table(
        ("stance", *book.statuses), (_codes(book, "statement", stance) for stance in book.stances)
    )


def _codes(book: Codebook, kind: str, stance: str | None) -> tuple[str, ...]:
    return (f"`{stance or kind}`", *(_short(book.plover(kind, status, stance, ())) for status in book.statuses))


def _short(coding: Coding | None) -> str:
    return "-" if coding is None else f"{coding.root}/{coding.mode}" if coding.mode else coding.root


def _lexicons(book: Codebook) -> Iterator[str]:
    every = book.all_predicates()
    yield (
        f"## Words\n\n{len(every)} senses of {len({p.lemma for p in every})} lemmas. "
        "One of the words in round brackets must stand beside it; a word with a question mark proves little alone."
    )
    for kind in book.kinds.values():
        yield f"### {kind.label}\n\n" + _table(("class", "mode", "words"), _classes(kind.name, every))


def _classes(kind: str, every: Sequence[Predicate]) -> Iterator[tuple[str, str, str]]:
    groups: dict[tuple[tuple[str, ...], str], list[str]] = {}
    for p in every:
        if p.kind == kind:
            groups.setdefault((p.classes, p.mode or ""), []).append(f"{p}?" if p.weak else str(p))
    for (classes, mode), words in sorted(groups.items()):
        yield ", ".join(classes), mode, ", ".join(sorted(set(words)))


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


if __name__ == "__main__":
    sys.stdout.write(codebook_page(load_codebook()))
