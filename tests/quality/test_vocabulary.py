"""The word pieces that ship (training/vocabulary.py)."""

import json
from collections.abc import Callable
from types import ModuleType

import pytest
from tokenizers import Tokenizer, models, pre_tokenizers, processors

MARKS = ["[PAD]", "[unused0]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
PIECES = [*MARKS, "treaty", "t", "##r", "##e", "##a", "##t", "##y", "##aty", "signed", "ж", "条"]


@pytest.fixture(scope="module")
def vocabulary(training: Callable[[str], ModuleType]) -> ModuleType:
    return training("vocabulary")


@pytest.fixture
def tokenizer() -> Tokenizer:
    made = Tokenizer(models.WordPiece({piece: n for n, piece in enumerate(PIECES)}, unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.add_special_tokens([mark for mark in MARKS if mark != "[unused0]"])
    marks = [(mark, PIECES.index(mark)) for mark in ("[CLS]", "[SEP]")]
    made.post_processor = processors.TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=marks)
    return made


def kept(vocabulary: ModuleType, tokenizer: Tokenizer, *texts: str) -> list[str]:
    return [PIECES[number] for number in vocabulary.shown(tokenizer, texts)]


def test_a_piece_that_a_text_shows_is_kept_and_another_is_not(vocabulary: ModuleType, tokenizer: Tokenizer) -> None:
    found = kept(vocabulary, tokenizer, "signed", "ж")
    assert {"signed", "ж"} <= set(found)
    assert not {"treaty", "##aty", "条", "[unused0]"} & set(found)


def test_marks_and_single_letters_are_kept(vocabulary: ModuleType, tokenizer: Tokenizer) -> None:
    assert {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "t", "##r", "##y"} <= set(kept(vocabulary, tokenizer))


def shortened(vocabulary: ModuleType, tokenizer: Tokenizer, *texts: str) -> Tokenizer:
    numbers = vocabulary.shown(tokenizer, texts)
    return Tokenizer.from_str(vocabulary.shortened(tokenizer.to_str(), numbers))


def test_words_of_kept_pieces_are_cut_as_before(vocabulary: ModuleType, tokenizer: Tokenizer) -> None:
    short = shortened(vocabulary, tokenizer, "signed treaty")
    assert short.encode("signed treaty").tokens == ["[CLS]", "signed", "treaty", "[SEP]"]


def test_a_word_whose_piece_is_gone_is_cut_smaller(vocabulary: ModuleType, tokenizer: Tokenizer) -> None:
    assert shortened(vocabulary, tokenizer, "signed").encode("treaty").tokens[1:-1] == [
        "t",
        "##r",
        "##e",
        "##a",
        "##t",
        "##y",
    ]


def test_numbers_have_no_gaps_and_are_the_rows_that_are_kept(vocabulary: ModuleType, tokenizer: Tokenizer) -> None:
    numbers = vocabulary.shown(tokenizer, ["signed"])
    short = json.loads(vocabulary.shortened(tokenizer.to_str(), numbers))["model"]["vocab"]
    assert short == {PIECES[old]: new for new, old in enumerate(numbers)}
