"""Records for the tests of exports: plain, full, and hostile ones."""

from dragoman.record import Actor, Amount, Evidence, Record

PLAIN = Record("a", "meeting", "happened", Evidence(0, 11, "JPN met KOR"), (Actor("JPN"),), (Actor("KOR"),))
FULL = Record(
    doc="b",
    kind="aid",
    status="pledged",
    evidence=Evidence(4, 40, "pledged €1.5 billion, “at once”,\nto it"),
    who=(Actor("EU"), Actor("DEU", "Olaf Scholz")),
    whom=(Actor("UKR"),),
    what="pledges help, at once",
    when="/2022-12-31",
    where="Zürich",
    amount=Amount(1.5e9, "EUR"),
    stance=None,
    plover="AID",
    mode="economic",
    score=-2.5,
    said_by="EU/Ursula von der Leyen",
    confidence=0.25,
)
HOSTILE = Record(
    doc="=1+1",
    kind="statement",
    status="denied",
    evidence=Evidence(0, 20, '=HYPERLINK("x";"y")\r'),
    who=(Actor("?", '@SUM(A1)"'),),
    whom=(Actor("-1"),),
    what="\tcmd",
    where="+1",
    amount=Amount(-0.5, "-percent"),
    stance="reject",
    said_by="\r=1",
)
RECORDS = (PLAIN, FULL, HOSTILE)
