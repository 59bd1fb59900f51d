import re
from datetime import UTC, date, datetime
from decimal import Decimal
from string import Formatter
from types import ModuleType

import pytest

from handlers.text import SENTENCES, TEXTS, en, ends_closed, ko, say
from handlers.text.dates import say_day, say_instant, today_of


def _fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_both_languages_say_the_same_things() -> None:
    korean, english = TEXTS["ko"], TEXTS["en"]
    assert korean.keys() == english.keys()
    for key in korean:
        assert _fields(korean[key]) == _fields(english[key]), key


@pytest.mark.parametrize("language", [ko, en])
def test_no_sentence_is_written_under_two_subjects(language: ModuleType) -> None:
    keys = [key for subject in language._SUBJECTS for key in subject.TEXTS]
    assert sorted(keys) == sorted(set(keys))


@pytest.mark.parametrize(
    ("word", "closed"),
    [("실무협의체", False), ("추진단", True), ("B-09", False), ("B-10", True), ("1", True), ("2", False), ("", False)],
)
def test_a_particle_follows_the_sound_of_the_word(word: str, closed: bool) -> None:
    assert ends_closed(word) is closed


@pytest.mark.parametrize(
    ("word", "said"),
    [
        # After a vowel, and after ㄹ, which is read on into the next syllable.
        ("실무협의체", "로"),
        ("서울", "로"),
        ("3월", "로"),
        ("별", "로"),
        # After every other final consonant, also a cluster with a ㄹ in it.
        ("추진단", "으로"),
        ("여덟", "으로"),
        ("흙", "으로"),
        ("곬", "으로"),
        # Figures as they are read: 일, 칠 and 팔 end in ㄹ, 영, 삼 and 육 in another.
        *((figure, "로") for figure in "1245789"),
        *((figure, "으로") for figure in "036"),
        ("B-11", "로"),
        ("B-10", "으로"),
        # Letters: 엘 and 알 end in ㄹ, 엠 and 엔 in another, the rest in a vowel.
        *((letter, "로") for letter in "LRlrABz"),
        *((letter, "으로") for letter in "MNmn"),
        # What is not read aloud is passed over.
        ("서울(본청)", "으로"),
        ("본청 (서울)", "로"),
        ("*서울*", "로"),
        ("`ZEB 5등급`", "으로"),
        ("", "로"),
        ("()", "로"),
    ],
)
def test_the_particle_of_where_to_knows_rieul(word: str, said: str) -> None:
    assert SENTENCES.format("{word:으로/로}", word=word) == f"{word}{said}"


@pytest.mark.parametrize(
    ("pair", "after_vowel", "after_rieul", "after_other"),
    [
        ("을/를", "를", "을", "을"),
        ("이/가", "가", "이", "이"),
        ("은/는", "는", "은", "은"),
        ("과/와", "와", "과", "과"),
        ("으로/로", "로", "로", "으로"),
    ],
)
def test_each_pair_of_particles_fits_what_it_follows(
    pair: str, after_vowel: str, after_rieul: str, after_other: str
) -> None:
    words = {
        **dict.fromkeys(("가", "제주", "5", "B"), after_vowel),
        **dict.fromkeys(("갈", "서울", "1", "L"), after_rieul),
        **dict.fromkeys(("힣", "강릉", "3", "N"), after_other),
    }
    assert [SENTENCES.format(f"{{word:{pair}}}", word=word) for word in words] == [f"{a}{b}" for a, b in words.items()]


def test_a_sentence_chooses_its_particle() -> None:
    assert "탄소중립추진단이 확인" in say("ko", "report.done", number=12, committee="탄소중립추진단")
    assert "실무협의체가 확인" in say("ko", "report.done", number=12, committee="실무협의체")


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (0, "0 items are"),
        (1, "1 item is"),
        (2, "2 items are"),
        (11, "11 items are"),
        (Decimal(1), "1 item is"),
        ("1", "1 item is"),
        ("14, 1", "14, 1 items are"),
        ("1,000", "1,000 items are"),
    ],
)
def test_a_noun_agrees_with_its_count(value: object, read: str) -> None:
    assert SENTENCES.format("{count:item is/items are}", count=value) == read


class _Ones(dict[str, object]):
    """1 for whatever a sentence asks."""

    def __missing__(self, name: str) -> int:
        return 1


def test_no_sentence_has_one_of_several() -> None:
    """Of the nouns and verbs that any sentence counts, in English. A committee is a name and no count."""
    specs = [spec for said in en.TEXTS.values() for *_, spec, _ in Formatter().parse(said) if spec and "/" in spec]
    several = "|".join(sorted({spec.split("/")[1] for spec in specs}))
    wrong = re.compile(rf"\b1\*? (?:\w+ )?(?:{several})\b")
    ones = _Ones(committee="the committee")
    read = {key: SENTENCES.vformat(said, (), ones) for key, said in en.TEXTS.items()}
    assert {key: said for key, said in read.items() if wrong.search(said)} == {}


# What follows a name or the number of an issue, and is no plural.
_SINGULAR = {"answers", "as", "asks", "decides", "goes", "has", "holds", "is", "meets", "says", "was", "writes"}


def test_every_plural_after_a_value_is_chosen_by_it() -> None:
    """A value, perhaps an adjective, and a word that looks like a plural, as in `{count} overdue items`."""
    after = re.compile(r"\{(?!committee\b)\w+\}\*? ([a-z]+)(?: ([a-z]+))?\b")
    plural = re.compile(r"[a-z]+s|are|have|people")
    found = [(key, word) for key, said in en.TEXTS.items() for words in after.findall(said) for word in words]
    assert [(key, word) for key, word in found if plural.fullmatch(word) and word not in _SINGULAR] == []
    assert [key for key, said in en.TEXTS.items() if "(s)" in said] == []


def test_dates_read_as_officials_write_them() -> None:
    assert say_day("ko", date(2025, 7, 9)) == "2025. 7. 9.(수)"
    assert say_day("en", date(2025, 7, 9)) == "Wed 9 Jul 2025"
    assert say_instant("ko", datetime(2025, 7, 8, 15, 5, tzinfo=UTC), "Asia/Seoul") == "2025. 7. 9.(수) 00:05"


def test_every_weekday_and_month_has_its_name() -> None:
    week = [date(2026, 6, 1 + day) for day in range(7)]
    assert [say_day("ko", day)[-2] for day in week] == list("월화수목금토일")
    assert [say_day("en", day)[:3] for day in week] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    assert [say_day("en", date(2026, month, 1)).split()[2] for month in range(1, 13)] == months


def test_today_is_the_citys() -> None:
    before, at = datetime(2026, 6, 1, 14, 59, tzinfo=UTC), datetime(2026, 6, 1, 15, tzinfo=UTC)
    assert (today_of(before, "Asia/Seoul"), today_of(at, "Asia/Seoul")) == (date(2026, 6, 1), date(2026, 6, 2))


def test_what_is_bold_ends_where_slack_sees_it_end() -> None:
    """Slack shows the asterisks of `*7월*까지`, because a letter follows them."""
    bold_in_a_word = re.compile(r"(?<!\w)\*[^*\s][^*\n]*\*\w")
    assert [key for texts in TEXTS.values() for key, said in texts.items() if bold_in_a_word.search(said)] == []
