"""Committee membership: suggested from the channel's members, confirmed by the secretary."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db.base import Base, OfWorkspace, Versioned
from storage.organisation.committees import Committee
from storage.organisation.people import Person, person_of
from storage.organisation.replanning import Remindable


class Part(StrEnum):
    """Role of a person in a committee."""

    MEMBER = "member"  # 위원: votes and counts for the quorum
    OBSERVER = "observer"  # 배석
    EXCLUDED = "excluded"  # 제외


class Seat(Base, OfWorkspace, Versioned, Remindable):
    """A person's membership in a committee. `part` is None until the secretary has confirmed a role.

    `in_channel` is whether Slack lists the person in the committee's channel.
    """

    __tablename__ = "seats"
    __table_args__ = (UniqueConstraint("committee_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    part: Mapped[str | None] = mapped_column(String(16))
    in_channel: Mapped[bool] = mapped_column(default=True)


def note_channel_members(session: Session, committee: Committee, slack_ids: Iterable[str]) -> tuple[int, int]:
    """Save the channel's members and return how many the secretary has to confirm: all, and new ones.

    No role is given or removed here: a newcomer waits for one, and a member who left the channel keeps theirs until the
    secretary removes it. Bots, guests and people who left the city are left out.
    """
    seats = {seat.person_id: seat for seat in seats_of(session, committee)}
    waited = {person_id for person_id, seat in seats.items() if waits_for_secretary(seat, committee)}
    present = [person_of(session, committee.workspace_id, slack_id) for slack_id in slack_ids]
    people = {person.id for person in present if not (person.is_bot or person.is_guest or person.gone)}
    for person_id in people - seats.keys():
        seats[person_id] = Seat(workspace_id=committee.workspace_id, committee_id=committee.id, person_id=person_id)
        session.add(seats[person_id])
    for seat in seats.values():
        seat.in_channel = seat.person_id in people
    session.flush()
    waiting = {person_id for person_id, seat in seats.items() if waits_for_secretary(seat, committee)}
    return len(waiting), len(waiting - waited)


def waits_for_secretary(seat: Seat, committee: Committee) -> bool:
    """Return whether the secretary has to act on this membership.

    True for a newcomer without a role, and for a person with a role who left the channel. The chair need not be in the
    channel.
    """
    if seat.in_channel:
        return seat.part is None
    return seat.part in (Part.MEMBER, Part.OBSERVER) and seat.person_id != committee.chair_id


def seats_of(session: Session, committee: Committee) -> list[Seat]:
    """Return every membership of the committee in the order they were made, also without a role or excluded."""
    query = select(Seat).where(Seat.workspace_id == committee.workspace_id, Seat.committee_id == committee.id)
    return list(session.scalars(query.order_by(Seat.id)))


def answers_for(session: Session, committee: Committee, person: Person) -> Person | None:
    """Return the member of the committee for whom this person answers, or None; see `answers_for_by_committee`."""
    member_id = answers_for_by_committee(session, person).get(committee.id)
    return session.get_one(Person, member_id) if member_id is not None else None


def answers_for_by_committee(session: Session, person: Person) -> dict[int, int]:
    """Return, by committee id, the person id of the member for whom this person answers.

    It is the chair's for the chair's assistant, else a confirmed member's own; other committees are missing. A person
    who is not stored answers for nobody.
    """
    city = person.workspace_id
    if not person.id:
        return {}
    own = select(Seat.committee_id).where(
        Seat.workspace_id == city, Seat.person_id == person.id, Seat.part == Part.MEMBER
    )
    assisted = (
        select(Committee.id, Person.id)
        .join(Person, Person.id == Committee.chair_id)
        .where(Committee.workspace_id == city, Person.assistant_id == person.id)
    )
    chairs = [(committee, chair) for committee, chair in session.execute(assisted)]
    return {**dict.fromkeys(session.scalars(own), person.id), **dict(chairs)}


def voters_of(session: Session, committee: Committee, *, also_gone: bool = False) -> list[int]:
    """Return the person ids of confirmed members and the chair; people who left the city only with `also_gone`."""
    ids = [seat.person_id for seat in seats_of(session, committee) if seat.part == Part.MEMBER]
    ids += [committee.chair_id] if committee.chair_id is not None else []
    gone = select(Person.id).where(
        Person.workspace_id == committee.workspace_id, Person.id.in_(ids), Person.gone.is_(True)
    )
    left = set() if also_gone else set(session.scalars(gone))
    return [each for each in dict.fromkeys(ids) if each not in left]


def confirm_seat(session: Session, committee: Committee, person: Person, part: Part) -> None:
    """Set the person's role in the committee; create the membership if the person was not in the channel."""
    seat = session.scalar(
        select(Seat).where(
            Seat.workspace_id == committee.workspace_id,
            Seat.committee_id == committee.id,
            Seat.person_id == person.id,
        ),
    )
    if seat is None:
        seat = Seat(workspace_id=committee.workspace_id, committee_id=committee.id, person_id=person.id)
        session.add(seat)
    seat.part = part
