"""The reader: a document in, its records out, the same every time."""

import pytest

from dragoman.reading.reader import Reader, load_reader
from dragoman.record import PASSAGE_ROLES, Document, Passage

from .given import document

pytestmark = pytest.mark.slow

RELEASE = """Japan and Poland sign security agreement
Foreign Minister Yoko Kamikawa met her Polish counterpart, Radoslaw Sikorski, in Warsaw on 8 January 2024.
The two ministers signed an agreement on the protection of classified information. Japan will provide $10 million \
to Ukraine, Kamikawa said.
“We condemn the missile attacks on Ukrainian cities,” she told reporters. Poland thanked Japan for its support.
The two countries plan to hold a joint exercise next year."""
HOSTILE = {
    "one very long word": "x" * 30_000,
    # No longer: the time for a single sentence grows faster than its length.
    "one very long sentence": "Japan met Poland and signed a treaty, " * 60,
    "one very long line": "Japan met Poland. " * 500,
    "control characters": "Japan\x00 met\x07 Poland\x1b[31m in\x08 Madrid\x7f.\x85 It\u2028signed\u200b a treaty.",
    "emoji": "🇯🇵 Japan 🤝 Poland 👩‍👩‍👧‍👦 signed a treaty 🎉🎉 in Madrid. 💥",
    "right to left": "\u202eJapan met Poland\u202c. التقى رئيس الوزراء الياباني نظيره البولندي في مدريد. ראש הממשלה",
    "only marks": "... !!! ??? — “” ‘’ ;;; ((( ]]]",
    "only blanks": "\u00a0\u2003 \t \u3000",
    "markup": "<script>alert('Japan met Poland')</script> &amp; <b>signed",
    "combining marks": "Japan signe\u0301d a tre" + "\u0301" * 500 + "aty with Poland.",
}


def test_a_reader_is_loaded_once_a_configuration(reader: Reader) -> None:
    assert load_reader() is load_reader() is reader
    assert load_reader(fast=True) is not reader


def test_two_readings_are_equal(reader: Reader) -> None:
    found = reader.read(document(RELEASE, published="2024-01-09"))
    assert {"meeting", "agreement", "aid", "statement"} <= {record.kind for record in found}
    assert reader.read(document(RELEASE, published="2024-01-09")) == found


def test_what_else_is_read_changes_nothing(fast_reader: Reader) -> None:
    found = fast_reader.read(document(RELEASE))
    fast_reader.read(document("Russia expelled five diplomats.", id="other"))
    assert fast_reader.read(document(RELEASE)) == found


@pytest.mark.parametrize("fast", [False, True])
def test_every_quote_is_the_text_at_its_place(fast: bool) -> None:
    for record in load_reader(fast=fast).read(document(RELEASE)):
        assert RELEASE[record.evidence.start : record.evidence.end] == record.evidence.quote != ""


def test_records_come_in_the_order_of_the_text(reader: Reader) -> None:
    found = reader.read(document(RELEASE))
    starts = [record.evidence.start for record in found]
    assert starts == sorted(starts)


def test_the_records_of_a_document_have_ids_of_their_own(reader: Reader) -> None:
    found = reader.read(document(RELEASE))
    assert len({record.id for record in found}) == len(found)


@pytest.mark.parametrize("role", [None, *(set(PASSAGE_ROLES) - {"content", "headline", "caption"})])
def test_a_document_without_text_passages_has_no_records(reader: Reader, role: str | None) -> None:
    passages = (Passage(0, len(RELEASE), role),) if role else ()
    assert reader.read(Document("d", RELEASE, published="2024-01-09", passages=passages)) == []


def test_a_document_without_a_date_is_read(reader: Reader) -> None:
    assert reader.read(document(RELEASE, published=""))


@pytest.mark.parametrize("fast", [False, True], ids=["default", "fast"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_read(text: str, fast: bool) -> None:
    given = Document("d", text, published="2024-01-09", passages=(Passage(0, len(text), "content"),))
    for record in load_reader(fast=fast).read(given):
        assert text[record.evidence.start : record.evidence.end] == record.evidence.quote


def test_the_least_sure_records_can_be_left_out(reader: Reader) -> None:
    found, sure = reader.read(document(RELEASE)), load_reader(min_confidence=0.6).read(document(RELEASE))
    assert sure == [record for record in found if record.confidence >= 0.6]
    assert 0 < len(sure) < len(found)


def test_the_fingerprint_is_another_where_other_records_may_come_out(reader: Reader, fast_reader: Reader) -> None:
    prints = {reader.fingerprint, fast_reader.fingerprint, load_reader(min_confidence=0.6).fingerprint}
    assert len(prints) == 3
    assert Reader(fast=True).fingerprint == fast_reader.fingerprint


def test_it_tells_what_it_reads_by(reader: Reader) -> None:
    assert set(reader.provenance) == {"codebook", "world", "models"}
    assert reader.provenance["models"] == reader.models.hash
