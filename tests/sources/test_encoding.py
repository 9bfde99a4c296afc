"""Bytes become the text that their writer meant."""

import pytest

from dragoman.errors import DocumentError
from dragoman.sources.encoding import declared_charset, decode

TEXT = "Brussels – “Japan’s” café, €5 billion."


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "utf-16-le", "utf-16-be"])
def test_common_encodings_of_english_are_told_apart(charset: str) -> None:
    assert decode(TEXT.encode(charset)) == TEXT


def test_a_declared_charset_is_believed_where_the_bytes_are_no_utf8() -> None:
    page = "<meta charset='windows-1251'><p>Москва</p>".encode("cp1251")
    assert "Москва" in decode(page, declared_charset(page))


def test_a_declared_charset_is_not_believed_against_valid_utf8() -> None:
    assert decode("Zürich".encode(), "windows-1251") == "Zürich"


def test_latin1_pages_are_windows_1252_in_truth() -> None:
    assert decode(b"\x93Japan\x94 \xe9", "iso-8859-1") == "“Japan” é"


def test_a_cut_off_utf8_text_loses_its_last_sign_only() -> None:
    assert decode("“Ünïcödé” ⟨äöüß⟩ àáâ".encode() + b"\xe2\x80") == "“Ünïcödé” ⟨äöüß⟩ àáâ�"


def test_an_unknown_declared_charset_is_no_error() -> None:
    assert decode(b"caf\xe9", "no-such-charset") == "café"


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03" * 50, b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, b"%PDF-1.7 text"])
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError, match="binary"):
        decode(data)
