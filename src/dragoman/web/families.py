"""How kinds and statuses look: a lane and a colour for each family of kinds, a shape for each manner of status."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Family:
    """Kinds that a reader looks for together: one lane on the timeline, one colour everywhere."""

    key: str
    label: str
    kinds: tuple[str, ...]


FAMILIES = (
    Family("ties", "Meetings and ties", ("meeting", "agreement", "cooperation", "aid", "membership")),
    Family("pressure", "Pressure and disputes", ("sanction", "dispute")),
    Family("force", "Force and incidents", ("force", "incident")),
    Family("policy", "Policy and office", ("policy", "office", "election")),
    Family("words", "Statements", ("statement",)),
    Family("views", "Views", ("opinion", "assessment")),
)
_BY_KIND = {kind: family.key for family in FAMILIES for kind in family.kinds}

#: What the statuses have in common for the eye: told as fact, meant, uncertain, not (any more) so.
_MANNERS = {
    "happened": "fact",
    "ongoing": "fact",
    "pledged": "meant",
    "planned": "meant",
    "proposed": "meant",
    "possible": "maybe",
    "denied": "not",
    "cancelled": "not",
}


def family_of(kind: str) -> str:
    """The key of the family to which `kind` belongs."""
    return _BY_KIND[kind]


def manner_of(status: str) -> str:
    """`fact`, `meant`, `maybe` or `not`: the shape in which `status` is drawn."""
    return _MANNERS[status]
