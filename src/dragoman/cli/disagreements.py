"""`dragoman disagreements`: where documents tell one thing in ways that cannot all be true."""

from __future__ import annotations

from dragoman.cli.facts import AsOf
from dragoman.cli.options import About, As, DossierFile, Kind, words
from dragoman.cli.output import give


def disagreements(
    dossier: DossierFile,
    *,
    about: About = None,
    kind: Kind = None,
    as_of: AsOf = None,
    form: As = "text",
) -> None:
    """Other days, numbers, places, parties, or done against denied: the versions side by side, with their words."""
    import dragoman
    from dragoman.api.facts import disagreements as disagreements_of

    with dragoman.open(dossier) as opened:
        give(disagreements_of(opened, about=words(about), kind=words(kind), as_of=as_of), form)
