"""Messages about an issue: the card, the receipt and the messages in their threads."""

from __future__ import annotations

from dataclasses import replace

from handlers.issues import blocks as issue_blocks
from handlers.issues.history_entries import entry_text
from handlers.issues.view import issue_view, looks_like
from handlers.slack.blocks import escaped, section, words
from handlers.slack.downloads import LARGEST, Lost
from handlers.slack.outgoing import OutgoingFile, Rendered, Rendering
from schedules.rules.issues import CLOSES_AFTER
from storage.history import History
from storage.issues.issues import Issue, IssueState, first_line
from storage.issues.photos import Photo
from storage.issues.remarks import Remark
from storage.issues.reporters import reporter_of
from storage.organisation.people import Person, known_person
from storage.outbox.notices import Notice

_FALLBACK = 150  # characters of a notification's text


def card(rendering: Rendering, notices: list[Notice]) -> Rendered:
    """Render the issue's card in the committee's channel."""
    return _rendered(rendering, _issue(rendering, notices[0]), issue_blocks.card)


def handling(rendering: Rendering, notices: list[Notice]) -> Rendered:
    """Render the card sent to the people who handle the issue in its department."""
    return _rendered(rendering, _issue(rendering, notices[0]), issue_blocks.handling)


def receipt(rendering: Rendering, notices: list[Notice]) -> Rendered:
    """Render the reader's receipt: it shows similar issues and whether notifications are muted."""
    issue = _issue(rendering, notices[0])
    person = known_person(rendering.session, issue.workspace_id, notices[0].recipient)
    row = reporter_of(rendering.session, issue, person) if person is not None else None
    seen = issue_view(rendering.session, rendering.workspace, issue, rendering.now, rendering.language)
    alike = looks_like(rendering.session, issue, rendering.now)
    seen = replace(seen, alike=alike, quiet=row is not None and row.quiet)
    return Rendered(_fallback(rendering, seen, issue), issue_blocks.receipt(rendering.language, seen))


def entries(rendering: Rendering, notices: list[Notice]) -> Rendered:
    """Render history entries; those made at the same time are lines of one message."""
    number = _issue(rendering, notices[0]).number
    rows = [rendering.session.get_one(History, notice.cause_id) for notice in notices]
    lines = [entry_text(rendering.language, row) for row in rows]
    text = "\n".join(lines)
    return Rendered(f"{rendering.say('issue.number', number=number)} {text}", [section(text)])


def answered(rendering: Rendering, notices: list[Notice]) -> Rendered:
    """Render an answer to the reporters, with how to reply, or a reporter's reply to the committee."""
    remark = rendering.session.get_one(Remark, notices[0].cause_id)
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
    question = rendering.say("issue.is_it_done", number=issue.number, days=CLOSES_AFTER)
    return Rendered(question, issue_blocks.ask_done(rendering.language, issue.number, question, is_open=is_open))


def urgent(rendering: Rendering, notices: list[Notice]) -> Rendered:
    """Render the note to the higher committee about an urgent issue; it names the person who referred it."""
    issue = _issue(rendering, notices[0])
    entry = rendering.session.get_one(History, notices[0].cause_id)
    by = rendering.session.get(Person, entry.person_id) if entry.person_id else None
    seen = issue_view(rendering.session, rendering.workspace, issue, rendering.now, rendering.language)
    blocks = issue_blocks.urgent_note(rendering.language, seen, by.slack_id if by is not None else "")
    return Rendered(_fallback(rendering, seen, issue), blocks)


def photo(rendering: Rendering, notices: list[Notice]) -> Rendered:
    """Render a photo; it is downloaded and cleaned when posted.

    That raises Lost if the file is too large, no picture or gone, and NotNow if it cannot be downloaded for now.
    """
    sent = rendering.session.get_one(Photo, notices[0].subject_id)
    by = rendering.session.get_one(Person, sent.person_id)
    issue = rendering.session.get_one(Issue, sent.issue_id)
    url, fetch, too_large = sent.url, rendering.fetch, sent.size > LARGEST

    def make() -> tuple[str, bytes]:
        from handlers.slack.images import cleaned  # late: load picture libraries only when needed

        if too_large:
            raise Lost("too_large")
        picture = cleaned(fetch(url))
        return f"{issue.number}-{sent.id}.{picture.ending}", picture.content

    alt = rendering.say("photo.alt", number=issue.number, line=first_line(issue)[:_FALLBACK])
    return Rendered(rendering.say("photo.from", who=f"<@{by.slack_id}>"), [], OutgoingFile(alt, make, sent.id))


def _issue(rendering: Rendering, notice: Notice) -> Issue:
    return rendering.session.get_one(Issue, notice.subject_id)


def _rendered(rendering: Rendering, issue: Issue, draw: issue_blocks.Draw) -> Rendered:
    seen = issue_view(rendering.session, rendering.workspace, issue, rendering.now, rendering.language)
    return Rendered(_fallback(rendering, seen, issue), draw(rendering.language, seen))


def _fallback(rendering: Rendering, seen: issue_blocks.IssueView, issue: Issue) -> str:
    return f"{issue_blocks.heading(rendering.language, seen)}: {escaped(first_line(issue)[:_FALLBACK])}"
