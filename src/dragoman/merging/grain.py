"""A coarser grain: each state with its organs as one actor, and its lesser persons together as another.

So count those who study states, and the NewsWCL50 corpus: a person is an actor of their own where most documents tell
them, else one of `persons of` their state.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from dragoman.merging.actors import Join, MergedActor, accept
from dragoman.merging.mentions import ORGAN, PERSON, STATE, THING

#: The fewest mentions of a person who stays an actor of their own.
FEWEST = 4


def by_state(actors: Sequence[MergedActor], allow: Callable[[Join], bool] = accept) -> list[MergedActor]:
    """The actors, those of one state brought together; the order is that of their first mentions.

    Whose state is not known counts with the state told most. `allow` is asked before every join.
    """
    documents = {mention.document for actor in actors for mention in actor.mentions}
    most_told = MergedActor([mention for actor in actors for mention in actor.mentions]).state
    whole: dict[str, MergedActor] = {}
    result = []
    for actor in actors:
        key = _group(actor, len(documents), most_told)
        into = whole.get(key) if key else None
        join = Join(into.mentions[0], actor.mentions[0], "state", f"state: {key}") if into else None
        if into is not None and join is not None and allow(join):
            into.mentions += actor.mentions
            into.joins += [*actor.joins, join]
            continue
        copy = MergedActor(list(actor.mentions), list(actor.joins))
        result.append(copy)
        if key:
            whole.setdefault(key, copy)
    return result


def _group(actor: MergedActor, documents: int, most_told: str) -> str:
    """What an actor counts with: a state and its organs, its persons; empty for who and what stays alone."""
    state = actor.state or most_told
    told_in = len({mention.document for mention in actor.mentions})
    if not state:
        return ""
    if actor.sort in (STATE, ORGAN):
        return f"{state} and its organs"
    if actor.sort == PERSON and not (2 * told_in > documents and len(actor.mentions) >= FEWEST):
        return f"persons of {state}"
    alone = actor.sort == THING and len(actor.mentions) == 1
    return f"{state} and its organs" if alone and actor.mentions[0].stated else ""
