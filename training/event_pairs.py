"""Learns the trees that judge whether two mentions tell one event, from ECB+ (its training part).

python training/event_pairs.py SHARED/bench/coreference/ecbplus_train.jsonl src/dragoman/merging/data/event_pairs.npz
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from dragoman.merging.boosted import Trees
from dragoman.merging.event_mentions import Corpus
from dragoman.merging.event_pairs import compared, surroundings
from dragoman.merging.event_vectors import shipped_encoder, with_vectors, word_likeness

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
from coreference import gold_clusters, gold_documents, read

PIPELINE = "en_core_web_md"
#: The first judgements that the second learns from are of topics that the first has not seen.
FOLDS = 3


def main() -> None:
    """Writes both judges' trees to one .npz file."""
    source, target = map(Path, sys.argv[1:])
    gold = read(source)
    corpus = with_vectors(gold_documents(gold), shipped_encoder())
    places, rows = compared(corpus, word_likeness(PIPELINE))
    same, topics = labels(corpus, places, gold)
    first, second = learned(corpus, places, rows, same, topics)
    np.savez_compressed(target, **first.arrays("first"), **second.arrays("second"))
    print(f"{len(places)} pairs, {int(same.sum())} of one event; {len(first.value) + len(second.value)} nodes")


def labels(corpus: Corpus, places: Any, gold: list[dict[str, Any]]) -> tuple[Any, Any]:
    """Whether each pair is of one event, and the topic of its first mention."""
    cluster = gold_clusters(gold)
    topic = {document["doc_id"]: document["topic"] for document in gold}
    ids = [told.mention.id for told in corpus.told]
    same = np.array([cluster[ids[a]] == cluster[ids[b]] for a, b in places])
    return same, np.array([topic[corpus.told[a].doc] for a, _ in places])


def learned(corpus: Corpus, places: Any, rows: Any, same: Any, topics: Any) -> tuple[Trees, Trees]:
    """The judge of pairs, and the judge of pairs among others."""
    names = sorted(set(topics))
    held = np.zeros(len(same))
    for fold in range(FOLDS):
        out = np.isin(topics, names[fold::FOLDS])
        held[out] = trees(fitted(rows[~out], same[~out])).scores(rows[out])
    second = np.hstack([rows, surroundings(corpus.told, places, held)])
    return trees(fitted(rows, same)), trees(fitted(second, same))


def fitted(rows: Any, same: Any) -> Any:
    """A classifier of pairs."""
    made = HistGradientBoostingClassifier(
        max_iter=120, learning_rate=0.08, max_leaf_nodes=15, min_samples_leaf=80, l2_regularization=1.0, random_state=0
    )
    return made.fit(rows, same)


def trees(model: Any) -> Trees:
    """The model's trees as plain arrays."""
    parts: dict[str, list[Any]] = {name: [] for name in ("feature", "threshold", "left", "right", "value")}
    roots, base = [], 0
    for (predictor,) in model._predictors:
        nodes = predictor.nodes
        own = np.arange(len(nodes)) + base
        leaf = nodes["is_leaf"].astype(bool)
        roots.append(base)
        parts["feature"].append(np.where(leaf, 0, nodes["feature_idx"]))
        parts["threshold"].append(np.where(leaf, np.inf, nodes["num_threshold"]))
        parts["left"].append(np.where(leaf, own, nodes["left"].astype(np.int64) + base))
        parts["right"].append(np.where(leaf, own, nodes["right"].astype(np.int64) + base))
        parts["value"].append(np.where(leaf, nodes["value"], 0.0))
        base += len(nodes)
    arrays = {name: np.concatenate(found) for name, found in parts.items()}
    return Trees(
        **arrays, roots=np.array(roots, np.int64), base=np.array(float(np.ravel(model._baseline_prediction)[0]))
    )


if __name__ == "__main__":
    main()
