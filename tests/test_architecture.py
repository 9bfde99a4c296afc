"""The shape of the package: who may import whom, how long a file may be, what must be documented."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "dragoman"
FILES = sorted(PACKAGE.rglob("*.py"))
#: The way of the data: each imports only from those before it.
ORDER = (
    *("errors", "record", "codebook", "world", "config"),
    *(
        "sources",
        "language",
        "reading",
        "engines",
        "dossier",
        "merging",
        "analysis",
        "export",
        "web",
        "api",
        "world_cli",
        "cli",
    ),
)
#: What everybody may import, and what these may import themselves.
COMMON: dict[str, set[str]] = {"errors": set(), "record": {"errors"}}
COMMON |= {name: {"errors", "record"} for name in ("codebook", "world", "config")}
LONGEST = 400
TEXTS = (".py", ".md", ".toml", ".txt", ".yaml", ".csv", ".html", ".css", ".js", ".sql", ".json")
FOLDERS = ("src", "tests", "docs", "bench", "examples", "training", ".ci")


def part_of(path: Path) -> str:
    """The folder or module right below the package that a file is in; empty for the package's own `__init__`."""
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Line and part of every import of ours, wherever in the file it stands."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: write the whole name of what is imported"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        for name in names:
            package, _, rest = name.partition(".")
            if package == "dragoman" and (part := rest.partition(".")[0]) and not part.startswith("__"):
                yield node.lineno, part


def is_allowed(part: str, other: str) -> bool:
    """Whether a file of `part` may import from `other`."""
    if part == other:
        return True
    if part in COMMON:
        return other in COMMON[part]
    return other in COMMON or ORDER.index(other) < ORDER.index(part)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_imports_go_one_way(path: Path) -> None:
    part = part_of(path)
    if not part:
        pytest.skip("the face loads everything, when asked")
    assert part in ORDER, f"{part} has no place in the order: give it one"
    wrong = [f"line {line} imports {other}" for line, other in imported(path) if not is_allowed(part, other)]
    assert wrong == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_file_is_too_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


#: A rule of a grammar is said by its pattern; a property, like a field, by its name.
SAID_BY_DECORATOR = {"rule", "property", "cached_property", "overload"}


def name_of(decorator: ast.expr) -> str:
    """The name of a decorator, called or not."""
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return called.id if isinstance(called, ast.Name) else ""


def undocumented(tree: ast.Module) -> Iterator[str]:
    """Public functions and methods without a docstring; stubs, and methods of a name explained before, need none."""
    documented = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and ast.get_docstring(node)}
    scopes: list[ast.Module | ast.ClassDef] = [tree, *(n for n in tree.body if isinstance(n, ast.ClassDef))]
    for scope in scopes:
        if isinstance(scope, ast.ClassDef) and scope.name.startswith("_"):
            continue
        for node in scope.body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_") or ast.get_docstring(node):
                continue
            if {name_of(decorator) for decorator in node.decorator_list} & SAID_BY_DECORATOR:
                continue
            is_stub = isinstance(node.body[-1], ast.Expr) and isinstance(node.body[-1].value, ast.Constant)
            if not is_stub and node.name not in documented:
                yield f"{node.name} (line {node.lineno})"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_every_public_function_is_documented(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree) or not tree.body, "the file says what it holds"
    assert list(undocumented(tree)) == []


def test_no_path_of_one_machine() -> None:
    """A path such as `/ho` + `me/...` works on one computer only."""
    local = re.compile("|".join([r"/ho" + "me/", r"/wo" + "rk/", r"/Us" + "ers/", r"\b[A-Z]:\\\\?Us" + "ers"]))
    files = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.suffix in TEXTS]
    files += [ROOT / name for name in ("Makefile", "pyproject.toml", "constraints.txt", ".ci/run")]
    wrong = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in files
        if path.is_file() and "__pycache__" not in path.parts
        for match in [local.search(path.read_text(encoding="utf-8", errors="replace"))]
        if match
    ]
    assert wrong == []
