"""An issue's timeline (who, when, why) and the searchable lists of issues."""

from __future__ import annotations

from handlers.blocks import passport as looks
from handlers.blocks.issues import heading
from handlers.blocks.parts import escaped
from handlers.hops import hop_said
from handlers.issue_shown import link_to, shown
from handlers.listening import Answer, Asked
from handlers.payloads import Click, Command, matched
from handlers.policy import policy_lines
from handlers.stages import stage_line
from handlers.text.dates import say_instant
from storage.history import History, history_of
from storage.issue_lists import issues_of, issues_with, open_issues
from storage.issues import SUBJECT, Issue, first_line, issue_numbered
from storage.notices import NoticeKind, message_showing
from storage.people import Person
from storage.photos import PhotoState, photos_of_issue
from storage.stages import stage_of_issue

_KOREAN = {"내": "mine", "나": "mine", "열린": "open", "미처리": "open", "": "open"}
# Not in the timeline: edits by the reporter before anybody had handled the issue.
_LEFT_OUT = ("edited",)


def look(asked: Asked, command: Command) -> Answer:
    """`/cn issue <number>`: show the issue's timeline. Raises NotFound."""
    digits = command.rest.lstrip("#").removesuffix("번").strip()
    if not digits.isdecimal():
        return Answer(asked.say("issue.number_needed"))
    return passport_of(asked, issue_numbered(asked.session, asked.workspace.id, int(digits[:9])))


def passport_of(asked: Asked, issue: Issue) -> Answer:
    """Return the issue's timeline: its facts, stage, policy decisions, photos and history entries."""
    seen = shown(asked.session, asked.workspace, issue, asked.now, asked.language)
    stage = stage_line(asked.language, stage_of_issue(asked.session, issue))
    hops = [_hop(asked, row) for row in rows_of(asked, issue)]
    stage = "\n".join([stage, *policy_lines(asked, issue)])
    blocks = looks.passport(asked.language, seen, stage, hops, _photo_links(asked, issue))
    return Answer(f"*{heading(asked.language, seen)}* {escaped(first_line(issue)[:100])}", blocks=blocks)


def rows_of(asked: Asked, issue: Issue) -> list[History]:
    """Return the issue's history entries that belong in its timeline, oldest first."""
    every = history_of(asked.session, asked.workspace.id, SUBJECT, issue.id)
    return [row for row in every if row.action not in _LEFT_OUT]


def _hop(asked: Asked, row: History) -> str:
    person = asked.session.get(Person, row.person_id) if row.person_id else None
    who = f"<@{person.slack_id}>" if person is not None else asked.say("hop.by_itself")
    at = say_instant(asked.language, row.at, asked.workspace.zone)
    return f"• {at} {who} {hop_said(asked.language, row)}"


def _photo_links(asked: Asked, issue: Issue) -> list[str]:
    links: list[str] = []
    for photo in photos_of_issue(asked.session, asked.workspace.id, issue.id):
        if photo.state == PhotoState.SHOWN:
            at = message_showing(asked.session, asked.workspace.id, NoticeKind.PHOTO, "photo", photo.id)
            link = link_to(asked.workspace, at)
            links += [f"<{link}|{len(links) + 1}>"] if link else []
    return links


def find(asked: Asked, command: Command) -> Answer:
    """`/cn issues [mine|open|<department>|<words>]`: list the matching issues; without a word the open ones."""
    return _page(asked, command.rest, 0)


def turn_page(asked: Asked, click: Click) -> Answer:
    """[이전], [다음] under a list: replace it with the page named by the button."""
    page, _, wanted = click.value.partition("|")
    answer = _page(asked, wanted, int(page))
    return Answer(answer.text, blocks=answer.blocks, replaces=True)


def show(asked: Asked, click: Click) -> Answer:
    """[보기] in a list: show the issue's timeline. Raises NotFound."""
    return passport_of(asked, issue_numbered(asked.session, asked.workspace.id, int(click.value)))


def _page(asked: Asked, wanted: str, page: int) -> Answer:
    plain = matched(wanted).strip()
    wish = _KOREAN.get(plain, plain)
    match wish:
        case "mine":
            found = issues_of(asked.session, asked.person)
        case "open":
            found = open_issues(asked.session, asked.workspace.id)
        case _:
            found = issues_with(asked.session, asked.workspace.id, wanted.strip())
    title = asked.say(f"issues.{wish}") if wish in ("mine", "open") else wanted
    if not found:
        return Answer(asked.say("issues.none", wanted=escaped(title[:60]).replace("`", "'")))
    start = looks.clamped(page, len(found)) * looks.PAGE
    lines = [
        looks.ListLine(each.number, each.state, first_line(each), each.reported_at.astimezone(asked.zone).date())
        for each in found[start : start + looks.PAGE]
    ]
    blocks = looks.issue_list(asked.language, title, lines, len(found), page, wanted[:200])
    return Answer(asked.say("issues.count", title=escaped(title), count=len(found)), blocks=blocks)
