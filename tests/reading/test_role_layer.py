"""The role layer: what is offered for a record's roles is weighed together."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from dragoman.errors import TableError
from dragoman.language.parsed import ParsedPassage
from dragoman.reading.encoder import Encoded
from dragoman.reading.options import Option
from dragoman.reading.packing import packed
from dragoman.reading.reader import load_reader
from dragoman.reading.role_layer import ANSWERS, BITS, FAR, FILE, MOST_WORDS, SORTS, RoleLayer, lines
from dragoman.reading.slots import Anchor
from dragoman.record import KINDS, STATUSES, Actor

from .given import SIGNED, document, parsed, words_only

SIZE, WIDTH = 12, 8
ANCHOR = Anchor(0, 1, "agreement", "happened", None)
JAPAN = Option(Actor("JPN"), [3, 5], tokens=(0,))
POLAND = Option(Actor("POL"), [4, 5, 9], tokens=(5,))
GERMANY = Option(Actor("DEU"), [5], before=(0, 6))
ISSUER = Option(Actor("USA"), [8])
TODAY = Option("2022-06-29", [7])
MADRID = Option("Madrid", [11, 12])
OFFERED = ([JAPAN, POLAND, GERMANY, ISSUER], [TODAY], [MADRID])


def seen(passage: ParsedPassage, *, but: tuple[int, ...] = ()) -> Encoded:
    """What an encoder would see of a passage: numbers of no meaning."""
    tokens = [t for t in range(len(passage.words)) if t not in but]
    words = np.random.default_rng(1).normal(size=(len(tokens), SIZE)).astype(np.float32)
    nothing = np.zeros(0, np.int64)
    return Encoded({(0, t): row for row, t in enumerate(tokens)}, words, words, words, nothing)


PASSAGE = parsed(SIGNED)
SEEN = seen(PASSAGE)


@pytest.fixture(scope="module")
def layer(tmp_path_factory: pytest.TempPathFactory) -> RoleLayer:
    """A layer that has learned nothing."""
    rng = np.random.default_rng(0)
    shapes = {"words": (SIZE, WIDTH), "shown": (4, WIDTH), "up": (WIDTH, 16), "down": (16, WIDTH)}
    shapes |= dict.fromkeys(("query", "key", "value", "mix"), (WIDTH, WIDTH))
    shapes |= {"hidden": (3 * WIDTH, 6), "out": (6, ANSWERS[-1].stop)}
    tables = {"sort": SORTS, "distance": 2 * FAR + 2, "kind": len(KINDS), "status": len(STATUSES)}
    matrices = {name: rng.normal(size=(rows, WIDTH)) for name, rows in tables.items()}
    matrices["features"] = rng.normal(size=(1 << BITS, 4))
    matrices |= {f"{name}_weight": rng.normal(size=shape) for name, shape in shapes.items()}
    arrays = {f"{name}_bias": rng.normal(size=shape[1]) for name, shape in shapes.items()} | {
        "mark": rng.normal(size=WIDTH)
    }
    for norm in ("norm_in", "norm_attention", "norm_inner", "norm_out"):
        arrays |= {f"{norm}_weight": np.ones(WIDTH), f"{norm}_bias": np.zeros(WIDTH)}
    for name, matrix in matrices.items():
        arrays[name], arrays[f"{name}_scale"] = packed(0.3 * matrix)
    folder = tmp_path_factory.mktemp("models")
    np.savez(folder / FILE, **arrays)
    return RoleLayer(folder)


def test_every_option_gets_probabilities(layer: RoleLayer) -> None:
    found = layer.judge(PASSAGE, ANCHOR, SEEN, OFFERED)
    assert found is not None
    assert [part.shape for part in found] == [(4, 3), (1, 2), (1, 2)]
    assert np.concatenate([part.sum(1) for part in found]).tolist() == pytest.approx([1.0] * 6)


def test_the_order_of_options_changes_nothing(layer: RoleLayer) -> None:
    told, turned = (
        layer.judge(PASSAGE, ANCHOR, SEEN, (actors, *OFFERED[1:])) for actors in (OFFERED[0], OFFERED[0][::-1])
    )
    assert told is not None
    assert turned is not None
    assert np.allclose(told[0], turned[0][::-1], atol=1e-6)
    assert np.allclose(told[1], turned[1], atol=1e-6)


def test_what_else_is_offered_counts(layer: RoleLayer) -> None:
    both, alone = (layer.judge(PASSAGE, ANCHOR, SEEN, (actors, [], [])) for actors in ([JAPAN, POLAND], [JAPAN]))
    assert both is not None
    assert alone is not None
    assert not np.allclose(both[0][0], alone[0][0], atol=1e-4)


def test_without_options_there_is_nothing_to_judge(layer: RoleLayer) -> None:
    found = layer.judge(PASSAGE, ANCHOR, SEEN, ([], [], []))
    assert found is not None
    assert [len(part) for part in found] == [0, 0, 0]


def test_of_a_predicate_that_the_encoder_has_not_seen_it_says_nothing(layer: RoleLayer) -> None:
    assert layer.judge(PASSAGE, ANCHOR, seen(PASSAGE, but=(1,)), OFFERED) is None


def test_lines_are_the_words_and_behind_them_the_options() -> None:
    found = lines(PASSAGE, ANCHOR, SEEN, OFFERED)
    assert found is not None
    assert (found.words, found.anchor, found.counts) == (7, 1, (4, 1, 1))
    assert found.rows[7:] == [[0], [5], [6], [], [], []]


def test_it_is_told_where_an_option_stands() -> None:
    found = lines(PASSAGE, ANCHOR, SEEN, OFFERED)
    assert found is not None
    assert found.sorts.tolist() == [0] * 7 + [1, 1, 2, 3, 6, 9]
    assert (found.distances - FAR).tolist()[7:9] == [-1, 4]
    assert found.distances[9:].tolist() == [2 * FAR + 1] * 4


def test_an_option_is_the_mean_of_its_words() -> None:
    found = lines(PASSAGE, ANCHOR, SEEN, ([replace(JAPAN, tokens=(0, 5))], [], []))
    assert found is not None
    assert np.allclose(found.vectors(SEEN.words)[7], (SEEN.words[0] + SEEN.words[5]) / 2)


def test_of_an_option_behind_the_end_of_what_is_seen_only_its_features_count() -> None:
    found = lines(PASSAGE, ANCHOR, seen(PASSAGE, but=(5,)), ([POLAND], [], []))
    assert found is not None
    assert (found.rows[-1], found.sorts[-1]) == ([], 3)


@pytest.mark.parametrize(("token", "first"), [(0, 0), (100, 68), (199, 136)])
def test_of_a_sentence_without_end_the_words_nearest_to_the_predicate_are_seen(token: int, first: int) -> None:
    passage = words_only("treaty " * 200)
    found = lines(passage, replace(ANCHOR, token=token), seen(passage), ([], [], []))
    assert found is not None
    assert [row for (row,) in found.rows] == list(range(first, first + MOST_WORDS))
    assert found.rows[found.anchor] == [token]


def test_without_its_file_the_remedy_is_told(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=rf"{FILE}.*make train"):
        RoleLayer(tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize(("share", "mode"), [(0.0, "fast"), (1.0, "default")], ids=["regression alone", "layer alone"])
def test_either_judge_tells_who_did_what_to_whom(share: float, mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = load_reader()
    # The thresholds of `--fast` are those that were chosen for the regression alone.
    chosen = reader.models.settings[mode]["roles"]
    alone = chosen | dict.fromkeys(("here_share", "before_share"), share)
    monkeypatch.setattr(reader, "roles", replace(reader.roles, thresholds=alone))
    told = reader.read(document("Poland imposed sanctions on Belarus. France sent ten tanks to Ukraine."))
    found = {(r.kind, tuple(map(str, r.who)), tuple(map(str, r.whom))) for r in told}
    assert {("sanction", ("POL",), ("BLR",)), ("aid", ("FRA",), ("UKR",))} <= found
