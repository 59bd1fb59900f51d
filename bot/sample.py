"""The sample city of a practice run: people by role, two committees and their channels. No real person or data."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from bot.manifest import COMMAND, EVENTS, SCOPES, SHORTCUTS, USAGE_HINT
from bot.practice.city import Channel, City, InstalledApp, Resident
from storage.importing.plan import commit_plan, preview_plan
from storage.importing.roster import commit_roster, preview_roster
from storage.importing.sheets import read_sheet
from storage.organisation.committees import all_committees, enter_default_committees
from storage.organisation.people import Account, everybody, keep_accounts
from storage.organisation.seats import Part, confirm_seat
from storage.samples import SAMPLE_PLAN, SAMPLE_ROSTER

COUNCIL, STEERING, FIELD = "C0COUNCIL", "C0STEERING", "C0FIELD"
BOT = "U0CNBOT"
# The morning of 24 April 2025 in Korea: the day before the council's first meeting is announced.
STORY_BEGINS = datetime(2025, 4, 24, 0, 0, tzinfo=UTC).timestamp()

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
    """Return the people, the three channels and the installed app of the practice workspace."""
    council = ("U0LEADER", "U0OWNER", "U0SECRETARY", "U0CHAIR", BOT)
    return City(
        people=_CAST,
        channels=(
            Channel(FIELD, "현장", tuple(person.id for person in _CAST)),
            Channel(COUNCIL, "탄소중립-실무협의체", council),
            Channel(STEERING, "탄소중립추진단", ("U0HEAD", "U0SECRETARY", "U0ASSISTANT", BOT)),
        ),
        app=InstalledApp(
            scopes=frozenset(SCOPES),
            events=frozenset(EVENTS),
            commands=((COMMAND, USAGE_HINT),),
            shortcuts=SHORTCUTS,
        ),
        name="표본시",
    )


def enter_sample(session: Session, workspace_id: int, now: datetime) -> None:
    """Enter the people, the roster, the two committees with their memberships, and the 53 sample tasks.

    The database must hold no plan yet.
    """
    keep_accounts(session, workspace_id, sample_accounts())
    session.flush()
    commit_roster(session, workspace_id, preview_roster(session, workspace_id, read_sheet(SAMPLE_ROSTER)), now)
    enter_default_committees(session, workspace_id, COUNCIL, STEERING)
    session.flush()
    steering, council = all_committees(session, workspace_id)
    person = {each.slack_id: each for each in everybody(session, workspace_id)}
    council.secretary_id = steering.secretary_id = person["U0SECRETARY"].id
    council.chair_id, steering.chair_id = person["U0LEADER"].id, person["U0CHAIR"].id
    person["U0CHAIR"].assistant_id = person["U0ASSISTANT"].id
    for committee, members in ((council, ("U0LEADER", "U0OWNER")), (steering, ("U0CHAIR", "U0HEAD"))):
        for slack_id in members:
            confirm_seat(session, committee, person[slack_id], Part.MEMBER)
        confirm_seat(session, committee, person["U0SECRETARY"], Part.OBSERVER)
    confirm_seat(session, council, person["U0CHAIR"], Part.OBSERVER)
    confirm_seat(session, steering, person["U0ASSISTANT"], Part.OBSERVER)
    plan = preview_plan(session, workspace_id, read_sheet(SAMPLE_PLAN))
    commit_plan(session, workspace_id, plan, now, sample=True)


def sample_accounts() -> list[Account]:
    """Return the people as accounts, so that the sample plan's names match them before Slack is first asked."""
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
