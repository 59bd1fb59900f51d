"""Blocks for a ballot: each item with three buttons, by direct message or privately in a channel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import ButtonElement, Option
from slack_sdk.models.blocks.block_elements import RadioButtonsElement

from handlers.slack.blocks import (
    Block,
    button,
    buttons,
    context,
    escaped,
    field,
    header,
    modal,
    section,
    several_lines,
    shortened,
)
from handlers.text import say
from storage.meetings.votes import Choice

_WORDS, _MINE = 400, 200


@dataclass(frozen=True)
class BallotItem:
    """View model of an item on a ballot.

    `facts` and `entered_by` (who answered, if it was not the member) are mrkdwn. `words` (the issue's text) and `mine`
    (the opinion) are as written. `choice` is "" without an answer.
    """

    id: int
    number: int
    title: str
    words: str
    facts: Sequence[str]
    choice: str
    mine: str
    entered_by: str = ""
    outcome: str = ""


@dataclass(frozen=True)
class BallotView:
    """View model of a ballot.

    `until`, `member` and `state` are finished mrkdwn, `reason` is as written. `member` is "" on the reader's own
    ballot.
    """

    ballot_id: int
    meeting_id: int
    committee: str
    until: str
    reason: str
    member: str
    is_open: bool
    state: str
    items: Sequence[BallotItem]

    @property
    def answered(self) -> int:
        """Return how many items have an answer."""
        return sum(bool(each.choice) for each in self.items)


def ballot(language: str, view: BallotView, *, private: bool) -> list[Block]:
    """Build the ballot; once it is closed, without buttons and with its state.

    `private` (not by direct message) is part of the buttons' values.
    """
    blocks = [header(say(language, "ballot.heading", committee=view.committee)), section(view.until)]
    about = [each for each in (view.member, escaped(view.reason)) if each]
    blocks += [context(*about)] if about else []
    for item in view.items:
        blocks.append(section(_item(language, item)))
        if view.is_open:
            value = f"{view.ballot_id}:{item.id}:{int(private)}"
            blocks.append(buttons(*(_choice(language, item, each, value) for each in Choice)))
    if not view.is_open:
        return [*blocks, context(view.state)]
    paper = button(say(language, "papers.agenda_paper"), "papers.minutes", f"agenda_paper:{view.meeting_id}")
    counted = say(language, "ballot.progress", done=view.answered, count=len(view.items))
    return [*blocks, context(counted, say(language, "ballot.who_sees")), buttons(paper)]


def _item(language: str, item: BallotItem) -> str:
    lines = [f"*{item.number}. {escaped(item.title)}*"]
    lines += [escaped(shortened(item.words, _WORDS))] if item.words else []
    lines += item.facts
    if item.choice:
        mine = f" — {escaped(shortened(item.mine, _MINE))}" if item.mine else ""
        said = say(language, "ballot.mine", choice=say(language, f"choice.{item.choice}"), words=mine)
        lines.append(f"{said} {item.entered_by}".rstrip())
    if item.outcome:
        lines.append(say(language, "board.outcome", outcome=say(language, f"outcome.{item.outcome}")))
    return "\n".join(lines)


def _choice(language: str, item: BallotItem, choice: Choice, value: str) -> ButtonElement:
    said = say(language, f"choice.{choice}")
    return button(f"✓ {said}" if item.choice == choice else said, f"ballot.{choice}", value)


def opinion_form(language: str, title: str, choice: str, words: str, carries: str) -> Block:
    """Build the form for an opinion, alone or with a vote for or against."""
    options = [
        Option(value=each, text=say(language, f"choice.with.{each}"))
        for each in (Choice.OPINION, Choice.FOR, Choice.AGAINST)
    ]
    chosen = next((each for each in options if each.value == choice), options[0])
    text = several_lines(words)
    return modal(
        "ballot.opinion",
        say(language, "form.opinion"),
        [
            section(f"*{escaped(title)}*"),
            field("opinion", say(language, "field.opinion"), text),
            field(
                "choice",
                say(language, "field.opinion_counts"),
                RadioButtonsElement(options=options, initial_option=chosen),
            ),
        ],
        submit=say(language, "button.save"),
        close=say(language, "button.close"),
        carries=carries,
    )
