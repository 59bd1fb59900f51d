"""Raising an issue and looking at it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from handlers.blocks.issues import IssueShown, heading
from handlers.blocks.parts import escaped
from handlers.listening import Asked
from storage.committees import committee_receiving_issues
from storage.issues import Issue, issue_numbered, raise_issue
from storage.notices import NoticeKind, tell
from storage.people import Person
from storage.workspaces import Workspace

SUBJECT = "issue"


def report(asked: Asked, text: str) -> str:
    """Enter the issue; its card goes to the receiving committee's channel, its receipt to the reporter."""
    committee = committee_receiving_issues(asked.session, asked.workspace.id)
    issue = raise_issue(asked.session, asked.person, text, asked.now)
    for kind, recipient in ((NoticeKind.CARD, committee.channel), (NoticeKind.RECEIPT, asked.person.slack_id)):
        tell(asked.session, asked.workspace.id, kind, SUBJECT, issue.id, recipient, asked.now)
    return asked.say("report.done", number=issue.number, committee=committee.name)


def look(asked: Asked, text: str) -> str:
    """What the books say of one issue."""
    digits = text.lstrip("#").removesuffix("번").strip()
    if not digits.isdecimal():
        return asked.say("issue.number_needed")
    issue = issue_numbered(asked.session, asked.workspace.id, int(digits[:9]))
    return "\n".join(
        [
            heading(asked.language, shown(asked.session, asked.workspace, issue)),
            asked.say("issue.state", state=asked.say(f"issue.state.{issue.state}")),
            escaped(issue.text),
        ],
    )


def shown(session: Session, workspace: Workspace, issue: Issue, link: str = "") -> IssueShown:
    return IssueShown(
        number=issue.number,
        kind=issue.kind,
        state=issue.state,
        text=issue.text,
        reporter=session.get_one(Person, issue.reporter_id).slack_id,
        reported_at=issue.reported_at,
        zone=workspace.zone,
        link=link,
    )
