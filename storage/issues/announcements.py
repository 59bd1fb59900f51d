"""Notices about an issue: to reporters under their receipts, to the people in charge, under the committee's card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.history import History
from storage.issues.issues import ENDED, SUBJECT, Issue, IssueState
from storage.issues.photos import Photo
from storage.issues.remarks import Remark
from storage.issues.reporters import reporters_of
from storage.issues.transitions import Move, department_people, move_issue
from storage.organisation.committees import Committee, committee_receiving_issues
from storage.organisation.people import Person
from storage.outbox.lookups import message_showing, message_to
from storage.outbox.messages import Message
from storage.outbox.notices import Notice, NoticeKind, Place, notify, show_again
from storage.outbox.threads import notify_of_entry


def notify_of_new_issue(session: Session, issue: Issue, reporter: Person, now: datetime) -> Committee:
    """Send a new issue's card to the committee and its receipt to the reporter; return the committee.

    Raises NotFound if no committee receives issues.
    """
    committee = committee_receiving_issues(session, issue.workspace_id)
    for kind, recipient in ((NoticeKind.CARD, committee.cards_channel), (NoticeKind.RECEIPT, reporter.slack_id)):
        notify(session, issue.workspace_id, kind, SUBJECT, issue.id, recipient, now)
    return committee


def give_receipt(session: Session, issue: Issue, person: Person, now: datetime) -> None:
    """Send a further reporter the receipt under which all later notices come; a second call sends nothing."""
    if _receipt_of(session, issue, person.slack_id) is None:
        notify(session, issue.workspace_id, NoticeKind.RECEIPT, SUBJECT, issue.id, person.slack_id, now)


def publish_entry(session: Session, issue: Issue, entry: History, by: Person | None, now: datetime) -> None:
    """Update all messages of the issue and notify every reporter except the person who made the change.

    Automatic changes (`by` is None) are sent to all. When the issue is done, reporters are asked whether it is solved.
    """
    session.flush()
    show_again(session, issue.workspace_id, SUBJECT, issue.id)
    for recipient, root in _listeners(session, issue, by):
        notify_of_entry(session, issue.workspace_id, root, issue.id, recipient, entry.id, now)
        if entry.action == "moved" and issue.state == IssueState.DONE:
            place = Place(root_id=root.id) if root is not None else None
            args = (session, issue.workspace_id, NoticeKind.ASK_DONE, SUBJECT, issue.id, recipient, now)
            notify(*args, round=entry.id, place=place)


def notify_handlers(session: Session, issue: Issue, now: datetime) -> None:
    """Send the card with its buttons to the people in charge, who are often not in the committee's channel.

    A person who has the card already gets no second one.
    """
    for person in department_people(session, issue):
        args = (session, issue.workspace_id, NoticeKind.HANDLING, SUBJECT, issue.id, person.slack_id)
        if not person.gone and message_to(*args) is None:
            notify(*args, now)


def pass_on(session: Session, issue: Issue, remark: Remark, by: Person, now: datetime) -> None:
    """Send a committee's answer to the reporters, or a reporter's reply to the card's thread.

    Answers also go to reporters who want no notices.
    """
    if remark.from_field:
        card = card_of(session, issue)
        to: Iterable[tuple[str, Message | None]] = [(card.recipient, card)] if card is not None else []
    else:
        to = _listeners(session, issue, by, although_quiet=True)
    for recipient, root in to:
        place = Place(root_id=root.id) if root is not None else None
        args = (session, issue.workspace_id, NoticeKind.ANSWERED, SUBJECT, issue.id, recipient, now)
        notify(*args, round=remark.id, place=place)


def show_photos(session: Session, issue: Issue, photos: Iterable[Photo], by: Person, now: datetime) -> None:
    """Post a reporter's photos under the card, and the committee's photos under each receipt."""
    for photo in photos:
        if photo.from_field:
            card = card_of(session, issue)
            roots = [card] if card is not None else []
        else:
            roots = [root for _, root in _listeners(session, issue, by, although_quiet=True) if root is not None]
        for root in roots:
            args = (session, issue.workspace_id, NoticeKind.PHOTO, "photo", photo.id, root.recipient, now)
            notify(*args, place=Place(root_id=root.id))


def close_what_waited(session: Session, workspace_id: int, today: date, now: datetime) -> None:
    """Close settled issues whose reporter did not object in time, and notify their reporters."""
    waited = select(Issue).where(Issue.workspace_id == workspace_id, Issue.closes_on <= today)
    for issue in session.scalars(waited):
        entry = move_issue(session, issue, Move(IssueState.CLOSED), None, now)
        publish_entry(session, issue, entry, None, now)


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


def _listeners(
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
            stand_in = stand_in_for(session, person)
            if stand_in is not None:
                yield stand_in.slack_id, None
        else:
            yield person.slack_id, _receipt_of(session, issue, person.slack_id)


def stand_in_for(session: Session, person: Person) -> Person | None:
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
    return message_to(session, issue.workspace_id, NoticeKind.RECEIPT, SUBJECT, issue.id, slack_id)
