"""Expressions of time in a text, what they mean, and the interval a record gives for them.

>>> [(e.value, e.interval) for e in find_dates("It will double spending by the end of 2027.", "2022-10-28")]
[('2027', '/2027-12-31')]
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dragoman.language import date_rules_calendar, date_rules_relative, date_rules_spans
from dragoman.language.date_grammar import Context, Draft, Match, beginnings, matches
from dragoman.language.date_intervals import interval_of, joined, relation_before
from dragoman.language.date_tokens import PAST_CUES, Tokens, code, tokenize
from dragoman.language.date_values import days_of, parse_day, place
from dragoman.language.time_expression import TimeExpression

#: Importing them registers their rules, in this order.
RULE_FILES = (date_rules_calendar, date_rules_relative, date_rules_spans)


def find_dates(text: str, reference: str | None) -> list[TimeExpression]:
    """The expressions of time in `text`, in order, read against the ISO day of publication (None where unknown).

    Bare weekdays, months and days take the direction that the words before them suggest; `resolve` places them anew.
    In a narrative (an essay on times long past) bare months and days go with the last date told instead.
    """
    day = parse_day(reference)
    tokens = tokenize(text)
    context = Context(day, narrative=_is_narrative(tokens, day))
    found: list[TimeExpression] = []
    spans: list[tuple[int, int]] = []
    begun = beginnings().search(tokens.codes)
    while begun:
        behind = begun.end()
        hit = _best(tokens, begun.start(), context)
        if hit:
            match, draft = hit
            expression = _expression(match, draft, context)
            found.append(expression)
            spans.append((match.start, match.end))
            context = _told(context, expression)
            behind = match.end
        begun = beginnings().search(tokens.codes, behind)
    return joined(found, spans, tokens, day)


def resolve(expression: TimeExpression, *, tense: str, reference: str | None) -> TimeExpression:
    """`expression` with its weekday, month, day or season placed beside `reference` by `tense`.

    `tense` is `past` (on or before the reference day), `present` (nearest) or `future` (on or after it). Only
    expressions with `ambiguous_direction` change.
    """
    day = parse_day(reference)
    if not expression.ambiguous_direction or day is None:
        return expression
    return _placed(expression, day, tense)


def _placed(expression: TimeExpression, day: date, tense: str) -> TimeExpression:
    value = place(expression.form, day, tense)
    until = value[:4] + expression.until[4:] if expression.until else ""
    moved = replace(expression, value=value, until=until)
    return replace(moved, interval=interval_of(moved, day))


def _best(tokens: Tokens, position: int, context: Context) -> tuple[Match, Draft] | None:
    """The longest rule at `position` that makes something of its words."""
    for rule, match in matches(tokens, position):
        draft = rule.build(match, context)
        if draft is not None:
            return match, draft
    return None


_DIRECTED = frozenset({"weekday", "month", "day", "season", "quarter"})


def _expression(match: Match, draft: Draft, context: Context) -> TimeExpression:
    tokens, reference = match.tokens, context.reference
    # `the May 12 deadline` is a limit as `by May 12` is.
    relation = "until" if tokens.word(match.end) == "deadline" else relation_before(tokens, match.start)
    directed = draft.anchor in _DIRECTED and "XXXX" in draft.value
    expression = TimeExpression(
        tokens.starts[match.start],
        tokens.ends[match.end - 1],
        draft.kind,
        draft.value,
        "",
        draft.anchor,
        directed,
        draft.value,
        relation,
        draft.modifier,
        draft.until,
    )
    if directed and context.narrative and context.told and draft.anchor in ("day", "month", "season"):
        return _narrated(expression, context)
    if directed and reference:
        return _placed(expression, reference, _tense(match, draft, relation, reference))
    if draft.interval is not None and not (draft.kind == "duration" and relation == "within"):
        return replace(expression, interval=draft.interval)
    return replace(expression, interval=interval_of(expression, context.base if relation == "within" else reference))


_STOPS = {code("BREAK")}
_FUTURE = code("FUTCUE")
_DOT = code("DOT")


def _tense(match: Match, draft: Draft, relation: str, reference: date) -> str:
    """The direction that the words before an expression suggest: `past` unless something points ahead."""
    if draft.anchor == "quarter":
        return "past"
    if relation == "until" and match.tokens.word(match.start - 1) in ("until", "till"):
        return "future"
    tense = _cue(match)
    if draft.anchor in ("day", "month"):
        ahead = days_of(place(draft.value, reference, "future").partition("T")[0])
        wait = (ahead[0] - reference).days if ahead else 0
        return "future" if wait <= _LONGEST_WAIT[tense] else "past"
    return tense


#: Days ahead up to which a day or month without a year is the coming one, with and without a word that points ahead
#: (best on timebank_train of 0-300 by 30).
_LONGEST_WAIT = {"future": 270, "past": 60}


def _cue(match: Match) -> str:
    """`future` or `past`, by the nearest word before the expression that tells either."""
    tokens, codes = match.tokens, match.tokens.codes
    for index in range(match.start - 1, max(-1, match.start - 16), -1):
        char = codes[index]
        if char in _STOPS or (char == _DOT and len(tokens.word(index - 1)) > 3):
            break
        if char == _FUTURE:
            return "future"
        word = tokens.word(index)
        if word in PAST_CUES or (word.endswith("ed") and tokens.word(index - 1) not in ("be", "to")):
            return "past"
        if (word == "as" and tokens.word(index - 1) in ("soon", "early")) or (
            word == "be" and tokens.word(index - 1) == "to"
        ):
            return "future"
    return "past"


def _told(context: Context, expression: TimeExpression) -> Context:
    """The context after an expression: its day is what `two weeks later` counts from."""
    if expression.kind not in ("date", "time"):
        return context
    span = days_of(expression.value.partition("T")[0])
    if span is None or expression.anchor == "told":
        return context
    quarter = (
        expression.value
        if "-Q" in expression.value and expression.anchor in ("quarter", "absolute")
        else context.quarter
    )
    return replace(context, told=span[0], precision=len(expression.value), quarter=quarter)


_YEAR, _NEWS = (
    code("YYYY"),
    {code(name) for name in ("WDAY", "TODAY", "YESTERDAY", "TOMORROW", "TONIGHT", "LAST", "RECENTLY")},
)


def _is_narrative(tokens: Tokens, reference: date | None) -> bool:
    """Whether the years told are mostly long gone and few words of news stand beside them: an essay in history."""
    if reference is None:
        return True
    years = (
        [int(tokens.word(i)) for i, char in enumerate(tokens.codes) if char == _YEAR]
        if tokens.codes.count(_YEAR) > 3
        else []
    )
    old = sum(1800 <= year < reference.year - 3 for year in years)
    new = sum(reference.year - 3 <= year <= reference.year + 30 for year in years)
    return old >= 4 and old > 3 * new + sum(tokens.codes.count(char) for char in _NEWS)


def _narrated(expression: TimeExpression, context: Context) -> TimeExpression:
    """A month or day without its year: in the year told last, or nearest to the day told last."""
    told = context.told
    if told is None:
        return expression
    if context.precision <= 4 or context.precision == 7:
        value = place(expression.form, date(told.year, 12, 31), "past")
    else:
        value = place(expression.form, told, "present")
    moved = replace(expression, value=value, until=expression.until.replace("XXXX", value[:4]))
    return replace(moved, interval=interval_of(moved, context.reference))


__all__ = ["RULE_FILES", "TimeExpression", "find_dates", "resolve"]
