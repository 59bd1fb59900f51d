"""Figures and money as people write them: exact, approximate, or in need of a question."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handlers.slack.errors import sentence
from handlers.text.figures import number, say_money
from storage.db.errors import NegativeFigure, NotANumber, PercentUnclear, RuleError, UnitDiffers, UnitNeeded
from storage.organisation.settings import LANGUAGES
from storage.parsing.figures import Figure, read_money, read_value

_REFUSALS = (NegativeFigure, NotANumber, PercentUnclear, UnitDiffers, UnitNeeded)
UNITS = (
    "%",
    "㎡",
    "kW",
    "km",
    "ha",
    "톤",
    "천톤",
    "tCO2eq",
    "대",
    "기",
    "개소",
    "동",
    "가구",
    "그루",
    "건",
    "명",
    "종",
    "백만원",
    "",
)


def _said(figure: Figure) -> str:
    return ("~" if figure.approximate else "") + f"{figure.value.normalize():f}"


def value_of(text: str, unit: str) -> str:
    """Return the value, with `~` before an approximate one, or the error's name if it is refused."""
    try:
        return _said(read_value(text, unit))
    except RuleError as error:
        return type(error).__name__


def won_of(text: str) -> str:
    try:
        return _said(read_money(text))
    except RuleError as error:
        return type(error).__name__


@pytest.mark.parametrize(
    ("unit", "texts", "expected"),
    [
        ("%", "80% | 80％ | 80 % | 80퍼센트 | 80프로 | 80 | 80percent | 80.0", "80"),
        ("%", "120% | 120", "120"),
        # In a column in %, 0.8 may be 0.8 % or 80 %; with its sign, or as a plain 1, it is clear.
        ("%", "0.8 | 0.05 | 1.0 | .8", "PercentUnclear | PercentUnclear | PercentUnclear | NotANumber"),
        ("%", "0.8%", "0.8"),
        ("%", "1 | 0 | 0.0", "1 | 0 | 0"),
        ("%", "약 80% | 80% 정도 | about 80%", "~80"),
        ("%", "80%p | 80건 | 80퍼센트포인트", "UnitDiffers"),
        ("%", "완료 | 달성 | 3/4", "NotANumber"),
        ("대", "１２０ | 120대 | 120 대 | 120", "120"),
        ("대", "약 300대 | 300여 대 | 300여대 | 약 300여대 | 대략 300 | 300대 가량 | 300대쯤 | 300 내외", "~300"),
        ("대", "12만 | 12만대 | 120천대", "120000"),
        ("대", "1만5천 | 1만 5000 | 1만5000대", "15000"),
        ("대", "1만 500대 | 10500", "10500"),
        # Many people mean 15,000 by 1만5.
        ("대", "1만5 | 2천5 | 1만500", "UnitNeeded"),
        ("㎡", "1,200㎡ | 1,200m² | 1200m2 | 1,200 제곱미터 | 1200", "1200"),
        ("m2", "1,200㎡", "1200"),
        ("km", "3.5 km | 3.5㎞ | 3.5 킬로미터", "3.5"),
        ("kW", "77㎾ | 77 kW | 77KW", "77"),
        ("kW", "77 MW | 77kWh | 77㎡", "UnitDiffers"),
        ("톤", "3천톤 | 3,000톤 | 3000t | 3천", "3000"),
        ("톤", "1.2천톤", "1200"),
        ("천톤", "3천톤 | 3,000톤 | 3", "3"),
        ("천톤", "3천 | 3만", "UnitNeeded"),
        ("tCO2eq", "2,793.84 | 2793.84 tCO2eq | 2793.84톤CO₂eq | 2793.84 tCO2-eq", "2793.84"),
        ("tCO2eq", "3천톤CO2eq", "3000"),
        ("tCO2eq", "120톤", "UnitDiffers"),
        ("명", "5명 | 5인 | 5 people", "5"),
        ("개소", "5개소 | 5곳", "5"),
        ("가구", "5세대 | 5개", "UnitDiffers"),
        ("그루", "500그루 | 500주 | 500 trees", "500"),
        ("백만원", "370 | 370백만원 | 3억 7천만원 | 3억7,000만원", "370"),
        ("백만원", "3억 | 5천", "UnitNeeded"),
        # An unknown unit is compared as it is written.
        ("식", "5식 | 5 식 | 5", "5"),
        ("tCO2eq/년", "5tCO2eq | 5 톤CO2eq/년 | 5", "5"),
        ("개소(누계)", "5개소 | 5곳 | 5개소(누계)", "5"),
        ("건", "5병", "UnitDiffers"),
        ("", "5 | 5건", "5"),
        ("", "5병", "NotANumber"),
        ("건", "0 | 0건", "0"),
        ("건", "-5 | △5 | ▲ 5 | −5 | (5) | 마이너스 5", "NegativeFigure"),
        ("건", " | - | 많이 | 천건 | 1,20 | 1,2000 | 1.2.3 | 1e5 | NaN | 1 200 | 300~350 | 3만억", "NotANumber"),
        ("건", "300건 이상 | 5건 미만 | 5 또는 6 | 5/6 | 100000000000000", "NotANumber"),
    ],
)
def test_values(unit: str, texts: str, expected: str) -> None:
    said, each = [text.strip() for text in texts.split("|")], expected.split(" | ")
    assert [value_of(text, unit) for text in said] == (each if len(each) > 1 else each * len(said))


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            "3억 7천만원 | 3억7천만원 | 3억 7,000만원 | 370백만원 | 370 백만 원 | 370,000천원 | 3.7억 | 3.7억원",
            "370000000",
        ),
        ("370,000,000 | 370000000원 | ₩370,000,000 | ￦370,000,000 | KRW 370 million | 370 million won", "370000000"),
        ("3억7000여만원 | 약 3억 7천만원 | 3억 7천만여 원 | 3억 7천만원 가량", "~370000000"),
        ("3억 천만원 | 3억 1천만", "310000000"),
        ("1,200천원 | 1,200천 | 120만원", "1200000"),
        ("2.5억 | 2억5천만 | 2억 5000만", "250000000"),
        ("12만 | 12만원", "120000"),
        ("1조 2천억원 | 1.2조 | 1.2 trillion won", "1200000000000"),
        ("0 | 0원", "0"),
        ("5원 | 5 won", "5"),
        # Below a million and without a unit, thousands or millions may be meant; 5천 is often fifty million.
        ("370 | 999,999 | 1 | 5천 | 120천", "UnitNeeded"),
        ("1000000", "1000000"),
        # 3억 5000 often means 3억 5000만, unless 원 is written.
        ("3억 5000 | 3억 5천 | 1조 2천", "UnitNeeded"),
        ("3억 5000원", "300005000"),
        ("0.5원 | 1.234567891억 | 천만원 | 3만억 | 2.5억 3만 | 1조20000억 | 1천2천원 | 비예산 | 100조", "NotANumber"),
        ("100달러 | 3건 | 5%", "UnitDiffers"),
        ("₩500대 | $100", "NotANumber"),
        ("-3억 | △370백만원 | -₩5", "NegativeFigure"),
    ],
)
def test_money(texts: str, expected: str) -> None:
    said = [text.strip() for text in texts.split("|")]
    assert [won_of(text) for text in said] == [expected] * len(said)


