from decimal import Decimal

import pytest

from handlers.slack.errors import RouteGone, sentence
from storage.db.errors import (
    Changed,
    CycleWrong,
    DateNotUnderstood,
    DayWrong,
    DecisionWrong,
    EmptyText,
    FileRefused,
    HandoverRefused,
    Lacking,
    MoveNotAllowed,
    NameTaken,
    NegativeFigure,
    NotAllowed,
    NotANumber,
    NotFound,
    Over,
    PercentUnclear,
    ReportsInACircle,
    ResultNeeded,
    RuleError,
    SettingRefused,
    StillHolds,
    TooLong,
    TooManyItems,
    UnitDiffers,
    UnitNeeded,
)
from storage.importing.sheets import SheetUnreadable
from storage.issues.issues import IssueState
from storage.organisation.settings import LANGUAGES

# One of each kind that people can see; some have a sentence for each kind of record.
ERRORS: list[RuleError] = [
    NotFound("issue", 12),
    NotFound("task", "<B-02>"),
    *(NotFound(kind, "") for kind in ("committee", "secretary", "person", "milestone")),
    *(RouteGone(kind) for kind in ("button", "form", "shortcut")),
    NotAllowed("action"),
    NotAllowed("meeting", ("U0SECRETARY",)),
    MoveNotAllowed(IssueState.CLOSED, IssueState.RECEIVED, ()),
    MoveNotAllowed(IssueState.RECEIVED, IssueState.CLOSED, (IssueState.UNDER_REVIEW,)),
    Changed("U0OWNER"),
    Changed("", IssueState.CLOSED),
    *(Over(kind) for kind in ("procedure", "action", "meeting")),
    EmptyText(),
    TooLong(3_001, 3_000),
    Lacking("reason"),
    ResultNeeded(),
    NameTaken("<건축과>"),
    FileRefused("<plan>.exe", "kind"),
    DayWrong("passed"),
    DateNotUnderstood("<7/9>", "ambiguous"),
    CycleWrong("months"),
    SettingRefused("hours"),
    DecisionWrong("reason"),
    HandoverRefused("same"),
    TooManyItems(11, 10),
    ReportsInACircle("추진단"),
    NotANumber("<많이>"),
    NegativeFigure("-5"),
    UnitDiffers("77 <MW>", "MW", "kW"),
    UnitNeeded("370", "원"),
    UnitNeeded("370", "천톤"),
    PercentUnclear("0.8", Decimal("0.8")),
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_has_its_own_sentence_and_what_people_typed_is_escaped(language: str) -> None:
    said = [sentence(language, error) for error in ERRORS]
    assert len(set(said)) == len(said) > 0
    assert not [each for each in said if "<B" in each or "<건" in each or "<p" in each or "<7" in each or "<M" in each]


def test_no_kind_of_error_is_missing_here() -> None:
    on_the_command_line_alone = {StillHolds, SheetUnreadable}
    assert {type(error) for error in ERRORS} == set(RuleError.__subclasses__()) - on_the_command_line_alone


def test_an_error_without_a_sentence_is_a_mistake_in_the_code() -> None:
    with pytest.raises(TypeError):
        sentence("ko", StillHolds(("task",)))
