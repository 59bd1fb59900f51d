"""Blocks for a written vote: its message in the channel, and the forms that start, extend and cancel it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import CheckboxesElement, Option, StaticMultiSelectElement, StaticSelectElement
from slack_sdk.models.blocks.block_elements import OverflowMenuElement, PlainTextInputElement, RadioButtonsElement

from handlers.meetings.blocks.agenda import ItemView, lines, pick_item
from handlers.meetings.blocks.cycles import quorum_choice
from handlers.meetings.blocks.meetings import quorum
from handlers.slack.blocks import Block, button, buttons, context, escaped, field, header, modal, section, several_lines
from handlers.text import say
from storage.meetings.votes import Choice

_OPTIONS, _OPTION_TEXT, _DUE, _REASON = 100, 75, 60, 1_000


@dataclass(frozen=True)
class WrittenVoteView:
    """View model of a written vote.

    `done` of `members` have answered every item. `until` and `state` are finished mrkdwn, `reason` is as written.
    """

    meeting_id: int
    committee: str
    until: str
    reason: str
    lines: Sequence[ItemView]
    done: int
    members: int
    needed: int
    sends_up: bool
    state: str  # "" while it is open


def written_vote(language: str, view: WrittenVoteView) -> list[Block]:
    """Build the message in the channel: how many have answered, never who answered what."""
    blocks = [header(say(language, "written_vote.heading", committee=view.committee))]
    if view.state:
        return [*blocks, section(view.state), *lines(language, view.lines)]
    counted = say(language, "written_vote.answered", present=view.done, members=view.members)
    up = [say(language, "written_vote.sends_up")] if view.sends_up else []
    blocks.append(section("\n".join([view.until, *([escaped(view.reason)] if view.reason else [])])))
    blocks += lines(language, view.lines)
    blocks.append(context(counted, *quorum(language, view.done, view.needed), *up))
    return [*blocks, _deeds(language, view)]


def _deeds(language: str, view: WrittenVoteView) -> Block:
    number = str(view.meeting_id)
    close, keep = say(language, "button.close_written_vote"), say(language, "button.close")
    sure = say(language, "written_vote.close_sure", count=view.members - view.done)
    menu = [
        Option(value=f"{each}:{number}", text=say(language, f"written_vote.more.{each}"))
        for each in ("who", "enter", "extend", "abandon")
    ]
    return buttons(
        button(say(language, "button.vote"), "procedure.mine", number),
        button(close, "procedure.close", number, ask=sure, yes=close, no=keep),
        OverflowMenuElement(action_id="procedure.more", options=menu),
    )


def vote_button(language: str, meeting_id: int) -> Block:
    """Build [회신하기], which opens the reader's own ballot."""
    return buttons(button(say(language, "button.vote"), "procedure.mine", str(meeting_id)))


def news(text: str, reason: str) -> list[Block]:
    """Build the message about a new deadline or a cancellation; `text` is mrkdwn, `reason` is as written."""
    return [section(f"{text}\n{escaped(reason)}")]


def which_form(language: str, committees: Sequence[tuple[int, str]]) -> Block:
    """Build the form that asks for the committee, from (id, name) of each."""
    named = [Option(value=str(number), text=name[:_OPTION_TEXT]) for number, name in committees]
    select = StaticSelectElement(options=named, initial_option=named[0])
    return modal(
        "procedure.which",
        say(language, "form.written_vote"),
        [field("committee", say(language, "field.committee"), select)],
        submit=say(language, "button.next"),
        close=say(language, "button.close"),
    )


@dataclass(frozen=True)
class CallView:
    """Values of the form that starts a written vote.

    `waiting` are the items to choose from, as (value, text). `above` is the higher committee's name, "" for none.
    `echo` is how the deadline was read. The others are what was typed.
    """

    committee: str
    waiting: Sequence[tuple[str, str]]
    above: str
    quorum: str
    items: str = ""
    titles: str = ""
    until: str = ""
    reason: str = ""
    up: str = ""
    echo: str = ""


