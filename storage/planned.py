"""Notices written ahead: kept in step with what the rules want, and handed to messages when they are due."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from sqlalchemy import Select, insert, or_, select, update
from sqlalchemy.orm import Session

from storage.messages import Message
from storage.notices import REMINDERS, Notice, NoticeKind, NoticeState, count_told, show_again, tell
from storage.workspaces import Workspace, plan_anew

# Why a notice was cancelled. Planning takes back what it cancelled itself; ON_IT is a person's word.
MOVED, OVERTAKEN, HANDED_ON, SETTLED, ON_IT = "moved", "overtaken", "handed_on", "settled", "on_it"

_Key = tuple[str, int, str, date, int, str]


@dataclass(frozen=True)
class Wanted:
    """One reason to remind one person or channel, as the rules see it; `threshold` in days before, negative after."""

    subject: str
    subject_id: int
    kind: NoticeKind
    anchor: date
    threshold: int
    recipient: str
    due_at: datetime
    # For whom: what one hears as the owner overtakes what the deputy heard for them.
    part: str = field(default="", compare=False)

    @property
    def key(self) -> _Key:
        return (self.subject, self.subject_id, self.kind, self.anchor, self.threshold, self.recipient)


def key_of(notice: Notice) -> _Key:
    return (notice.subject, notice.subject_id, notice.kind, notice.anchor, notice.threshold, notice.recipient)


def keep_in_step(session: Session, workspace_id: int, wanted: Collection[Wanted], now: datetime) -> None:
    """Write what is wanted and not there, cancel what is planned and no longer wanted. Twice writes once."""
    by_key = {each.key: each for each in wanted}
    there = _there(session, workspace_id, min((each.anchor for each in wanted), default=date.max))
    first_rounds = {key_of(row): row for row in there if row.round == 0}
    for row in there:
        if row.state == NoticeState.PLANNED and key_of(row) not in by_key:
            row.state, row.reason = NoticeState.CANCELLED, _why(row, wanted)
    for key, row in first_rounds.items():
        want = by_key.get(key)
        if want is None:
            continue
        if row.state == NoticeState.CANCELLED and row.reason != ON_IT:
            row.state, row.reason, row.due_at = NoticeState.PLANNED, "", want.due_at
        elif row.state == NoticeState.PLANNED and want.due_at > now and row.due_at != want.due_at:
            row.due_at = want.due_at
    new = [_row(workspace_id, each) for key, each in by_key.items() if key not in first_rounds]
    session.flush()
    if new:
        session.execute(insert(Notice), new)


def _row(workspace_id: int, wanted: Wanted) -> dict[str, object]:
    values = {name: value for name, value in asdict(wanted).items() if name != "part"}
    return {"workspace_id": workspace_id, "round": 0, "state": NoticeState.PLANNED, "reason": "", **values}


def bring_up(session: Session, workspace_id: int, wanted: Wanted) -> bool:
    """On a person's word, in the reader's next reminder. False where the same was brought up on that day already.

    Its kind is none that the rules plan, or planning would take it back.
    """
    same = select(Notice.id).where(
        Notice.workspace_id == workspace_id,
        Notice.subject == wanted.subject,
        Notice.subject_id == wanted.subject_id,
        Notice.kind == wanted.kind,
        Notice.anchor == wanted.anchor,
        Notice.threshold == wanted.threshold,
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
                or_(Notice.state == NoticeState.PLANNED, Notice.anchor >= since),
            )
        )
    )


def _why(row: Notice, wanted: Iterable[Wanted]) -> str:
    same = [each for each in wanted if (each.subject, each.subject_id) == (row.subject, row.subject_id)]
    if not same:
        return SETTLED
    if all(each.anchor != row.anchor for each in same):
        return MOVED
    return OVERTAKEN if any(each.recipient == row.recipient for each in same) else HANDED_ON


# More than any one city has due at once, so that one which cannot be gathered hides nobody.
_LOOKED_AT = 10_000


def cities_with_something_due(session: Session, now: datetime) -> list[int]:
    """Who has waited longest first. Ordered and limited: with DISTINCT a database reads every notice there is."""
    due = select(Notice.workspace_id).where(Notice.state == NoticeState.PLANNED, Notice.due_at <= now)
    return list(dict.fromkeys(session.scalars(due.order_by(Notice.due_at).limit(_LOOKED_AT))))


def due_in(session: Session, workspace_id: int, now: datetime) -> list[Notice]:
    """What is planned and due, in the order in which it was due."""
    query = select(Notice).where(
        Notice.workspace_id == workspace_id, Notice.state == NoticeState.PLANNED, Notice.due_at <= now
    )
    return list(session.scalars(query.order_by(Notice.due_at, Notice.id)))


def next_due(session: Session) -> datetime | None:
    """When the next planned notice is due, of any city."""
    query = select(Notice.due_at).where(Notice.state == NoticeState.PLANNED).order_by(Notice.due_at).limit(1)
    return session.scalar(query)


def wait_until(notices: Iterable[Notice], at: datetime) -> None:
    for notice in notices:
        notice.due_at = at


def carry(session: Session, groups: Sequence[Sequence[Notice]], now: datetime) -> None:
    """One message for each group, to the reader that all in it have."""
    messages = [
        Message(workspace_id=group[0].workspace_id, recipient=group[0].recipient, due_at=now) for group in groups
    ]
    session.add_all(messages)
    session.flush()
    for message, group in zip(messages, groups, strict=True):
        for notice in group:
            notice.state, notice.message_id = NoticeState.CARRIED, message.id
    session.flush()


def carry_new(
    session: Session,
    workspace_id: int,
    kind: NoticeKind,
    subject: str,
    subject_ids: Sequence[int],
    recipient: str,
    now: datetime,
) -> None:
    """Say several new things to one person at once, in one message; what was said before is another round of it."""
    notices = [
        Notice(workspace_id=workspace_id, kind=kind, subject=subject, subject_id=each, recipient=recipient, due_at=now)
        for each in subject_ids
    ]
    for notice in notices:
        notice.round = count_told(session, workspace_id, kind, subject, notice.subject_id, recipient)
    session.add_all(notices)
    session.flush()
    carry(session, [notices], now)


def say_now(
    session: Session,
    workspace_id: int,
    kind: NoticeKind,
    subject: str,
    subject_id: int,
    recipient: str,
    anchor: date,
    now: datetime,
) -> None:
    """What the rules write ahead, before its time: said now, or shown again where it stands already."""
    there = session.scalar(
        select(Notice).where(
            Notice.workspace_id == workspace_id,
            Notice.subject == subject,
            Notice.subject_id == subject_id,
            Notice.kind == kind,
            Notice.anchor == anchor,
            Notice.recipient == recipient,
        )
    )
    if there is None:
        tell(session, workspace_id, kind, subject, subject_id, recipient, now, anchor)
    elif there.message_id is None:
        carry(session, [[there]], now)
    else:
        show_again(session, workspace_id, subject, subject_id)


def ask_again(session: Session, notice: Notice, at: datetime) -> None:
    """A snooze: the same reason in its next round, for the same reader. Asked for twice, it is one."""
    last = session.scalars(_same_reason(notice).order_by(Notice.round.desc())).first()
    assert last is not None
    if last.state == NoticeState.PLANNED:
        last.due_at = max(last.due_at, at)
        return
    values = {name: getattr(notice, name) for name in ("subject", "subject_id", "kind", "anchor", "threshold")}
    again = Notice(workspace_id=notice.workspace_id, recipient=notice.recipient, round=last.round + 1, **values)
    again.due_at = at
    session.add(again)
    session.flush()


def no_longer_ask_again(session: Session, notice: Notice) -> None:
    """The snooze is taken back."""
    session.execute(
        update(Notice)
        .where(Notice.id.in_(_same_reason(notice).with_only_columns(Notice.id)), Notice.round > 0)
        .where(Notice.state == NoticeState.PLANNED)
        .values(state=NoticeState.CANCELLED, reason=SETTLED),
        execution_options={"synchronize_session": "fetch"},
    )


def skip_next(session: Session, notice: Notice) -> None:
    """Somebody is on it: the next step before the date is left out."""
    coming = session.scalar(
        _same_subject(notice)
        .where(Notice.state == NoticeState.PLANNED, Notice.threshold >= 0, Notice.threshold < notice.threshold)
        .where(Notice.round == 0)
        .order_by(Notice.threshold.desc())
        .limit(1)
    )
    if coming is not None:
        coming.state, coming.reason = NoticeState.CANCELLED, ON_IT
        session.flush()


def skip_nothing(session: Session, notice: Notice) -> None:
    """What was left out is planning's again: it comes if its day has not passed."""
    for skipped in session.scalars(_same_subject(notice).where(Notice.reason == ON_IT)):
        skipped.reason = SETTLED
    plan_anew(session.get_one(Workspace, notice.workspace_id))
    session.flush()


def snoozed(session: Session, workspace_id: int) -> list[Notice]:
    """What people put off and what has not come again yet."""
    query = select(Notice).where(
        Notice.workspace_id == workspace_id, Notice.state == NoticeState.PLANNED, Notice.round > 0
    )
    return list(session.scalars(query.order_by(Notice.due_at, Notice.id)))


def _same_subject(notice: Notice) -> Select[Notice]:
    return select(Notice).where(
        Notice.workspace_id == notice.workspace_id,
        Notice.subject == notice.subject,
        Notice.subject_id == notice.subject_id,
        Notice.kind == notice.kind,
        Notice.anchor == notice.anchor,
        Notice.recipient == notice.recipient,
    )


def _same_reason(notice: Notice) -> Select[Notice]:
    return _same_subject(notice).where(Notice.threshold == notice.threshold)
