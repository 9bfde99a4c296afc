"""Reading the YAML files of a codebook: their bytes, their hash, and their content checked against its model."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from dragoman.errors import TableError


def yaml_files(folder: Path) -> dict[str, bytes]:
    """The bytes of all YAML files under `folder` by their relative name, in the order of names."""
    paths = sorted(folder.glob("*.yaml")) + sorted(folder.glob("predicates/*.yaml"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def hash_of(files: dict[str, bytes]) -> str:
    """Sixteen hex digits over names and bytes."""
    digest = hashlib.sha256()
    for name, content in files.items():
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:16]


def parse(files: dict[str, bytes], name: str, model: Any) -> Any:
    """The content of file `name` as `model`; raises TableError with file, key and reason where it is not one."""
    if name not in files:
        raise TableError(f"{name} is missing from the codebook")
    try:
        content = yaml.load(files[name], Loader=_loader())
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" line {mark.line + 1}" if mark else ""
        raise TableError(f"{name}{line}: not YAML: {getattr(error, 'problem', error)}") from error
    try:
        return _adapter(model).validate_python(content)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(map(str, first["loc"])) or "the whole file"
        raise TableError(f"{name}: {key}: {first['msg']} (found {str(first['input'])[:60]!r})") from error


@cache
def _adapter(model: Any) -> TypeAdapter[Any]:
    return TypeAdapter(model)


def _loader() -> Any:
    """The C loader, ten times as fast; the Python one where PyYAML was built without it."""
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)
