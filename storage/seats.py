"""A person's part in a committee: suggested by being in its channel, confirmed by its secretary."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, OfWorkspace, Versioned
from storage.committees import Committee
from storage.people import Person, person_of
from storage.replanning import Remindable


class Part(StrEnum):
    MEMBER = "member"  # 위원: acts and counts
    OBSERVER = "observer"  # 배석
    EXCLUDED = "excluded"  # 제외


class Seat(Base, OfWorkspace, Versioned, Remindable):
    """`part` is None until the secretary has confirmed one; `in_channel` is what Slack says."""

    __tablename__ = "seats"
    __table_args__ = (UniqueConstraint("committee_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    committee_id: Mapped[int] = mapped_column(ForeignKey("committees.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    part: Mapped[str | None] = mapped_column(String(16))
    in_channel: Mapped[bool] = mapped_column(default=True)


def note_channel_members(session: Session, committee: Committee, slack_ids: Iterable[str]) -> tuple[int, int]:
    """Keep who is in the channel, and count what that leaves for the secretary to confirm: all, and what is new.

    Nobody gains or loses a part here: a newcomer waits for one, and a member who left keeps theirs until the
    secretary takes it. Bots and guests are left out.
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
    """A newcomer without a part, or somebody with one who has left the channel; a chair need not be in it."""
    if seat.in_channel:
        return seat.part is None
    return seat.part in (Part.MEMBER, Part.OBSERVER) and seat.person_id != committee.chair_id


def seats_of(session: Session, committee: Committee) -> list[Seat]:
    query = select(Seat).where(Seat.workspace_id == committee.workspace_id, Seat.committee_id == committee.id)
    return list(session.scalars(query.order_by(Seat.id)))


def voters_of(session: Session, committee: Committee, *, also_gone: bool = False) -> list[int]:
    """Confirmed members and the chair, by person; who has left the city only with `also_gone`."""
    ids = [seat.person_id for seat in seats_of(session, committee) if seat.part == Part.MEMBER]
    ids += [committee.chair_id] if committee.chair_id is not None else []
    gone = select(Person.id).where(
        Person.workspace_id == committee.workspace_id, Person.id.in_(ids), Person.gone.is_(True)
    )
    left = set() if also_gone else set(session.scalars(gone))
    return [each for each in dict.fromkeys(ids) if each not in left]


def confirm_seat(session: Session, committee: Committee, person: Person, part: Part) -> None:
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
