"""Notices planned ahead: reconcile them with the rules, and put them into messages when due."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import Select, insert, or_, select, update
from sqlalchemy.orm import Session

from storage.organisation.workspaces import Workspace, plan_anew
from storage.outbox.lookups import count_notices, same_topic
from storage.outbox.messages import Message
from storage.outbox.notices import REMINDERS, Notice, NoticeKind, NoticeState, Topic, notify, show_again

# Reasons for cancelling a notice. Planning may undo its own; ON_IT is a person's choice and stays.
MOVED, OVERTAKEN, HANDED_ON, SETTLED, ON_IT = "moved", "overtaken", "handed_on", "settled", "on_it"

_Key = tuple[str, int, str, date, int, str]


@dataclass(frozen=True)
class Wanted:
    """A reminder the rules want. `days_before` is in days before the due date; negative means after."""

    subject: str
    subject_id: int
    kind: NoticeKind
    due_date: date
    days_before: int
    recipient: str
    due_at: datetime
    # The role reminded, "" for the recipient: of several past reminders for one role only the latest is sent.
    part: str = field(default="", compare=False)


def key_of(reminder: Wanted | Notice) -> _Key:
    """Return what identifies a reminder, wanted or stored: its snoozes, which differ in `repeat`, have the same key."""
    about = (reminder.subject, reminder.subject_id, reminder.kind)
    return (*about, reminder.due_date, reminder.days_before, reminder.recipient)


def keep_in_step(session: Session, workspace_id: int, wanted: Collection[Wanted], now: datetime) -> None:
    """Create missing notices and cancel planned ones that are no longer wanted. A second call changes nothing.

    A cancelled notice that is wanted again is planned again, unless a person skipped it (ON_IT).
    """
    by_key = {key_of(each): each for each in wanted}
    there = _there(session, workspace_id, min((each.due_date for each in wanted), default=date.max))
    firsts = {key_of(row): row for row in there if row.repeat == 0}
    for row in there:
        if row.state == NoticeState.PLANNED and key_of(row) not in by_key:
            row.state, row.reason = NoticeState.CANCELLED, _why(row, wanted)
    for key, row in firsts.items():
        want = by_key.get(key)
        if want is None:
            continue
        if row.state == NoticeState.CANCELLED and row.reason != ON_IT:
            row.state, row.reason, row.due_at = NoticeState.PLANNED, "", want.due_at
        elif row.state == NoticeState.PLANNED and want.due_at > now and row.due_at != want.due_at:
            row.due_at = want.due_at
    new = [_row(workspace_id, each) for key, each in by_key.items() if key not in firsts]
    session.flush()
    if new:
        session.execute(insert(Notice), new)


def _row(workspace_id: int, wanted: Wanted) -> dict[str, object]:
    values = {name: value for name, value in asdict(wanted).items() if name != "part"}
    return {"workspace_id": workspace_id, "state": NoticeState.PLANNED, **values}


def add_to_next_reminder(session: Session, workspace_id: int, wanted: Wanted) -> bool:
    """Plan a notice for the reader's next reminder, because a person asked for it.

    Return False if the same notice exists for that date already. Its kind must not be in REMINDERS, or planning would
    cancel it.
    """
    same = select(Notice.id).where(
        same_topic(workspace_id, wanted),
        Notice.due_date == wanted.due_date,
        Notice.days_before == wanted.days_before,
        Notice.recipient == wanted.recipient,
    )
    if session.scalar(same.limit(1)) is not None:
        return False
    session.execute(insert(Notice), [_row(workspace_id, wanted)])
    return True


def _there(session: Session, workspace_id: int, since: date) -> list[Notice]:
    return list(
        session.scalars(
            select(Notice).where(
                Notice.workspace_id == workspace_id,
                Notice.kind.in_(REMINDERS),
                or_(Notice.state == NoticeState.PLANNED, Notice.due_date >= since),
            )
        )
    )


def _why(row: Notice, wanted: Iterable[Wanted]) -> str:
    same = [each for each in wanted if (each.subject, each.subject_id) == (row.subject, row.subject_id)]
    if not same:
        return SETTLED
    if all(each.due_date != row.due_date for each in same):
        return MOVED
    return OVERTAKEN if any(each.recipient == row.recipient for each in same) else HANDED_ON


# More than one city has due at once, so that a city whose notices can't be gathered does not hide the others.
_LOOKED_AT = 10_000


def cities_with_something_due(session: Session, now: datetime) -> list[int]:
    """Return the ids of cities with due notices, the one that has waited longest first.

    Ordered and limited, because a database would read every notice for a DISTINCT.
    """
    due = select(Notice.workspace_id).where(Notice.state == NoticeState.PLANNED, Notice.due_at <= now)
    return list(dict.fromkeys(session.scalars(due.order_by(Notice.due_at).limit(_LOOKED_AT))))


def due_in(session: Session, workspace_id: int, now: datetime) -> list[Notice]:
    """Return the city's planned notices that are due, earliest first."""
    query = select(Notice).where(
        Notice.workspace_id == workspace_id, Notice.state == NoticeState.PLANNED, Notice.due_at <= now
    )
    return list(session.scalars(query.order_by(Notice.due_at, Notice.id)))