def call_form(language: str, view: CallView, carries: str) -> Block:
    """Build the form that starts a written vote; with `echo`, submitting it again confirms the deadline."""
    options = [Option(value=value, text=text[:_OPTION_TEXT]) for value, text in view.waiting[:_OPTIONS]]
    chosen = [each for each in options if each.value in view.items.split(",")]
    select = StaticMultiSelectElement(options=options, initial_options=chosen or None)
    titles = several_lines(view.titles)
    reason = PlainTextInputElement(max_length=_REASON, initial_value=view.reason or None)
    return modal(
        "procedure.call",
        say(language, "form.written_vote"),
        [
            section(f"*{escaped(view.committee)}*"),
            *([field("items", say(language, "field.waiting"), select, optional=True)] if options else []),
            field("titles", say(language, "field.titles"), titles, optional=True, hint=say(language, "hint.titles")),
            *_until(language, view.until, view.echo),
            field("quorum", say(language, "field.quorum"), quorum_choice(language, view.quorum)),
            *([_up(language, view)] if view.above else []),
            field("reason", say(language, "field.why_written"), reason, optional=True),
        ],
        submit=say(language, "button.call_written_vote"),
        close=say(language, "button.close"),
        carries=carries,
    )


def _up(language: str, view: CallView) -> Block:
    box = [Option(value="yes", text=say(language, "choice.sends_up", committee=view.above)[:_OPTION_TEXT])]
    ticked = CheckboxesElement(options=box, initial_options=box if view.up else None)
    return field("up", say(language, "field.sends_up"), ticked, optional=True)


def _until(language: str, typed: str, echo: str) -> list[Block]:
    until = PlainTextInputElement(max_length=_DUE, initial_value=typed or None)
    view = field("until", say(language, "field.until"), until, hint=say(language, "hint.until"))
    return [*([section(echo)] if echo else []), view]


def extend_form(language: str, now: str, typed: str, reason: str, echo: str, carries: str) -> Block:
    """Build the form for a later deadline; `now` is the current one, `echo` how the typed one was read, or ""."""
    return modal(
        "procedure.extend",
        say(language, "form.extend"),
        [
            section(now),
            *_until(language, typed, echo),
            _why(language, "field.why_extended", reason),
        ],
        submit=say(language, "button.save"),
        close=say(language, "button.close"),
        carries=carries,
    )


def abandon_form(language: str, committee: str, carries: str) -> Block:
    """Build the form that asks for the reason of cancelling the written vote."""
    return modal(
        "procedure.abandon",
        say(language, "form.abandon"),
        [section(f"*{escaped(committee)}*"), _why(language, "field.why_called_off", "")],
        submit=say(language, "button.abandon"),
        close=say(language, "button.close"),
        carries=carries,
    )


def _why(language: str, label: str, reason: str) -> Block:
    return field(
        "reason", say(language, label), PlainTextInputElement(max_length=_REASON, initial_value=reason or None)
    )


def enter_form(language: str, members: Sequence[tuple[int, str]], items: Sequence[ItemView], carries: str) -> Block:
    """Build the form in which the secretary enters what a member answered on paper or by telephone."""
    people = [Option(value=str(number), text=name[:_OPTION_TEXT]) for number, name in members[:_OPTIONS]]
    choices = [Option(value=each, text=say(language, f"choice.{each}")) for each in Choice]
    words = several_lines()
    return modal(
        "procedure.enter",
        say(language, "form.enter_vote"),
        [
            field("ballot", say(language, "field.member"), StaticSelectElement(options=people)),
            field("item", say(language, "field.item"), pick_item(items)),
            field("choice", say(language, "field.choice"), RadioButtonsElement(options=choices)),
            field("opinion", say(language, "field.opinion"), words, optional=True),
        ],
        submit=say(language, "button.save"),
        close=say(language, "button.close"),
        carries=carries,
    )
