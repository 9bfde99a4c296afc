"""The style sheet keeps its promises: contrast in light and dark, a visible focus, print."""

import re
from importlib.resources import files

import pytest

CSS = files("dragoman.web").joinpath("static", "report.css").read_text(encoding="utf-8")
FAMILIES = ("ties", "pressure", "force", "policy", "words", "views")


def colours(rules: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", rules))


LIGHT = colours(CSS.split("@media")[0])
DARK = LIGHT | colours(CSS.split("prefers-color-scheme:dark")[1].split("}}")[0])


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["ink", "soft", "faint", "link", "brand", *FAMILIES])
@pytest.mark.parametrize("ground", ["paper", "card"])
def test_text_stands_out_from_the_page(scheme: dict[str, str], ink: str, ground: str) -> None:
    assert contrast(scheme[ink], scheme[ground]) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("family", FAMILIES)
def test_statuses_and_marked_words_stand_out_from_their_tint(scheme: dict[str, str], family: str) -> None:
    assert contrast(scheme[family], scheme[f"{family}-t"]) >= 4.5
    assert contrast(scheme["ink"], scheme[f"{family}-t"]) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
def test_what_a_link_lights_up_can_be_read_and_focus_be_seen(scheme: dict[str, str]) -> None:
    assert contrast(scheme["ink"], scheme["lit"]) >= 4.5
    assert contrast(scheme["focus"], scheme["paper"]) >= 3
    assert ":focus-visible{outline:" in CSS


def test_the_page_can_be_printed_and_needs_nothing_from_outside() -> None:
    assert "@media print" in CSS
    assert not re.search(r"url\(|@import|@font-face", CSS)
