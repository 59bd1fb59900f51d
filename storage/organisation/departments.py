"""Department names by date: cities reorganise, and old documents keep the old name."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.db.base import Base, OfWorkspace, Versioned
from storage.db.errors import Lacking, NameTaken, NotFound
from storage.history import Change, note
from storage.organisation.replanning import Remindable
from storage.parsing.text import clean_line

_NAME_LIMIT = 100
_EVER_SINCE = date.min


def all_departments(session: Session, workspace_id: int) -> list[Department]:
    """Return the departments of a city, by name."""
    found = session.scalars(select(Department).where(Department.workspace_id == workspace_id))
    return sorted(found, key=lambda each: each.name)


def department_names(session: Session, workspace_id: int) -> dict[int, str]:
    """Return each department's present name by its id, in the order of the names."""
    return {each.id: each.name for each in all_departments(session, workspace_id)}


def department_of(session: Session, workspace_id: int, person_id: int, own_id: int | None) -> Department | None:
    """Return the department that a person heads, else answers for, else belongs to (`own_id`); None without one."""
    theirs = or_(Department.head_id == person_id, Department.contact_id == person_id, Department.id == (own_id or 0))
    query = select(Department).where(Department.workspace_id == workspace_id, theirs)
    return session.scalar(query.order_by((Department.head_id == person_id).desc(), Department.id).limit(1))


def names_on(session: Session, workspace_id: int, day: date) -> dict[int, str]:
    """Return each department's name on `day`, by department id; the day may be past or future."""
    names = department_names(session, workspace_id)
    dated = select(DepartmentName).where(DepartmentName.workspace_id == workspace_id, DepartmentName.valid_from <= day)
    for row in session.scalars(dated.order_by(DepartmentName.valid_from)):
        names[row.department_id] = row.name
    return names


def rename_department(
    session: Session, department: Department, name: str, since: date, now: datetime, today: date
) -> None:
    """Rename a department from the day `since` on, which may be in the future.

    Renaming from the same day again replaces that name. Raises Lacking, TooLong, NameTaken.
    """
    name = clean_line(name, _NAME_LIMIT)
    if not name:
        raise Lacking("name")
    same = select(Department).where(Department.workspace_id == department.workspace_id, Department.name == name)
    if session.scalar(same.where(Department.id != department.id)) is not None:
        raise NameTaken(name)
    rows = {row.valid_from: row for row in _rows(session, department)}
    if not rows:
        _enter(session, department, department.name, _EVER_SINCE)
    if since in rows:
        rows[since].name = name
    else:
        _enter(session, department, name, since)
    before, after = {"name": department.name}, {"name": name, "since": since.isoformat()}
    note(session, department.workspace_id, Change("department", department.id, "renamed", before, after), now)
    session.flush()
    keep_names(session, department.workspace_id, today)


def keep_names(session: Session, workspace_id: int, today: date) -> None:
    """Set each department's current name to its name on `today`; a second call changes nothing."""
    names = names_on(session, workspace_id, today)
    for department in all_departments(session, workspace_id):
        if department.name != names[department.id]:
            department.name = names[department.id]
    session.flush()


def department_with(session: Session, workspace_id: int, department_id: int) -> Department:
    """Return the department with this id. Raises NotFound, also for a department of another city."""
    found = session.get(Department, department_id)
    if found is None or found.workspace_id != workspace_id:
        raise NotFound("department", department_id)
    return found


def department_called(session: Session, workspace_id: int, name: str) -> Department | None:
    """Return the department of that name, or None: by its current name, else by a past or future one.

    Old lists still use earlier names.
    """
    now = select(Department).where(Department.workspace_id == workspace_id, Department.name == name)
    once = (
        select(Department)
        .join(DepartmentName, DepartmentName.department_id == Department.id)
        .where(Department.workspace_id == workspace_id, DepartmentName.name == name)
        .order_by(DepartmentName.valid_from.desc())
    )
    return session.scalar(now) or session.scalar(once.limit(1))


def department_named(session: Session, workspace_id: int, name: str) -> Department:
    """Return the department of that name, past and future names included; create it if there is none."""
    found = department_called(session, workspace_id, name)
    if found is None:
        found = Department(workspace_id=workspace_id, name=name)
        session.add(found)
        session.flush()
    return found


def _rows(session: Session, department: Department) -> list[DepartmentName]:
    query = select(DepartmentName).where(
        DepartmentName.workspace_id == department.workspace_id, DepartmentName.department_id == department.id
    )
    return list(session.scalars(query))


def _enter(session: Session, department: Department, name: str, since: date) -> None:
    row = DepartmentName(workspace_id=department.workspace_id, department_id=department.id, name=name, valid_from=since)
    session.add(row)
    session.flush()


class Department(Base, OfWorkspace, Versioned, Remindable):
    """A department. Its head confirms reports, its contact (부서 담당) collects them; either may be None."""

    replanned_by = ("head_id", "contact_id")

    __tablename__ = "departments"
    __table_args__ = (UniqueConstraint("workspace_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    head_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", use_alter=True))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("people.id", use_alter=True))


class DepartmentName(Base, OfWorkspace):
    """A department's name from a date on, past or future; old documents keep the old name."""

    __tablename__ = "department_names"
    __table_args__ = (UniqueConstraint("department_id", "valid_from"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("departments.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(100))
    valid_from: Mapped[date]
