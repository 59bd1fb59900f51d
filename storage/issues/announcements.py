"""Announcements of an issue: to reporters under their receipts, to the people in charge, under the committee's card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.history import Change, History, note
from storage.issues.issues import ENDED, SUBJECT, Issue, IssueState, Role
from storage.issues.photos import AttachedTo, FileSent, keep_photos
from storage.issues.reporters import add_reporter, reporter_of, reporters_of
from storage.issues.roles import department_people, need_role
from storage.organisation.committees import committee_receiving_issues
from storage.organisation.people import Person
from storage.outbox.lookups import message_showing, message_to
from storage.outbox.messages import Message
from storage.outbox.notices import Notice, NoticeKind, Place, Topic, notify, show_again
from storage.outbox.threads import notify_of_entry


def add_entry(
    session: Session,
    issue: Issue,
    action: str,
    by: Person | None,
    now: datetime,
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> History:
    """Add a history entry, update all messages of the issue and notify every reporter except the person who acted.

    Automatic changes (`by` is None) are sent to all. When the issue is done, reporters are asked whether it is solved.
    """
    change = Change(SUBJECT, issue.id, action, before or {}, after or {})
    entry = note(session, issue.workspace_id, change, now, by=by.id if by is not None else None)
    session.flush()
    show_again(session, issue.workspace_id, SUBJECT, issue.id)
    for recipient, root in listeners(session, issue, by):
        notify_of_entry(session, entry, recipient, root, now)
        if entry.action == "moved" and issue.state == IssueState.DONE:
            question = Topic.of_entry(NoticeKind.ASK_DONE, entry)
            notify(session, issue.workspace_id, question, recipient, now, Place.under(root))
    return entry


def include_reporter(session: Session, issue: Issue, person: Person, now: datetime) -> None:
    """Add a further reporter, with the receipt under which all later notices come; a second call changes nothing."""
    if add_reporter(session, issue, person, now) and _receipt_of(session, issue, person.slack_id) is None:
        notify(session, issue.workspace_id, Topic(NoticeKind.RECEIPT, SUBJECT, issue.id), person.slack_id, now)


def set_quiet(session: Session, issue: Issue, person: Person, *, quiet: bool) -> None:
    """Turn notices about the issue off or on for a reporter. Raises NotAllowed for anybody else."""
    need_role(session, issue, person, Role.REPORTER)
    row = reporter_of(session, issue, person)
    if row is not None:
        row.quiet = quiet
        session.flush()
    show_again(session, issue.workspace_id, SUBJECT, issue.id)


def notify_handlers(session: Session, issue: Issue, now: datetime) -> None:
    """Send the card with its buttons to the people in charge, who are often not in the committee's channel.

    A person who has the card already gets no second one.
    """
    card = Topic(NoticeKind.HANDLING, SUBJECT, issue.id)
    for person in department_people(session, issue):
        if not person.gone and message_to(session, issue.workspace_id, card, person.slack_id) is None:
            notify(session, issue.workspace_id, card, person.slack_id, now)


def add_photos(
    session: Session, issue: Issue, files: Iterable[FileSent], by: Person, now: datetime, *, from_field: bool = True
) -> None:
    """Attach photos to the issue and post them under its card; with `from_field` False, under each receipt."""
    photos = keep_photos(session, AttachedTo(issue_id=issue.id), by, files, now, from_field=from_field)
    if not photos:
        return
    if from_field:
        roots: list[Message | None] = [card_of(session, issue)]
    else:
        roots = [root for _, root in listeners(session, issue, by, although_quiet=True)]
    for photo in photos:
        for root in roots:
            if root is not None:
                topic = Topic(NoticeKind.PHOTO, "photo", photo.id)
                notify(session, issue.workspace_id, topic, root.recipient, now, Place.under(root))


def open_receipts(session: Session, workspace_id: int, most: int) -> list[Message]:
    """Return the posted receipts of issues that have not ended: the newest `most`, newest first."""
    query = (
        select(Message)
        .join(Notice, Notice.message_id == Message.id)
        .join(Issue, Issue.id == Notice.subject_id)
        .where(
            Message.workspace_id == workspace_id,
            Notice.kind == NoticeKind.RECEIPT,
            Message.ts.is_not(None),
            Issue.state.not_in(ENDED),
        )
        .order_by(Message.id.desc())
    )
    return list(session.scalars(query.limit(most)))


def card_of(session: Session, issue: Issue) -> Message | None:
    """Return the message with the issue's card in the committee's channel, or None."""
    return message_showing(session, issue.workspace_id, NoticeKind.CARD, SUBJECT, issue.id)


def listeners(
    session: Session, issue: Issue, by: Person | None, *, although_quiet: bool = False
) -> Iterator[tuple[str, Message | None]]:
    """Yield the Slack id and receipt of each reporter but `by`.

    For a reporter who has left: of their deputy or the secretary, without a receipt.
    """
    for reporter, person in reporters_of(session, issue):
        if by is not None and person.id == by.id:
            continue
        if reporter.quiet and not although_quiet:
            continue
        if person.gone:
            stand_in = _stand_in_for(session, person)
            if stand_in is not None:
                yield stand_in.slack_id, None
        else:
            yield person.slack_id, _receipt_of(session, issue, person.slack_id)


def _stand_in_for(session: Session, person: Person) -> Person | None:
    """Return the person who is notified for somebody who has left, or None.

    That is their deputy, otherwise the secretary of the committee that receives issues.
    """
    deputy = session.get(Person, person.deputy_id) if person.deputy_id else None
    if deputy is not None and not deputy.gone:
        return deputy
    committee = committee_receiving_issues(session, person.workspace_id)
    secretary = session.get(Person, committee.secretary_id) if committee.secretary_id else None
    return secretary if secretary is not None and not secretary.gone else None


def _receipt_of(session: Session, issue: Issue, slack_id: str) -> Message | None:
    return message_to(session, issue.workspace_id, Topic(NoticeKind.RECEIPT, SUBJECT, issue.id), slack_id)
