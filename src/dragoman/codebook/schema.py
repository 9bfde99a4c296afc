"""What the YAML files of the codebook must look like: pydantic models, used once at loading."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field


def _split(value: object) -> object:
    """The words of a list that the YAML writes as one line of words and commas, which reads ten times as fast."""
    return [word.strip() for word in value.split(",")] if isinstance(value, str) else value


Words = Annotated[list[Annotated[str, Field(min_length=1)]], BeforeValidator(_split)]


class Strict(BaseModel):
    """No key that is not known: a misspelt key must not be silently without effect."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class KindEntry(Strict):
    label: str
    ledger: str
    description: str
    symmetric: bool = False
    standing: bool = False
    plover: list[str] = []


class StatusEntry(Strict):
    label: str
    description: str
    manner: Literal["fact", "meant", "maybe", "not"]


class StanceEntry(Strict):
    label: str
    description: str
    plover: str | None = None


class RootEntry(Strict):
    quad: str
    score: float = Field(ge=-10, le=10)
    recipient_required: bool = False
    description: str
    modes: dict[str, float | None] = {}


class PloverFile(Strict):
    decisions: dict[str, str]
    quads: dict[str, int]
    roots: dict[str, RootEntry]


class RuleEntry(Strict):
    kind: list[str]
    #: Statuses or names of `status_sets`; all where it is left out.
    status: list[str] = []
    stance: list[str | None] = []
    classes: list[str] = Field(default=[], alias="class")
    #: A PLOVER root, or `none`.
    gives: str
    #: A mode of the root, or `predicate`: that of the words.
    mode: str | None = None
    #: The mode where `predicate` finds none.
    otherwise: str | None = None
    why: str = ""


class RulesFile(Strict):
    status_sets: dict[str, list[str]]
    rules: list[RuleEntry]


class SlotsEntry(Strict):
    who: list[str] = []
    whom: list[str] = []


class FrameEntry(Strict):
    description: str
    joint: bool = False
    verb: SlotsEntry = SlotsEntry()
    noun: SlotsEntry = SlotsEntry()
    adjective: SlotsEntry = SlotsEntry()


class GroupEntry(Strict):
    """Words of one kind that share their sense."""

    classes: list[str] = Field(alias="class", min_length=1)
    frame: str | None = None
    stance: str | None = None
    mode: str | None = None
    status: str | None = None
    weak: bool = False
    verbs: Words = []
    nouns: Words = []
    adjectives: Words = []
    #: Words that tell the class (`drone`) but are no predicates.
    marks: Words = []


class CuesFile(Strict):
    """Status -> part of speech -> words."""

    cues: dict[str, dict[Literal["verbs", "nouns", "adjectives", "adverbs", "modals", "prepositions"], Words]]
    light_verbs: Words
