"""The reporter's side of an issue: mute notifications, reply, confirm that it is solved."""

from __future__ import annotations

from handlers.blocks import issue_forms as forms
from handlers.handling import join, move_to
from handlers.issues import add_photos, numbered
from handlers.listening import Answer, Asked
from handlers.payloads import Click, Submission
from storage.errors import Lacking
from storage.issue_moves import Move, move_issue, need_role
from storage.issues import SUBJECT, Issue, IssueState, Role
from storage.notices import show_again
from storage.photos import FileSent
from storage.remarks import add_remark
from storage.reporters import set_quiet
from storage.telling import hop_made, pass_on


def hush(asked: Asked, click: Click) -> Answer:
    """[이 건 알림 끄기], [알림 켜기]: mute or unmute notifications for an issue. Raises NotFound, NotAllowed."""
    issue = numbered(asked, click.value)
    need_role(asked.session, issue, asked.person, Role.REPORTER)
    quiet = click.action == "issue.quiet"
    set_quiet(asked.session, issue, asked.person, quiet=quiet)
    show_again(asked.session, asked.workspace.id, SUBJECT, issue.id)
    return Answer(asked.say("issue.hushed" if quiet else "issue.heard", number=issue.number))


def solved(asked: Asked, click: Click) -> Answer:
    """[해결됨]: close the issue. Raises NotFound, MoveNotAllowed, NotAllowed."""
    issue = numbered(asked, click.value)
    hop = move_issue(asked.session, issue, Move(IssueState.CLOSED), asked.person, asked.now)
    hop_made(asked.session, issue, hop, asked.person, asked.now)
    return Answer(asked.say("issue.closed", number=issue.number))


def ask_what_is_left(asked: Asked, click: Click) -> Answer:
    """[미해결]: open a form that asks what remains to be done. Raises NotFound, NotAllowed."""
    issue = numbered(asked, click.value)
    need_role(asked.session, issue, asked.person, Role.REPORTER)
    return Answer(form=forms.not_yet_form(asked.language, issue.number))


def not_yet_by_form(asked: Asked, form: Submission) -> Answer:
    """Reopen the issue with what remains to be done and photos.

    Raises NotFound, MoveNotAllowed, NotAllowed, Lacking.
    """
    issue = numbered(asked, form.carries)
    move_to(asked, issue, IssueState.UNDER_REVIEW, form.fields)
    add_photos(asked, issue, form.files)
    return Answer()


def join_another(asked: Asked, click: Click) -> Answer:
    """[12번에 추가] on the receipt: merge this issue into the other one.

    Raises NotFound, MoveNotAllowed, NotAllowed, Lacking if both are the same.
    """
    mine, theirs = click.value.split(":")
    issue, into = numbered(asked, mine), numbered(asked, theirs)
    if issue.id == into.id:
        raise Lacking("into")
    hop = move_issue(asked.session, issue, Move(IssueState.MERGED, into=into), asked.person, asked.now)
    hop_made(asked.session, issue, hop, asked.person, asked.now)
    join(asked, issue, into)
    return Answer(asked.say("issue.joined", number=issue.number, into=into.number))


def write_back(asked: Asked, issue: Issue, text: str, files: tuple[FileSent, ...]) -> None:
    """Post a reporter's reply, with its photos, under the issue's card. Raises NotAllowed, TooLong."""
    need_role(asked.session, issue, asked.person, Role.REPORTER)
    if text.strip():
        remark = add_remark(asked.session, issue, asked.person, text, asked.now, from_field=True)
        pass_on(asked.session, issue, remark, asked.person, asked.now)
    add_photos(asked, issue, files)
    asked.session.flush()
    show_again(asked.session, asked.workspace.id, SUBJECT, issue.id)
