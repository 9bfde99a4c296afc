"""Groups the gold event mentions of a corpus (ECB+ and its like, as JSON Lines), and writes a line a mention.

python bench/coreference.py SHARED/bench/coreference/ecbplus_dev.jsonl SYSTEM.jsonl
python SHARED/bench/score.py coreference SHARED/bench/coreference/ecbplus_dev.jsonl SYSTEM.jsonl --kinds ACT NEG

`--themes` answers in the coarser grain of NewsWCL50 (`newswcl50_dev.jsonl`, kinds EVENT, ACTION, MISC), where which
documents tell one story is given, as it is for actors.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

from dragoman.merging.event_mentions import EventDocument, EventMention
from dragoman.merging.event_pairs import event_groups
from dragoman.merging.event_vectors import shipped_encoder, with_vectors, word_likeness, word_vectors
from dragoman.merging.themes import themes

PIPELINE = "en_core_web_md"
KINDS = ("ACT", "NEG")


def main() -> None:
    """Reads the gold mentions without their clusters, groups them, writes the answer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("system", type=Path)
    parser.add_argument("--themes", action="store_true", help="one group a subject of a story, not one an event")
    options = parser.parse_args()
    gold = read(options.gold)
    began = time.monotonic()
    groups = themes_of(gold) if options.themes else events_of(gold)
    seconds = time.monotonic() - began
    with options.system.open("w", encoding="utf-8") as out:
        for number, group in enumerate(groups):
            out.writelines(json.dumps({"mention": id, "cluster": number}) + "\n" for id in group)
    print(f"{sum(map(len, groups))} mentions in {len(groups)} groups, {seconds:.1f} s")


def events_of(gold: list[dict[str, Any]]) -> list[list[str]]:
    """The mentions event by event, over all documents at once."""
    return event_groups(with_vectors(gold_documents(gold), shipped_encoder()), word_likeness(PIPELINE))


def themes_of(gold: list[dict[str, Any]]) -> list[list[str]]:
    """The mentions theme by theme, story by story."""
    encoder, similar, vector_of = shipped_encoder(), word_likeness(PIPELINE), word_vectors(PIPELINE)
    found = []
    for topic in sorted({document["topic"] for document in gold}):
        story = gold_documents([document for document in gold if document["topic"] == topic])
        corpus = with_vectors(story, encoder)
        found += themes(corpus, event_groups(corpus, similar), vector_of)
    return found


def read(path: Path) -> list[dict[str, Any]]:
    """The documents of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def gold_documents(gold: list[dict[str, Any]]) -> list[EventDocument]:
    """The documents with the event mentions in them; where they belong is left out."""
    return [
        EventDocument(
            document["doc_id"],
            {sentence["sent_id"]: sentence["tokens"] for sentence in document["sentences"]},
            tuple(_mention(document, mention) for mention in document["mentions"] if is_event(mention)),
        )
        for document in gold
    ]


def gold_clusters(gold: list[dict[str, Any]]) -> dict[str, str]:
    """The cluster of each event mention."""
    return {m["id"]: m["cluster"] for document in gold for m in document["mentions"] if is_event(m)}


def is_event(mention: dict[str, Any]) -> bool:
    """Whether a mention is of an event."""
    return bool(mention["kind"] == "event" if "kind" in mention else str(mention["type"]).startswith(KINDS))


def _mention(document: dict[str, Any], mention: dict[str, Any]) -> EventMention:
    words = next(s["tokens"] for s in document["sentences"] if s["sent_id"] == mention["sent_id"])
    places = tuple(mention["token_ids"])
    lemma = (mention.get("head_lemma") or words[places[0]]).lower()
    return EventMention(mention["id"], mention["sent_id"], places, lemma, mention.get("head_pos", ""))


if __name__ == "__main__":
    main()
