from hypothesis import given
from hypothesis import strategies as st

from dragoman.record import Passage
from dragoman.web.source_text import Block, Span, blocks, continuation_rules

TEXT = "abcdefghij klmnop"


def span(start: int, end: int, number: int) -> Span:
    return Span(start, end, number, f"a{number}", "ties")


def shape(made: list[Block]) -> list[list[tuple[str, tuple[int, ...]]]]:
    return [[(s.text, tuple(sorted(x.number for x in s.spans))) for s in block.segments] for block in made]


def test_overlapping_words_are_cut_into_segments_that_name_every_record() -> None:
    made = blocks(TEXT, (), [span(0, 5, 1), span(3, 8, 2)])
    assert shape(made) == [[("abc", (1,)), ("de", (1, 2)), ("fgh", (2,)), ("ij klmnop", ())]]


def test_words_within_words_begin_their_own_mark() -> None:
    [block] = blocks(TEXT, (), [span(0, 10, 1), span(2, 5, 2), span(2, 5, 3)])
    begins = [[x.number for x in segment.begins] for segment in block.segments]
    assert begins == [[1], [2, 3], [], []]
    assert [[x.number for x in segment.ends] for segment in block.segments] == [[], [2, 3], [1], []]


def test_the_narrowest_record_gives_the_colour() -> None:
    wide, narrow = Span(0, 10, 1, "a", "ties"), Span(2, 5, 2, "b", "force")
    [block] = blocks(TEXT, (), [wide, narrow])
    assert [segment.family for segment in block.segments if segment.spans] == ["ties", "force", "ties"]


def test_passages_become_blocks_with_their_roles_and_lines_between_them_are_kept() -> None:
    text = "Title\nLost line\n  \nBody"
    made = blocks(text, [Passage(0, 5, "headline"), Passage(19, 23, "boilerplate")], [])
    assert [(block.role, block.segments[0].text) for block in made] == [
        ("headline", "Title"),
        ("content", "Lost line"),
        ("boilerplate", "Body"),
    ]


def test_words_across_two_passages_begin_once_and_end_once() -> None:
    made = blocks("one two\nthree four", (), [span(4, 13, 1)])
    segments = [segment for block in made for segment in block.segments]
    assert [s.text for s in segments if s.spans] == ["two", "three"]
    assert [len(s.begins) for s in segments if s.spans] == [1, 0]
    assert [len(s.ends) for s in segments if s.spans] == [0, 1]


def test_a_rule_lights_up_only_what_is_cut() -> None:
    assert continuation_rules(blocks(TEXT, (), [span(0, 5, 1), span(6, 8, 2)])) == []
    assert continuation_rules(blocks(TEXT, (), [span(0, 5, 1), span(3, 5, 2)])) == ['#e-a1:target~[data-r~="1"]']
    across = continuation_rules(blocks("one\ntwo", (), [span(0, 7, 1)]))
    assert across == ['.text:has(#e-a1:target) [data-r~="1"]']


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Passage], list[Span]]:
    text = draw(st.text(alphabet="ab \n", min_size=1, max_size=40))
    places = st.integers(0, len(text))
    cuts = sorted(set(draw(st.lists(places, max_size=6))))
    passages = [Passage(a, b, "content") for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    pairs = draw(st.lists(st.tuples(places, places), max_size=8))
    return text, passages, [span(min(p), max(p), n) for n, p in enumerate(pairs) if p[0] != p[1]]


@given(marked_texts())
def test_every_character_that_is_shown_is_marked_for_exactly_the_records_it_proves(
    case: tuple[str, list[Passage], list[Span]],
) -> None:
    text, passages, spans = case
    made = blocks(text, passages, spans)
    shown, place = [segment for block in made for segment in block.segments], 0
    for segment in shown:
        # Only blank stretches between blocks are left out.
        skipped = text.index(segment.text, place) if text[place:].startswith(segment.text) is False else place
        assert not text[place:skipped].strip()
        place = skipped + len(segment.text)
    assert not text[place:].strip()
    for one in spans:
        words = "".join(segment.text for segment in shown if one in segment.spans)
        assert words.replace("\n", "").replace(" ", "") == text[one.start : one.end].replace("\n", "").replace(" ", "")
        is_shown = any(one in segment.spans for segment in shown)
        assert sum(one in segment.begins for segment in shown) == is_shown
        assert sum(one in segment.ends for segment in shown) == is_shown
