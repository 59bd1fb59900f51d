"""What an issue looks like: the committee's card, the reporter's receipt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handlers.blocks.parts import Block, context, header, section, words
from handlers.text import say
from handlers.text.dates import say_instant


@dataclass(frozen=True)
class IssueShown:
    """What its messages show of an issue; `link` leads to the committee's card once that is posted."""

    number: int
    kind: str
    state: str
    text: str
    reporter: str
    reported_at: datetime
    zone: str
    link: str = ""


def heading(language: str, issue: IssueShown) -> str:
    return say(language, "issue.heading", kind=say(language, f"issue.{issue.kind}"), number=issue.number)


def card(language: str, issue: IssueShown) -> list[Block]:
    return [header(heading(language, issue)), *words(issue.text), _facts(language, issue)]


def receipt(language: str, issue: IssueShown) -> list[Block]:
    opening = section(say(language, "issue.receipt", number=issue.number))
    link = [section(say(language, "issue.link", link=issue.link))] if issue.link else []
    return [opening, *words(issue.text), _facts(language, issue), *link]


def _facts(language: str, issue: IssueShown) -> Block:
    return context(
        say(language, "issue.state", state=say(language, f"issue.state.{issue.state}")),
        say(language, "issue.reporter", reporter=f"<@{issue.reporter}>"),
        say(language, "issue.at", at=say_instant(language, issue.reported_at, issue.zone)),
    )
