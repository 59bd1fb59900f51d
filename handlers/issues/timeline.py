"""An issue's timeline (who, when, why) and the searchable lists of issues."""

from __future__ import annotations

from handlers.issues import timeline_blocks
from handlers.issues.blocks import heading
from handlers.issues.history_entries import entry_text
from handlers.issues.view import issue_view
from handlers.meetings.policy import policy_lines
from handlers.slack.blocks import escaped
from handlers.slack.links import link_to
from handlers.slack.list_pages import page_of, turned_to
from handlers.slack.payloads import Click, Command, matched
from handlers.slack.requests import Request, Response
from handlers.tasks.stages import stage_line
from handlers.text.dates import say_instant
from storage.history import History, history_of
from storage.issues.issues import SUBJECT, Issue, first_line, issue_numbered
from storage.issues.lists import issues_of, issues_with, open_issues
from storage.issues.photos import PhotoState, photos_of_issue
from storage.organisation.people import Person
from storage.outbox.lookups import message_showing
from storage.outbox.notices import NoticeKind
from storage.overviews.stages import stage_of_issue

_KOREAN = {"내": "mine", "나": "mine", "열린": "open", "미처리": "open", "": "open"}
# Not in the timeline: edits by the reporter before anybody had handled the issue.
_LEFT_OUT = ("edited",)


def look(request: Request, command: Command) -> Response:
    """`/cn issue <number>`: show the issue's timeline. Raises NotFound."""
    digits = command.rest.lstrip("#").removesuffix("번").strip()
    if not digits.isdecimal():
        return Response(request.say("issue.number_needed"))
    return timeline_of(request, issue_numbered(request.session, request.workspace.id, int(digits[:9])))


def timeline_of(request: Request, issue: Issue) -> Response:
    """Return the issue's timeline: its facts, stage, policy decisions, photos and history entries."""
    seen = issue_view(request.session, request.workspace, issue, request.now, request.language)
    stage = stage_line(request.language, stage_of_issue(request.session, issue))
    entries = [_entry(request, row) for row in rows_of(request, issue)]
    stage = "\n".join([stage, *policy_lines(request, issue)])
    blocks = timeline_blocks.timeline(request.language, seen, stage, entries, _photo_links(request, issue))
    return Response(f"*{heading(request.language, seen)}* {escaped(first_line(issue)[:100])}", blocks=blocks)


def rows_of(request: Request, issue: Issue) -> list[History]:
    """Return the issue's history entries that belong in its timeline, oldest first."""
    every = history_of(request.session, request.workspace.id, SUBJECT, issue.id)
    return [row for row in every if row.action not in _LEFT_OUT]


def _entry(request: Request, row: History) -> str:
    person = request.session.get(Person, row.person_id) if row.person_id else None
    who = f"<@{person.slack_id}>" if person is not None else request.say("history.by_itself")
    at = say_instant(request.language, row.at, request.workspace.zone)
    return f"• {at} {who} {entry_text(request.language, row)}"


def _photo_links(request: Request, issue: Issue) -> list[str]:
    links: list[str] = []
    for photo in photos_of_issue(request.session, request.workspace.id, issue.id):
        if photo.state == PhotoState.SHOWN:
            at = message_showing(request.session, request.workspace.id, NoticeKind.PHOTO, "photo", photo.id)
            link = link_to(request.workspace, at)
            links += [f"<{link}|{len(links) + 1}>"] if link else []
    return links


def find(request: Request, command: Command) -> Response:
    """`/cn issues [mine|open|<department>|<words>]`: list the matching issues; without a word the open ones."""
    return _page(request, command.rest, 0)


def turn_page(request: Request, click: Click) -> Response:
    """[이전], [다음] under a list: replace it with the page named by the button."""
    return _page(request, *turned_to(click)).in_place()


def show(request: Request, click: Click) -> Response:
    """[보기] in a list: show the issue's timeline. Raises NotFound."""
    return timeline_of(request, issue_numbered(request.session, request.workspace.id, int(click.value)))


def _page(request: Request, wanted: str, page: int) -> Response:
    plain = matched(wanted).strip()
    wish = _KOREAN.get(plain, plain)
    match wish:
        case "mine":
            found = issues_of(request.session, request.person)
        case "open":
            found = open_issues(request.session, request.workspace.id)
        case _:
            found = issues_with(request.session, request.workspace.id, wanted.strip())
    title = request.say(f"issues.{wish}") if wish in ("mine", "open") else wanted
    if not found:
        return Response(request.say("issues.none", wanted=escaped(title[:60]).replace("`", "'")))
    start = page_of(len(found), timeline_blocks.PAGE, page)[0] * timeline_blocks.PAGE
    lines = [
        timeline_blocks.ListLine(
            each.number, each.state, first_line(each), each.reported_at.astimezone(request.zone).date()
        )
        for each in found[start : start + timeline_blocks.PAGE]
    ]
    blocks = timeline_blocks.issue_list(request.language, title, lines, len(found), page, wanted[:200])
    return Response(request.say("issues.count", title=escaped(title), count=len(found)), blocks=blocks)