@pytest.mark.parametrize(
    ("won", "korean", "english"),
    [
        (0, "0원", "KRW 0"),
        (999_999, "99만 9,999원", "KRW 999,999"),
        (1_000_000, "100만원", "KRW 1 million"),
        (1_234_000, "123만 4,000원", "KRW 1.234 million"),
        (1_234_500, "123만 4,500원", "KRW 1,234,500"),
        (370_000_000, "3억 7,000만원", "KRW 370 million"),
        (1_000_000_000, "10억원", "KRW 1 billion"),
        (1_234_567, "123만 4,567원", "KRW 1,234,567"),
        (1_200_000_000_000, "1조 2,000억원", "KRW 1,200 billion"),
        (1_250_000_000, "12억 5,000만원", "KRW 1.25 billion"),
        (300_000_005, "3억 5원", "KRW 300,000,005"),
    ],
)
def test_money_is_said_as_offices_say_it(won: int, korean: str, english: str) -> None:
    assert (say_money("ko", won), say_money("en", won)) == (korean, english)


@given(st.integers(0, 10**14 - 1) | st.integers(0, 10**8 - 1).map(lambda millions: millions * 10**6))
def test_money_reads_back(won: int) -> None:
    for language in LANGUAGES:
        assert read_money(say_money(language, won)) == Figure(Decimal(won), approximate=False)


@given(st.decimals(0, 10**13, places=4), st.sampled_from(UNITS))
def test_a_value_reads_back_with_its_unit(value: Decimal, unit: str) -> None:
    assert read_value(f"{number(value)}{unit}", unit) == Figure(value, approximate=False)


_PIECES = st.sampled_from(
    (
        *(
            "3",
            "7,000",
            "0.8",
            "5000",
            "1,20",
            "억",
            "만",
            "천",
            "조",
            "백",
            "여",
            "약",
            "원",
            "백만원",
            "%",
            "㎡",
            "톤",
        ),
        *("million", "krw", "₩", "-", "(", ")", ".", ",", "~", "/", " ", "이상", "가량", "\u200b", "완료", "MW", "대"),
    )
)


@given(st.text() | st.lists(_PIECES, max_size=8).map("".join), st.sampled_from(UNITS))
@example("9" * 5000, "건")
@example("1" + "억" * 99, "건")
def test_whatever_is_typed_is_read_or_refused(text: str, unit: str) -> None:
    readings: tuple[Callable[[], Figure], ...] = (lambda: read_value(text, unit), lambda: read_money(text))
    for read in readings:
        try:
            figure = read()
        except _REFUSALS as error:
            assert all(sentence(language, error) for language in LANGUAGES)
        else:
            assert 0 <= figure.value < 10**14
            assert figure.value == figure.value.quantize(Decimal("0.0001"))


def test_what_is_asked_carries_what_it_is_about() -> None:
    with pytest.raises(PercentUnclear) as unclear:
        read_value("0.8", "%")
    assert unclear.value.value == Decimal("0.8")
    assert "0.8%인가요, 80%인가요" in sentence("ko", unclear.value)
    with pytest.raises(UnitDiffers) as differs:
        read_value("77 MW", "<kW>")
    assert (differs.value.text, differs.value.said, differs.value.expected) == ("77 MW", "mw", "<kW>")
    assert "`77 MW`" in sentence("ko", differs.value)
    assert "&lt;kW&gt;" in sentence("ko", differs.value)
    with pytest.raises(UnitNeeded) as needed:
        read_money("370")
    assert "370백만원" in sentence("ko", needed.value)
    with pytest.raises(UnitNeeded) as needed:
        read_value("3천", "천톤")
    assert "3,000 천톤" in sentence("en", needed.value)
