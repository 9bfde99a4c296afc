"""`dragoman.toml`: the few settings of a dossier; overruled by the environment, and that by what a call says.

    pipeline = "en_core_web_md"   # any installed spaCy pipeline
    fast = false                  # the quicker, coarser reading
    processes = 1                 # how many processes read
    min_confidence = 0.0          # records less sure than this are not shown; they are kept
    world = ["our-names"]         # folders of tables that add to the world, beside this file

The user's own world (`DRAGOMAN_WORLD`) is not a setting of a dossier: it is there for all.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dragoman.errors import UsageError

FILE_NAME = "dragoman.toml"
#: `DRAGOMAN_PROCESSES=4` sets `processes`.
PREFIX = "DRAGOMAN_"


class Settings(BaseModel):
    """The settings in force."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pipeline: str = Field("en_core_web_md", min_length=1)
    fast: bool = False
    processes: int = Field(1, ge=1, le=1024)
    min_confidence: float = Field(0.0, ge=0.0, le=1.0)
    world: tuple[Path, ...] = ()

    @property
    def reading(self) -> dict[str, Any]:
        """What decides which records are read, as plain values; settings left at their defaults are not named."""
        chosen = self.model_dump(include={"pipeline", "fast"}, exclude_defaults=True)
        if self.world:
            chosen["world"] = tuple(map(str, self.world))
        return dict(sorted(chosen.items()))

    @property
    def hash(self) -> str:
        """Sixteen hex digits of `reading`: noted with every run."""
        return hashlib.sha256(json.dumps(self.reading, sort_keys=True).encode()).hexdigest()[:16]


def load_settings(
    dossier: str | os.PathLike[str] | None = None,
    *,
    environ: Mapping[str, str] | None = None,
    **options: Any,
) -> Settings:
    """The settings for a dossier: the file's (see `find`), overruled by the environment, overruled by `options`.

    An option that is None is not said. Raises UsageError, which names file and key, for what is wrong in any of them.
    """
    file = find(dossier)
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for key, value in (_of_file(file) if file else {}).items():
        values[key], origins[key] = value, f"{file}: {key}"
    for key, value in _of_environment(os.environ if environ is None else environ).items():
        values[key], origins[key] = value, f"{PREFIX}{key.upper()}"
    for key, value in options.items():
        if value is not None:
            values[key], origins[key] = value, key
    try:
        return Settings(**values)
    except ValidationError as error:
        raise UsageError(_told(error, origins)) from error


def find(dossier: str | os.PathLike[str] | None = None) -> Path | None:
    """The `dragoman.toml` beside the dossier, or else in the current folder; None where there is none."""
    folders = ([Path(dossier).parent] if dossier is not None else []) + [Path()]
    return next((folder / FILE_NAME for folder in folders if (folder / FILE_NAME).is_file()), None)


def _of_file(file: Path) -> dict[str, Any]:
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{file}: it cannot be read as TOML: {error}") from error
    if isinstance(folders := values.get("world"), list):
        values["world"] = [_absolute(file.parent, folder) for folder in folders]
    return values


def _of_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    """The settings that the environment makes; other variables of that prefix are not ours to judge."""
    names = {key: PREFIX + key.upper() for key in Settings.model_fields if key != "world"}
    return {key: environ[name] for key, name in names.items() if name in environ}


def _absolute(base: Path, folder: Any) -> Any:
    """The folder as every process finds it, wherever it runs; what is no text is left for the check to refuse."""
    return (base / folder).resolve() if isinstance(folder, str) else folder


def _told(error: ValidationError, origins: Mapping[str, str]) -> str:
    """The first thing that is wrong, as `dragoman.toml: processes: ...`."""
    first = error.errors()[0]
    key = str(first["loc"][0]) if first["loc"] else ""
    if first["type"] == "extra_forbidden":
        near = difflib.get_close_matches(key, Settings.model_fields, 1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(Settings.model_fields)}"
        return f"{origins.get(key, key)}: there is no such setting; {hint}"
    message = (first["msg"][:1].lower() + first["msg"][1:]).removesuffix(" for <class 'pathlib.Path'>")
    return f"{origins.get(key, key)}: {message}, not {first['input']!r}"
