"""The reader: a document in, its records out."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from dragoman import __version__
from dragoman.codebook.codebook import load_codebook
from dragoman.language.annotate import AnnotatedText, annotate_parsed
from dragoman.language.parser import DEFAULT_PIPELINE, load_pipeline, parse
from dragoman.reading.candidates import candidates, clause
from dragoman.reading.compose import compose
from dragoman.reading.confidence import Scale
from dragoman.reading.decode import Place, choose
from dragoman.reading.dense import dense_features
from dragoman.reading.encoder import Encoded, Encoder
from dragoman.reading.features import PassageFeatures
from dragoman.reading.lexicon import looked_up
from dragoman.reading.models import FOLDER, load_models
from dragoman.reading.network import Judgement
from dragoman.reading.role_layer import RoleLayer
from dragoman.record import KINDS
from dragoman.world.world import load_world

if TYPE_CHECKING:
    from dragoman.record import Document, Record


class Reader:
    """Reads documents with one configuration. The same document gives the same records, whatever else is read."""

    def __init__(
        self,
        *,
        fast: bool = False,
        pipeline: str = DEFAULT_PIPELINE,
        min_confidence: float = 0.0,
        world: Sequence[str] = (),
    ) -> None:
        self.world = load_world(tuple(map(Path, world)))
        self.codebook = load_codebook()
        self.models = load_models()
        self.pipeline = pipeline
        self.min_confidence = min_confidence
        self.encoder = None if fast else _load_encoder()
        self.role_layer = None if fast else _load_role_layer()
        self._settings = self.models.settings["fast" if fast else "default"]
        self._scale = Scale(**self._settings["confidence"])
        self._thresholds = np.array([self._settings["thresholds"][kind] for kind in KINDS], np.float32)
        self.roles = replace(self.models.roles, thresholds=self._settings["roles"])
        self.provenance = {"codebook": self.codebook.hash, "world": self.world.hash, "models": self.models.hash}
        self.fingerprint = _digest(
            __version__, pipeline, _version_of(pipeline), fast, min_confidence, *self.provenance.values(), _code_hash()
        )

    def read(self, document: Document) -> list[Record]:
        """The records of a document in the order of its text."""
        passages = parse(document, self.pipeline)
        text = annotate_parsed(document, passages, self.world)
        encoded = self.encoder.encode(passages) if self.encoder else None
        places = self._places(text)
        if not places:
            return []
        judged = self._judge(text, places, encoded)
        places = self._looked_up(text, places, judged)
        confidences = self._scale.confidences(judged.kinds, places)
        chosen = choose(places, judged, confidences, self._settings["thresholds"], self.models.settings["leanings"])
        roles = self.roles.fill(text, [choice.anchor for choice in chosen], self.world, self.role_layer, encoded)
        records = [compose(text, *each, self.codebook) for each in zip(chosen, roles, strict=True)]
        return [record for record in records if record.confidence >= self.min_confidence]

    def _places(self, text: AnnotatedText) -> list[Place]:
        places = []
        for number, here in enumerate(text.passages):
            for token in candidates(here.parsed):
                first, behind = clause(here.parsed, token)
                start, end = here.parsed.starts[first], here.parsed.ends[behind - 1]
                places.append(Place(number, token, start, end, (first, behind)))
        return places

    def _looked_up(self, text: AnnotatedText, places: list[Place], judged: Judgement) -> list[Place]:
        """The places, looked up where one is likely enough of some kind for that to matter."""
        likely = (self._scale.at_most(judged.kinds, places) >= self._thresholds).any(axis=1)
        return [
            looked_up(text.passages[place.passage].parsed, place, self.codebook) if matters else place
            for place, matters in zip(places, likely, strict=True)
        ]

    def _judge(self, text: AnnotatedText, places: list[Place], encoded: Encoded | None) -> Judgement:
        """The encoder's judgement and the network's, mixed by the share that was chosen on held-out documents."""
        share = self._settings["network_share"]
        parts = []
        if share > 0:
            parts.append((share, self._network_judgement(text, places)))
        if encoded is not None and self.encoder:
            clauses = [place.clause for place in places]
            parts.append((1 - share, self.encoder.judge(encoded, [(p.passage, p.token) for p in places], clauses)))
        return Judgement(
            sum(w * j.kinds for w, j in parts),
            sum(w * j.statuses for w, j in parts),
            sum(w * j.stances for w, j in parts),
        )

    def _network_judgement(self, text: AnnotatedText, places: list[Place]) -> Judgement:
        features, dense = [], []
        for number, found in groupby(places, key=lambda place: place.passage):
            here, tokens = text.passages[number], [place.token for place in found]
            shown = PassageFeatures(here, self.codebook, of_passages=len(text.passages))
            features += [shown.numbers(token) for token in tokens]
            dense.append(dense_features(here.parsed, tokens))
        return self.models.network.judge(features, np.concatenate(dense))


@cache
def load_reader(
    *, fast: bool = False, pipeline: str = DEFAULT_PIPELINE, min_confidence: float = 0.0, world: tuple[str, ...] = ()
) -> Reader:
    """The reader of a configuration, loaded once a process."""
    return Reader(fast=fast, pipeline=pipeline, min_confidence=min_confidence, world=world)


@cache
def _load_encoder() -> Encoder:
    return Encoder(FOLDER)


@cache
def _load_role_layer() -> RoleLayer:
    return RoleLayer(FOLDER)


def _version_of(pipeline: str) -> str:
    meta = load_pipeline(pipeline).meta
    return f"{meta.get('name')} {meta.get('version')}"


@cache
def _code_hash() -> str:
    """Of the code that decides what is read: a change of it is a reason to read again."""
    digest = hashlib.sha256()
    package = Path(__file__).parent.parent
    for path in sorted(
        [package / "record.py", *(package / "language").rglob("*"), *(package / "reading").glob("*.py")]
    ):
        if path.suffix in (".py", ".yaml"):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _digest(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]
