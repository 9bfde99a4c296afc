"""Literal records for the tests of analysis and web."""

from typing import Any

from dragoman.record import Actor, Document, Evidence, Record

MADRID = (
    "Leaders meet in Madrid\n"
    "On 29 June Japan's prime minister joined the NATO summit in Madrid. "
    "Japan will double its defence budget by 2027 and may send observers.\n"
    "Subscribe to our newsletter"
)
TOKYO = "Tokyo imposed sanctions on Russian banks on 1 March 2022. Moscow called the step hostile."

DOCUMENTS = (
    Document("madrid", MADRID, "Japan at the summit", "The Observer of Fiction", "2022-07-05", "manifest"),
    Document("tokyo", TOKYO, "Tokyo acts", "", "2022-03-02", "estimated"),
)
TEXTS = {document.id: document.text for document in DOCUMENTS}


def told(doc: str, quote: str, kind: str, status: str = "happened", **more: Any) -> Record:
    """A record of `doc` with the evidence `quote`; `who` and `whom` are given as texts."""
    text = TEXTS.get(doc, quote)
    start = text.index(quote)
    who = tuple(map(Actor.parse, more.pop("who", ())))
    whom = tuple(map(Actor.parse, more.pop("whom", ())))
    return Record(doc, kind, status, Evidence.of(text, start, start + len(quote)), who, whom, **more)


SUMMIT = told(
    "madrid",
    "On 29 June Japan's prime minister joined the NATO summit in Madrid",
    "meeting",
    who=["JPN/Fumio Kishida"],
    whom=["NATO"],
    what="attends the NATO summit",
    when="2022-06-29",
    where="Madrid",
    confidence=0.93,
)
BUDGET = told(
    "madrid",
    "Japan will double its defence budget by 2027",
    "policy",
    "pledged",
    who=["JPN"],
    what="doubles the defence budget",
    when="/2027",
)
OBSERVERS = told(
    "madrid",
    "Japan will double its defence budget by 2027 and may send observers",
    "cooperation",
    "possible",
    who=["JPN", "NATO"],
)
SANCTIONS = told(
    "tokyo",
    "Tokyo imposed sanctions on Russian banks",
    "sanction",
    who=["JPN"],
    whom=["RUS"],
    what="sanctions on banks",
    when="2022-03-01",
)
HOSTILE_STEP = told(
    "tokyo",
    "Moscow called the step hostile",
    "statement",
    who=["RUS"],
    whom=["JPN"],
    what="calls the sanctions hostile",
    stance="accuse",
)
RECORDS = (SUMMIT, BUDGET, OBSERVERS, SANCTIONS, HOSTILE_STEP)