def next_due(session: Session) -> datetime | None:
    """Return when the next planned notice of any city is due, or None if nothing is planned."""
    query = select(Notice.due_at).where(Notice.state == NoticeState.PLANNED).order_by(Notice.due_at).limit(1)
    return session.scalar(query)


def wait_until(notices: Iterable[Notice], at: datetime) -> None:
    """Set the due time of all these notices to `at`."""
    for notice in notices:
        notice.due_at = at


def put_in_messages(session: Session, groups: Sequence[Sequence[Notice]], now: datetime) -> None:
    """Put each group of notices into one message, due now. All notices of a group have the same reader."""
    messages = [
        Message(workspace_id=group[0].workspace_id, recipient=group[0].recipient, due_at=now) for group in groups
    ]
    session.add_all(messages)
    session.flush()
    for message, group in zip(messages, groups, strict=True):
        for notice in group:
            notice.state, notice.message_id = NoticeState.CARRIED, message.id
    session.flush()


def notify_together(
    session: Session, workspace_id: int, topics: Iterable[Topic], recipient: str, now: datetime
) -> None:
    """Send several new notices to one person in one message; a notice sent before gets the next `repeat`."""
    numbered = [replace(each, repeat=count_notices(session, workspace_id, each, recipient)) for each in topics]
    to = {"workspace_id": workspace_id, "recipient": recipient, "due_at": now}
    notices = [Notice(**to, **vars(each)) for each in numbered]
    session.add_all(notices)
    session.flush()
    put_in_messages(session, [notices], now)


def send_now(session: Session, workspace_id: int, topic: Topic, recipient: str, now: datetime) -> None:
    """Send a planned notice now; if it was already sent, update its message; if it does not exist, create it."""
    there = session.scalar(
        select(Notice).where(
            same_topic(workspace_id, topic), Notice.due_date == topic.due_date, Notice.recipient == recipient
        )
    )
    if there is None:
        notify(session, workspace_id, topic, recipient, now)
    elif there.message_id is None:
        put_in_messages(session, [[there]], now)
    else:
        show_again(session, workspace_id, topic.subject, topic.subject_id)


def ask_again(session: Session, notice: Notice, at: datetime) -> None:
    """Snooze: plan the same notice again for the same reader. Snoozing twice only moves it later."""
    last = session.scalars(_same_reason(notice).order_by(Notice.repeat.desc())).first()
    assert last is not None
    if last.state == NoticeState.PLANNED:
        last.due_at = max(last.due_at, at)
        return
    values = {name: getattr(notice, name) for name in ("subject", "subject_id", "kind", "due_date", "days_before")}
    again = Notice(workspace_id=notice.workspace_id, recipient=notice.recipient, repeat=last.repeat + 1, **values)
    again.due_at = at
    session.add(again)
    session.flush()


def no_longer_ask_again(session: Session, notice: Notice) -> None:
    """Cancel the snooze; without one nothing changes."""
    session.execute(
        update(Notice)
        .where(Notice.id.in_(_same_reason(notice).with_only_columns(Notice.id)), Notice.repeat > 0)
        .where(Notice.state == NoticeState.PLANNED)
        .values(state=NoticeState.CANCELLED, reason=SETTLED),
        execution_options={"synchronize_session": "fetch"},
    )


def skip_next(session: Session, notice: Notice) -> None:
    """Skip the next reminder before the due date, because somebody is working on it."""
    coming = session.scalar(
        _same_subject(notice)
        .where(Notice.state == NoticeState.PLANNED, Notice.days_before >= 0, Notice.days_before < notice.days_before)
        .where(Notice.repeat == 0)
        .order_by(Notice.days_before.desc())
        .limit(1)
    )
    if coming is not None:
        coming.state, coming.reason = NoticeState.CANCELLED, ON_IT
        session.flush()


def skip_nothing(session: Session, notice: Notice) -> None:
    """Undo `skip_next`: the reminder is planned again if its day has not passed."""
    for skipped in session.scalars(_same_subject(notice).where(Notice.reason == ON_IT)):
        skipped.reason = SETTLED
    plan_anew(session.get_one(Workspace, notice.workspace_id))
    session.flush()


def snoozed(session: Session, workspace_id: int) -> list[Notice]:
    """Return the city's snoozed notices that have not come again yet, earliest first."""
    query = select(Notice).where(
        Notice.workspace_id == workspace_id, Notice.state == NoticeState.PLANNED, Notice.repeat > 0
    )
    return list(session.scalars(query.order_by(Notice.due_at, Notice.id)))


def _same_subject(notice: Notice) -> Select[Notice]:
    return select(Notice).where(
        same_topic(notice.workspace_id, notice),
        Notice.due_date == notice.due_date,
        Notice.recipient == notice.recipient,
    )


def _same_reason(notice: Notice) -> Select[Notice]:
    return _same_subject(notice).where(Notice.days_before == notice.days_before)
