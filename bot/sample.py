"""The sample city of a practice run: a cast by role, two committees' channels. No real person, no real data."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.manifest import SCOPES
from bot.practice.city import Channel, City, InstalledApp, Resident
from storage.people import Account

COUNCIL, STEERING, FIELD = "C0COUNCIL", "C0STEERING", "C0FIELD"
BOT = "U0CNBOT"
# The morning of 2 May 2025 in Korea: a week before the council's first meeting.
STORY_BEGINS = datetime(2025, 5, 2, 0, 0, tzinfo=UTC).timestamp()

_CAST = (
    Resident("U0OFFICER", "현장 주무관", "officer"),
    Resident("U0OWNER", "과제 담당자", "owner"),
    Resident("U0LEADER", "건축팀장", "team_leader"),
    Resident("U0HEAD", "건축과장", "head"),
    Resident("U0SECRETARY", "협의체 간사", "secretary", is_admin=True),
    Resident("U0CHAIR", "위원장", "chair"),
    Resident("U0ASSISTANT", "시장 비서", "assistant"),
    Resident("U0OUTSIDER", "Visiting engineer", "outsider", locale="en-US"),
    Resident(BOT, "탄소중립 봇", is_bot=True),
)


def sample_city() -> City:
    council = ("U0LEADER", "U0OWNER", "U0SECRETARY", "U0CHAIR", BOT)
    return City(
        people=_CAST,
        channels=(
            Channel(FIELD, "현장", tuple(person.id for person in _CAST)),
            Channel(COUNCIL, "탄소중립-실무협의체", council),
            Channel(STEERING, "탄소중립추진단", ("U0HEAD", "U0SECRETARY", "U0ASSISTANT", BOT)),
        ),
        app=InstalledApp(scopes=frozenset(SCOPES), commands=(("/cn", "report 무엇이 문제인지"),)),
        name="표본시",
    )


def sample_accounts() -> list[Account]:
    """The cast as the books know people, so that the sample plan's names find them before Slack is first asked."""
    return [
        Account(
            slack_id=each.id,
            name=each.name,
            language="ko" if each.locale.startswith("ko") else "en",
            gone=each.deleted,
            is_admin=each.is_admin,
            is_bot=each.is_bot,
            is_guest=each.is_guest,
        )
        for each in _CAST
    ]
