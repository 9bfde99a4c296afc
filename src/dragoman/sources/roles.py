"""What each passage is: content, headline, caption, pull quote, dateline, byline or boilerplate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile, zip_longest

from dragoman.record import Passage
from dragoman.sources.clean import folded
from dragoman.sources.patterns import Patterns, patterns, word_list
from dragoman.sources.repeats import repeated

_STOPS = re.compile(r"""(?:[.!?;:…]|\.\.\.)[\s"'”’»)\]*]*\Z""")
_LETTERS = re.compile(r"[^\W\d_]")
_INITIALS_END = re.compile(r"\b[A-Z]\.\Z")
_BULLET = re.compile(r"\A(?:[•·▪◦‣*–—-]|\(?\d{1,2}[.)]|\([a-z]\))\s")
#: A literal backslash and n, left behind by careless exports at the ends of lines.
_ESCAPED_END = re.compile(r"(?:\s*\\[nrt])+\Z")
_MENU_BREAK = re.compile(r"\s+[|•·/>»]\s+")
#: Author notes stand among so many last passages.
_TAIL = 7
#: Names of speakers, with their affiliation in brackets, end within so many characters.
_SPEAKER_REACH = 160
#: Passages of so many characters are prose, whatever comes before or after them.
_PROSE = 120
#: Longer lines without a final stop are broken-off prose rather than titles; long titles have about 160 characters.
_LONGEST_TITLE, _LONGEST_HEADING = 250, 110


@dataclass(slots=True)
class _Draft:
    """One passage on its way to a role."""

    start: int
    end: int
    line: str
    hint: str = ""
    role: str = field(default="")

    @property
    def has_stop(self) -> bool:
        return bool(_STOPS.search(self.line))

    @property
    def words(self) -> int:
        return self.line.count(" ") + 1

    @property
    def is_prose(self) -> bool:
        return len(self.line) >= _PROSE or (self.has_stop and self.words >= 12)


def assign_roles(
    text: str, spans: Sequence[tuple[int, int]], hints: Sequence[str] = (), title: str = ""
) -> tuple[Passage, ...]:
    """The passages at `spans` of `text` with their roles; `hints` are the roles that markup told, one for each span."""
    hints = hints or [""] * len(spans)
    drafts = [_Draft(start, end, _line(text[start:end]), hint) for (start, end), hint in zip(spans, hints, strict=True)]
    look = patterns()
    _mark_plain_cases(drafts, look)
    _mark_tail(drafts, look)
    _mark_head(drafts, look, _line(title))
    _mark_headings(drafts, look)
    for index in repeated([draft.line if _may_repeat(draft, look) else "" for draft in drafts]):
        drafts[index].role = "pullquote"
    return tuple(Passage(draft.start, draft.end, draft.role or "content") for draft in drafts)


def _line(text: str) -> str:
    line = folded(text).replace("’", "'")
    return line[:-60] + _ESCAPED_END.sub("", line[-60:]) if line.endswith(("\\n", "\\r", "\\t")) else line


def _mark_plain_cases(drafts: Sequence[_Draft], look: Patterns) -> None:
    """Roles that a line shows by itself or that its markup told."""
    for draft in drafts:
        if look.speaker.match(draft.line[:_SPEAKER_REACH]):
            draft.role = "content"
        elif draft.hint in ("boilerplate", "caption", "pullquote") or not _LETTERS.search(draft.line):
            draft.role = draft.hint or "boilerplate"
        elif look.boilerplate.matches(draft.line) or _is_menu(draft.line, look):
            draft.role = "boilerplate"
        elif look.captions.matches(draft.line):
            draft.role = "caption"
        elif draft.hint in ("byline", "dateline") and not draft.is_prose:
            draft.role = draft.hint
        elif draft.hint == "headline" and len(draft.line) <= _LONGEST_TITLE:
            draft.role = "headline"


def _is_menu(line: str, look: Patterns) -> bool:
    """Whether a line is a row of links: `Home | Asia | Subscribe | Log in`."""
    parts = _MENU_BREAK.split(line) if len(line) <= 200 else []
    return (
        len(parts) >= 3
        and all(len(part) <= 25 for part in parts)
        and sum(look.boilerplate.matches(part) for part in parts) >= 2
    )


def _mark_tail(drafts: Sequence[_Draft], look: Patterns) -> None:
    """Related links, author notes and slogans, from the last prose of the text on."""
    section = told = False
    for draft in drafts:
        told = told or draft.role == "content" or (draft.is_prose and not draft.role)
        if not told:  # `Connect with us` above the title is a menu, and the title no part of it
            continue
        if draft.role != "content" and look.tail_sections.matches(draft.line):
            section, draft.role = True, "boilerplate"
        elif section and (draft.is_prose or draft.role == "content"):
            section = False
        elif section and not draft.role:
            draft.role = "boilerplate"
    last = [draft for draft in drafts if draft.role != "boilerplate"][1:][-_TAIL:]
    for draft in last:
        if not draft.role and look.author_notes.matches(draft.line):
            draft.role = "byline" if ":" in draft.line[:10] else "boilerplate"
    if len(drafts) > 3 and not drafts[-1].role and _is_slogan(drafts[-1]):
        drafts[-1].role = "boilerplate"


