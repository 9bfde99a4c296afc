"""`dragoman.toml`, the environment, and what a call says: the later overrules the earlier."""

from pathlib import Path

import pytest

from dragoman.config import find, load_settings
from dragoman.errors import UsageError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "dragoman.toml").write_text(text, encoding="utf-8")
    return folder / "test.dossier"


def test_without_a_file_the_defaults_hold(folder: Path) -> None:
    settings = load_settings("test.dossier", environ={})
    assert (settings.pipeline, settings.fast, settings.processes, settings.world) == ("en_core_web_md", False, 1, ())


def test_the_file_beside_the_dossier_goes_before_the_one_in_the_current_folder(folder: Path) -> None:
    write(folder, "processes = 2")
    assert load_settings("sub/test.dossier", environ={}).processes == 2
    dossier = write(folder / "sub", "processes = 3")
    assert load_settings(dossier, environ={}).processes == 3
    assert find(dossier) == folder / "sub" / "dragoman.toml"


def test_the_environment_overrules_the_file_and_the_call_overrules_both(folder: Path) -> None:
    dossier = write(folder, "processes = 2\nfast = true")
    environ = {"DRAGOMAN_PROCESSES": "4", "DRAGOMAN_SHARED": "../elsewhere"}
    assert load_settings(dossier, environ=environ).processes == 4
    assert load_settings(dossier, environ=environ, processes=8, fast=None) == load_settings(
        dossier, environ={}, processes=8, fast=True
    )


def test_world_folders_are_found_beside_the_file_that_names_them(folder: Path) -> None:
    dossier = write(folder / "sub", 'world = ["names"]')
    settings = load_settings(dossier, environ={"DRAGOMAN_WORLD": "for all dossiers, and no setting"})
    assert settings.world == ((folder / "sub" / "names").resolve(),)
    assert settings.reading == {"world": (str(settings.world[0]),)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("processes = 0", "dragoman.toml: processes: input should be greater than or equal to 1, not 0"),
        ("min_confidence = 2", "dragoman.toml: min_confidence: input should be less than or equal to 1, not 2"),
        ("world = [3]", "dragoman.toml: world: input is not a valid path, not 3"),
        ("proceses = 2", "dragoman.toml: proceses: there is no such setting; did you mean processes?"),
        ("reader = 'os:system'", "dragoman.toml: reader: there is no such setting"),
        ("processes 2", "dragoman.toml: it cannot be read as TOML"),
    ],
)
def test_what_is_wrong_is_named_with_file_and_key(folder: Path, text: str, told: str) -> None:
    dossier = write(folder, text)
    with pytest.raises(UsageError) as error:
        load_settings(dossier, environ={})
    assert told in str(error.value)


def test_a_wrong_variable_is_named(folder: Path) -> None:
    with pytest.raises(UsageError, match="DRAGOMAN_FAST: input should be a valid boolean"):
        load_settings(environ={"DRAGOMAN_FAST": "perhaps"})


def test_the_hash_tells_readings_apart_and_nothing_else() -> None:
    plain = load_settings(environ={})
    assert load_settings(environ={}, processes=4, min_confidence=0.5).hash == plain.hash
    assert load_settings(environ={}, fast=True).hash != plain.hash
    assert len(plain.hash) == 16
    assert plain.reading == {}
