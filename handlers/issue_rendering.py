"""Messages about an issue: the card, the receipt and the messages in their threads."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from handlers.blocks import issues as looks
from handlers.blocks.parts import escaped, section, words
from handlers.fetching import LARGEST, Lost
from handlers.hops import hop_said
from handlers.issue_shown import looks_like, shown
from handlers.rendered import FileShown, Rendered, Rendering
from storage.history import History
from storage.issues import Issue, IssueState, first_line
from storage.notices import Notice
from storage.people import Person
from storage.photos import Photo
from storage.remarks import Remark
from storage.reporters import reporter_of

_FALLBACK = 150  # characters of a notification's text


def card(rendering: Rendering, notices: list[Notice]) -> Rendered:
    """Render the issue's card in the committee's channel."""
    return _rendered(rendering, _issue(rendering, notices[0]), looks.card)


def handling(rendering: Rendering, notices: list[Notice]) -> Rendered:
    """Render the card sent to the people who handle the issue in its department."""
    return _rendered(rendering, _issue(rendering, notices[0]), looks.handling)


def receipt(rendering: Rendering, notices: list[Notice]) -> Rendered:
    """Render the reader's receipt: it shows similar issues and whether notifications are muted."""
    issue = _issue(rendering, notices[0])
    query = select(Person).where(Person.workspace_id == issue.workspace_id, Person.slack_id == notices[0].recipient)
    person = rendering.session.scalar(query)
    row = reporter_of(rendering.session, issue, person) if person is not None else None
    seen = shown(rendering.session, rendering.workspace, issue, rendering.now, rendering.language)
    alike = looks_like(rendering.session, issue, rendering.now)
    seen = replace(seen, alike=alike, quiet=row is not None and row.quiet)
    return Rendered(_fallback(rendering, seen, issue), looks.receipt(rendering.language, seen))


def hops(rendering: Rendering, notices: list[Notice]) -> Rendered:
    """Render history entries; those made at the same time are lines of one message."""
    number = _issue(rendering, notices[0]).number
    rows = [rendering.session.get_one(History, notice.round) for notice in notices]
    lines = [hop_said(rendering.language, row) for row in rows]
    text = "\n".join(lines)
    return Rendered(f"{rendering.say('issue.number', number=number)} {text}", [section(text)])


def answered(rendering: Rendering, notices: list[Notice]) -> Rendered:
    """Render an answer to the reporters, with how to reply, or a reporter's reply to the committee."""
    remark = rendering.session.get_one(Remark, notices[0].round)
    by = rendering.session.get_one(Person, remark.person_id)
    key = "issue.written_back" if remark.from_field else "issue.answered"
    number = _issue(rendering, notices[0]).number
    top = rendering.say(key, number=number, who=f"<@{by.slack_id}>")
    under = [] if remark.from_field else [section(rendering.say("issue.how_to_write_back"))]
    return Rendered(f"{top} {escaped(remark.text[:_FALLBACK])}", [section(top), *words(remark.text), *under])


def ask_done(rendering: Rendering, notices: list[Notice]) -> Rendered:
    """Render the question to the reporter whether the issue is solved; its buttons go when the state changes."""
    issue = _issue(rendering, notices[0])
    is_open = issue.state == IssueState.DONE
    blocks = looks.ask_done(rendering.language, issue.number, is_open=is_open)
    return Rendered(rendering.say("issue.is_it_done", number=issue.number), blocks)


def urgent(rendering: Rendering, notices: list[Notice]) -> Rendered:
    """Render the note to the higher committee about an urgent issue; it names the person who referred it."""
    issue = _issue(rendering, notices[0])
    hop = rendering.session.get_one(History, notices[0].round)
    by = rendering.session.get(Person, hop.person_id) if hop.person_id else None
    seen = shown(rendering.session, rendering.workspace, issue, rendering.now, rendering.language)
    blocks = looks.urgent_note(rendering.language, seen, by.slack_id if by is not None else "")
    return Rendered(_fallback(rendering, seen, issue), blocks)


def photo(rendering: Rendering, notices: list[Notice]) -> Rendered:
    """Render a photo; it is downloaded and cleaned when posted."""
    sent = rendering.session.get_one(Photo, notices[0].subject_id)
    by = rendering.session.get_one(Person, sent.person_id)
    issue = rendering.session.get_one(Issue, sent.issue_id)
    url, fetch, too_large = sent.url, rendering.fetch, sent.size > LARGEST

    def make() -> tuple[str, bytes]:
        from handlers.pictures import cleaned  # late: load picture libraries only when needed

        if too_large:
            raise Lost("too_large")
        picture = cleaned(fetch(url))
        return f"{issue.number}-{sent.id}.{picture.ending}", picture.content

    alt = rendering.say("photo.alt", number=issue.number, line=first_line(issue)[:_FALLBACK])
    return Rendered(rendering.say("photo.from", who=f"<@{by.slack_id}>"), [], FileShown(alt, make, sent.id))


def _issue(rendering: Rendering, notice: Notice) -> Issue:
    return rendering.session.get_one(Issue, notice.subject_id)


def _rendered(rendering: Rendering, issue: Issue, draw: looks.Draw) -> Rendered:
    seen = shown(rendering.session, rendering.workspace, issue, rendering.now, rendering.language)
    return Rendered(_fallback(rendering, seen, issue), draw(rendering.language, seen))


def _fallback(rendering: Rendering, seen: looks.IssueShown, issue: Issue) -> str:
    return f"{looks.heading(rendering.language, seen)}: {escaped(first_line(issue)[:_FALLBACK])}"