def _is_slogan(draft: _Draft) -> bool:
    """Whether a last line without stop, number or proper name advertises the site."""
    words = draft.line.split()
    named = any(w[:1].isupper() and w.lower().strip(",'") not in word_list("function_words") for w in words[1:])
    return not draft.has_stop and not named and len(words) >= 8 and not re.search(r"\d|^[a-z]|[-–—:]\Z", draft.line)


def _mark_head(drafts: Sequence[_Draft], look: Patterns, title: str) -> None:
    """Title, standfirst, byline, dateline and venue: the lines before the first prose."""
    body = next((i for i, draft in enumerate(drafts) if _opens_body(draft, look)), len(drafts))
    wanted = re.sub(r"\W+", "", title).lower()
    titled = False
    before = ""
    for draft in drafts[: body + 1]:
        is_title = bool(wanted) and re.sub(r"\W+", "", draft.line).lower() == wanted
        if is_title and draft.role in ("", "headline", "content"):
            draft.role = "headline"
        elif not draft.role and draft is not (drafts[body] if body < len(drafts) else None):
            draft.role = _head_role(draft, look, titled, before)
        titled = titled or draft.role == "headline"
        before = draft.role if draft.role != "boilerplate" else before


def _opens_body(draft: _Draft, look: Patterns) -> bool:
    if draft.role == "content":
        return True
    if draft.role or look.bylines.matches(draft.line) or look.datelines.matches(draft.line):
        return False
    # A title may be long, but it has no final stop; a standfirst with one is prose already.
    return (draft.is_prose and draft.has_stop) or len(draft.line) > _LONGEST_TITLE


def _head_role(draft: _Draft, look: Patterns, titled: bool, before: str) -> str:
    line = draft.line
    if look.datelines.matches(line):
        return "dateline"
    if look.bylines.matches(line) or (titled and _names_office_holder(line, look)):
        return "byline"
    short = len(line) <= 70 and (not draft.has_stop or bool(_INITIALS_END.search(line)))
    # The first line is the title even where nothing else tells so; a place or venue comes below it.
    if titled and short and before in ("byline", "dateline") and look.place.match(line):
        return "dateline"
    if not titled and not draft.has_stop and len(line) <= _LONGEST_TITLE:
        return "headline"
    return "headline" if not draft.has_stop and len(line) <= _LONGEST_HEADING and not _BULLET.match(line) else ""


def _names_office_holder(line: str, look: Patterns) -> bool:
    """Whether a line has the form `Jane Doe, Secretary of State`: names and an office, no verb."""
    name, _, office = line.partition(",")
    return (
        len(line) <= look.bylines.longest
        and bool(office)
        and bool(look.offices.search(office))
        and all(
            w[:1].isupper()
            or not w[:1].isalpha()
            or w in ("of", "and", "the", "for", "to", "de", "bin", "al", "on", "in")
            for w in line.split()
        )
        and 2 <= len(name.split()) <= 7
    )


def title_of(text: str, passages: Sequence[Passage]) -> str:
    """The title that a text shows above its first content: its first headline that is no masthead, if any."""
    head = takewhile(lambda passage: passage.role != "content", passages[:12])
    shown = [" ".join(text[p.start : p.end].split()) for p in head if p.role == "headline"]
    if not shown:
        return ""
    # Letterheads and mastheads are short or in capitals, and the title stands below them.
    is_masthead = shown[0].isupper() or shown[0].count(" ") < 3
    below = next((line for line in shown[1:] if line.count(" ") >= 3), "") if is_masthead else ""
    return below or shown[0]


def _mark_headings(drafts: Sequence[_Draft], look: Patterns) -> None:
    """Headings between paragraphs; and datelines and bylines that stand alone below the head."""
    for draft, after in zip_longest(drafts, drafts[1:]):
        if draft.role:
            continue
        alone = len(draft.line) <= look.datelines.longest and not draft.is_prose
        if alone and (look.datelines.matches(draft.line) and re.search(r"\d{4}", draft.line)):
            draft.role = "dateline"
        elif after is not None and after.role in ("", "content") and after.is_prose and _is_heading(draft):
            draft.role = "headline"


def _is_heading(draft: _Draft) -> bool:
    return (
        len(draft.line) <= _LONGEST_HEADING
        and draft.words <= 16
        and not _STOPS.search(draft.line.rstrip("?"))
        and not _BULLET.match(draft.line)
        and " | " not in draft.line
        and draft.line[:1] not in "“\"'‘([–—-"
        and not draft.line[:1].islower()
    )


def _may_repeat(draft: _Draft, look: Patterns) -> bool:
    return draft.role in ("", "caption", "pullquote") or (
        draft.role == "content" and not look.speaker.match(draft.line[:_SPEAKER_REACH])
    )
