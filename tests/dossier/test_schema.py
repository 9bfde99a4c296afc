"""A dossier opens, is brought up to date, or says why it cannot be used and what to do."""

import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from dragoman.dossier import schema
from dragoman.dossier.dossier import Dossier
from dragoman.errors import DossierError


def test_a_new_dossier_is_empty(path: Path) -> None:
    with Dossier.open(path, create=True) as dossier:
        assert list(dossier.documents()) == []
        assert list(dossier.records()) == []
        assert dossier.problems() == []


def test_a_missing_dossier_is_not_made_unless_asked(path: Path) -> None:
    for read_only in (True, False):
        with pytest.raises(DossierError, match="no such dossier"):
            Dossier.open(path, read_only=read_only)
    assert not path.exists()


def test_a_file_of_another_kind_is_no_dossier(path: Path) -> None:
    path.write_text("A met B.\n" * 1000)
    with pytest.raises(DossierError, match="not a dossier"):
        Dossier.open(path)
    assert path.read_text().startswith("A met B."), "it must not be touched"


def test_another_duckdb_file_is_no_dossier(path: Path) -> None:
    with duckdb.connect(path) as connection:
        connection.execute("CREATE TABLE mine (a INT)")
    for read_only in (True, False):
        with pytest.raises(DossierError, match="not a dossier"):
            Dossier.open(path, read_only=read_only)


def test_a_newer_dossier_asks_for_a_newer_dragoman(path: Path) -> None:
    Dossier.open(path, create=True).close()
    set_version(path, schema.VERSION + 1)
    with pytest.raises(DossierError, match=r"newer than this Dragoman.*pip install"):
        Dossier.open(path)


def set_version(path: Path, version: int) -> None:
    with duckdb.connect(path) as connection:
        connection.execute("UPDATE meta SET value = ? WHERE key = 'dragoman dossier'", [str(version)])


BEFORE = schema.VERSION - 1


def older(path: Path) -> None:
    """A dossier as an imagined version before this one had it: problems without a remedy."""
    Dossier.open(path, create=True).close()
    set_version(path, BEFORE)
    with duckdb.connect(path) as connection:
        connection.execute("ALTER TABLE problems DROP COLUMN remedy")
        connection.execute("INSERT INTO problems VALUES ('a.pdf', '', NULL, 'no text')")


def add_remedies(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("ALTER TABLE problems ADD COLUMN remedy VARCHAR DEFAULT 'open it'")


def test_an_older_dossier_is_migrated_when_opened_for_writing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older(path)
    schema.connect(path, read_only=False, create=False, migrations={BEFORE: add_remedies}).close()
    with Dossier.open(path) as dossier:
        assert [(p.path, p.remedy) for p in dossier.problems()] == [("a.pdf", "open it")]


def test_an_older_dossier_opened_for_reading_says_what_to_do(path: Path) -> None:
    older(path)
    with pytest.raises(DossierError, match="is old; read into it once"):
        schema.connect(path, read_only=True, create=False, migrations={BEFORE: add_remedies})


def test_a_version_without_migration_is_too_old(path: Path) -> None:
    older(path)
    with pytest.raises(DossierError, match="too old; read its documents into a new one"):
        schema.connect(path, read_only=False, create=False, migrations={})


def test_a_migration_that_fails_changes_nothing(path: Path) -> None:
    older(path)

    def half_done(connection: duckdb.DuckDBPyConnection) -> None:
        connection.execute("DELETE FROM problems")
        raise ValueError("power cut")

    with pytest.raises(ValueError, match="power cut"):
        schema.connect(path, read_only=False, create=False, migrations={BEFORE: half_done})
    with duckdb.connect(path, read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM problems").fetchone() == (1,)


def test_a_dossier_open_elsewhere_in_this_process_says_so(path: Path) -> None:
    with Dossier.open(path, create=True), pytest.raises(DossierError, match="this process has the dossier open"):
        Dossier.open(path)


@pytest.mark.slow
def test_a_dossier_held_by_another_process_names_it(path: Path) -> None:
    Dossier.open(path, create=True).close()
    hold = f"import duckdb, sys; c = duckdb.connect({str(path)!r}); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout and holder.stdin
        holder.stdout.readline()
        with pytest.raises(DossierError, match=f"process {holder.pid} has this dossier open; close it there"):
            Dossier.open(path)
        holder.stdin.close()


def test_the_file_is_one(path: Path) -> None:
    Dossier.open(path, create=True).close()
    assert list(path.parent.iterdir()) == [path]
