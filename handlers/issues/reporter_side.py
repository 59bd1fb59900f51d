"""The reporter's side of an issue: mute notifications, reply, confirm that it is solved."""

from __future__ import annotations

from handlers.issues import forms
from handlers.issues.committee_side import move_to
from handlers.issues.report import numbered
from handlers.slack.payloads import Click, Submission
from handlers.slack.requests import Request, Response
from storage.issues.announcements import add_photos, set_quiet
from storage.issues.issues import IssueState, Role
from storage.issues.roles import need_role
from storage.issues.transitions import Move, move_issue


def hush(request: Request, click: Click) -> Response:
    """[이 건 알림 끄기], [알림 켜기]: mute or unmute notifications for an issue. Raises NotFound, NotAllowed."""
    issue = numbered(request, click.value)
    quiet = click.action == "issue.quiet"
    set_quiet(request.session, issue, request.person, quiet=quiet)
    return Response(request.say("issue.hushed" if quiet else "issue.heard", number=issue.number))


def solved(request: Request, click: Click) -> Response:
    """[해결됨]: close the issue. Raises NotFound, MoveNotAllowed, NotAllowed."""
    issue = numbered(request, click.value)
    move_issue(request.session, issue, Move(IssueState.CLOSED), request.person, request.now)
    return Response(request.say("issue.closed", number=issue.number))


def ask_what_is_left(request: Request, click: Click) -> Response:
    """[미해결]: open a form that asks what remains to be done. Raises NotFound, NotAllowed."""
    issue = numbered(request, click.value)
    need_role(request.session, issue, request.person, Role.REPORTER)
    return Response(form=forms.not_yet_form(request.language, issue.number))


def not_yet_by_form(request: Request, form: Submission) -> Response:
    """Reopen the issue with what remains to be done and photos.

    Raises NotFound, MoveNotAllowed, NotAllowed, Lacking.
    """
    issue = numbered(request, form.carries)
    move_to(request, issue, IssueState.UNDER_REVIEW, form.fields)
    add_photos(request.session, issue, form.files, request.person, request.now)
    return Response()


def join_another(request: Request, click: Click) -> Response:
    """[12번에 추가] on the receipt: merge this issue into the other one.

    Raises NotFound, MoveNotAllowed, NotAllowed, Lacking if both are the same.
    """
    mine, theirs = click.value.split(":")
    issue, into = numbered(request, mine), numbered(request, theirs)
    move_issue(request.session, issue, Move(IssueState.MERGED, into=into), request.person, request.now)
    return Response(request.say("issue.joined", number=issue.number, into=into.number))
