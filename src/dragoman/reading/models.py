"""The learned parts as shipped: loaded once a process from `reading/models`, with the hash of their files."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman.errors import TableError
from dragoman.reading.linear import Linear
from dragoman.reading.network import Network
from dragoman.reading.packing import unpacked
from dragoman.reading.roles import RoleModel

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).parent / "models"
#: What records are read with; the folder's other files answer questions of their own.
FILES = (
    "anchors.npz",
    "encoder.onnx",
    "heads.npz",
    "role_layer.npz",
    "roles.npz",
    "settings.json",
    "tokenizer.json",
)
ROLES = ("actor", "date", "place", "amount")


@dataclass(frozen=True, slots=True)
class Models:
    """The anchor network, the role models, and what was chosen on held-out documents (`settings.json`)."""

    network: Network
    roles: RoleModel
    settings: Mapping[str, Any]
    hash: str


@cache
def load_models(folder: Path = FOLDER) -> Models:
    """The shipped models; raises TableError where a file is missing."""
    try:
        settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
        with np.load(folder / "anchors.npz") as arrays:
            network = Network(tuple(_member(arrays, i) for i in range(settings["members"])))
        with np.load(folder / "roles.npz") as arrays:
            linear = {role: Linear(_full(arrays, role), arrays[f"{role}_intercepts"]) for role in ROLES}
    except OSError as error:
        raise TableError(f"the models in {folder.name}/ are not complete ({error}): run `make train`") from error
    roles = RoleModel(**linear, thresholds=settings["roles"])
    return Models(network, roles, settings, _hash(folder))


def _member(arrays: Any, number: int) -> dict[str, Any]:
    prefix = f"{number}_"
    member = {name[len(prefix) :]: arrays[name] for name in arrays.files if name.startswith(prefix)}
    rows, values = member.pop("rows").astype(np.int64), unpacked(member.pop("values"), member.pop("scale"))
    table = np.zeros((int(member.pop("features")), values.shape[1]), np.float32)
    table[rows] = values
    return {name: array.astype(np.float32) for name, array in member.items()} | {"embedding": table}


def _full(arrays: Any, role: str) -> Any:
    """The table of weights from its rows that are not zero."""
    values = unpacked(arrays[f"{role}_values"], arrays[f"{role}_scale"])
    table = np.zeros((int(arrays[f"{role}_features"]), values.shape[1]), np.float32)
    table[arrays[f"{role}_rows"]] = values
    return table


def _hash(folder: Path) -> str:
    digest = hashlib.sha256()
    for name in FILES:
        path = folder / name
        if path.exists():
            digest.update(name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]
