"""The learned parts: whole or not at all, and known by the hash of their files."""

import hashlib
import shutil
from pathlib import Path

import pytest

from dragoman.errors import TableError
from dragoman.reading.models import FOLDER, load_models
from dragoman.record import KINDS, STATUSES

#: What a hash is over, in the order of names.
HASHED = (
    "anchors.npz",
    "encoder.onnx",
    "heads.npz",
    "role_layer.npz",
    "roles.npz",
    "settings.json",
    "tokenizer.json",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The models with a small stand-in for the encoder, which is loaded elsewhere."""
    for name in ("anchors.npz", "roles.npz", "settings.json"):
        shutil.copy(FOLDER / name, tmp_path / name)
    (tmp_path / "encoder.onnx").write_bytes(b"small")
    return tmp_path


def test_all_files_are_there() -> None:
    assert set(HASHED) <= {path.name for path in FOLDER.iterdir()}


def test_the_hash_is_that_of_the_files_bytes() -> None:
    digest = hashlib.sha256()
    for name in HASHED:
        digest.update(name.encode() + b"\0" + (FOLDER / name).read_bytes())
    assert load_models().hash == digest.hexdigest()[:16]


def test_one_changed_byte_is_another_hash(folder: Path) -> None:
    before = load_models(folder).hash
    (folder / "encoder.onnx").write_bytes(b"smalL")
    load_models.cache_clear()
    assert load_models(folder).hash != before


def test_the_model_card_is_not_part_of_it(folder: Path) -> None:
    before = load_models(folder).hash
    (folder / "README.md").write_text("Other words.")
    load_models.cache_clear()
    assert load_models(folder).hash == before


@pytest.mark.parametrize("missing", ["anchors.npz", "roles.npz", "settings.json"])
def test_what_is_missing_is_told_with_the_remedy(folder: Path, missing: str) -> None:
    (folder / missing).unlink()
    with pytest.raises(TableError, match=rf"{missing}.*make train"):
        load_models(folder)


@pytest.mark.parametrize("mode", ["default", "fast"])
def test_every_kind_has_a_threshold(mode: str) -> None:
    thresholds = load_models().settings[mode]["thresholds"]
    assert set(thresholds) == set(KINDS)
    assert all(0 < t < 1 for t in thresholds.values())


def test_every_kind_leans_to_statuses() -> None:
    leanings = load_models().settings["leanings"]
    assert {kind: len(row) for kind, row in leanings.items()} == dict.fromkeys(KINDS, len(STATUSES))
