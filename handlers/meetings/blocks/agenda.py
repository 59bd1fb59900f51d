"""Blocks for an agenda: a message by pages, the form that adds an item, the form that arranges items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from slack_sdk.models.blocks import ButtonElement, CheckboxesElement, Option, StaticSelectElement
from slack_sdk.models.blocks.block_elements import (
    ExternalDataSelectElement,
    OverflowMenuElement,
    PlainTextInputElement,
    RadioButtonsElement,
)

from handlers.slack.blocks import Block, button, buttons, context, escaped, field, header, modal, section, shortened
from handlers.slack.list_pages import page_of, turns
from handlers.text import say
from handlers.text.dates import say_day
from storage.meetings.agenda import TITLE_LIMIT, AgendaKind

# Twenty lines take two screens of a phone and fit two sections.
PAGE = 20
_LINE, _IN_A_SECTION, _OPTIONS, _OPTION_TEXT = 160, 10, 100, 75


@dataclass(frozen=True)
class ItemView:
    """View model of an agenda item; `title` is as written, `notes` are mrkdwn, `outcome` is "" until it is decided."""

    id: int
    number: int
    kind: str
    title: str
    notes: tuple[str, ...]
    outcome: str


@dataclass(frozen=True)
class AgendaView:
    """View model of a meeting's agenda; `actions_done` of `actions` earlier action items are done."""

    meeting_id: int
    committee: str
    on: date
    at: str
    place: str
    lines: Sequence[ItemView]
    actions_done: int
    actions: int


def agenda(language: str, view: AgendaView, page: int, *, private: bool, may_arrange: bool) -> list[Block]:
    """Build one page of the agenda, for the channel or for one reader (`private`).

    In the channel everybody sees the buttons, but only a secretary may use them.
    """
    page, pages = page_of(len(view.lines), PAGE, page)
    inside = view.lines[page * PAGE : (page + 1) * PAGE]
    place = say(language, "meeting.place", place=escaped(view.place)) if view.place else ""
    when = say(language, "meeting.when", day=say_day(language, view.on), at=view.at, place=place)
    facts = [when, say(language, "agenda.count", count=len(view.lines), page=page + 1, pages=pages)]
    if view.actions:
        percent = round(100 * view.actions_done / view.actions)
        facts.append(say(language, "agenda.actions", done=view.actions_done, count=view.actions, percent=percent))
    blocks = [header(say(language, "agenda.heading", committee=view.committee)), context(*facts)]
    blocks += lines(language, inside) or [section(say(language, "agenda.none"))]
    turn = turns(language, "agenda", page, pages, lambda to: f"{view.meeting_id}:{to}:{int(private)}")
    deeds = _deeds(language, view, private=private) if may_arrange else []
    return [*blocks, *([buttons(*turn)] if turn else []), buttons(*deeds, _papers(language, view, private=private))]


def _papers(language: str, view: AgendaView, *, private: bool) -> OverflowMenuElement:
    """Build the ⋯ menu: papers for everybody, and with `private` those that only a secretary gets."""
    which = ("agenda_paper", "calendar", "one_page", "letter") if private else ("agenda_paper", "calendar")
    menu = [Option(value=f"{each}:{view.meeting_id}", text=say(language, f"papers.{each}")) for each in which]
    return OverflowMenuElement(action_id="papers.more", options=menu)


def lines(language: str, items: Sequence[ItemView]) -> list[Block]:
    """Build sections with ten item lines each."""
    said = [line(language, item) for item in items]
    return [section("\n".join(said[at : at + _IN_A_SECTION])) for at in range(0, len(said), _IN_A_SECTION)]


def line(language: str, item: ItemView) -> str:
    """Return the item as one mrkdwn line: number, kind, title, notes, outcome."""
    kind, came = say(language, f"agenda.kind.{item.kind}"), ""
    if item.outcome:
        came = f" → *{say(language, f'outcome.{item.outcome}')}*"
    notes = f" ({' · '.join(item.notes)})" if item.notes else ""
    return f"{item.number}. [{kind}] {escaped(shortened(item.title, _LINE))}{notes}{came}"


def _deeds(language: str, view: AgendaView, *, private: bool) -> list[ButtonElement]:
    number = str(view.meeting_id)
    add = button(say(language, "button.add_item"), "agenda.add", number)
    arrange = button(say(language, "button.arrange"), "agenda.arrange", number)
    show = button(say(language, "button.show_agenda"), "agenda.show", number)
    start = button(say(language, "button.start_meeting"), "board.start", number)
    return [add, arrange, show] if private else [start, add, arrange]


def add_form(language: str, carries: str) -> Block:
    """Build the form [안건 추가]: a title, an issue or a task, and the kind of item."""
    title = PlainTextInputElement(max_length=TITLE_LIMIT)
    hint = say(language, "field.task_hint")
    return modal(
        "agenda.add",
        say(language, "form.add_item"),
        [
            field("title", say(language, "field.item_title"), title, optional=True),
            field(
                "issue",
                say(language, "field.item_issue"),
                ExternalDataSelectElement(min_query_length=0, placeholder=hint),
                optional=True,
            ),
            field(
                "task",
                say(language, "field.item_task"),
                ExternalDataSelectElement(min_query_length=0, placeholder=hint),
                optional=True,
            ),
            field("kind", say(language, "field.item_kind"), _kinds(language)),
        ],
        submit=say(language, "button.save"),
        close=say(language, "button.close"),
        carries=carries,
    )


def arrange_form(language: str, items: Sequence[ItemView], carries: str) -> Block:
    """Build the form that changes one item's place or kind, or removes it; an empty field changes nothing."""
    places = [Option(value=str(place), text=str(place)) for place in range(1, min(len(items), _OPTIONS) + 1)]
    kinds = [Option(value=kind, text=say(language, f"agenda.kind.{kind}")) for kind in AgendaKind]
    drop = [Option(value="drop", text=say(language, "choice.drop_item"))]
    return modal(
        "agenda.arrange",
        say(language, "form.arrange"),
        [
            field("item", say(language, "field.item"), pick_item(items)),
            field("place", say(language, "field.item_place"), StaticSelectElement(options=places), optional=True),
            field("kind", say(language, "field.item_kind"), StaticSelectElement(options=kinds), optional=True),
            field("drop", say(language, "field.drop_item"), CheckboxesElement(options=drop), optional=True),
        ],
        submit=say(language, "button.save"),
        close=say(language, "button.close"),
        carries=carries,
    )


def pick_item(items: Sequence[ItemView]) -> StaticSelectElement:
    """Build the menu of items. Slack allows 100 options of 75 characters (docs.slack.dev)."""
    options = [Option(value=str(each.id), text=f"{each.number}. {each.title}"[:_OPTION_TEXT]) for each in items]
    return StaticSelectElement(options=options[:_OPTIONS])


def issue_options(issues: Sequence[tuple[int, str]]) -> list[dict[str, object]]:
    """Return options of a searchable list, from (number, text) of each issue."""
    lines = [(number, f"{number} {' '.join(text.split())}") for number, text in issues]
    return [dict(Option(value=str(number), text=text[:_OPTION_TEXT]).to_dict()) for number, text in lines[:_OPTIONS]]


def _kinds(language: str) -> RadioButtonsElement:
    kinds = [Option(value=kind, text=say(language, f"agenda.kind.{kind}")) for kind in AgendaKind]
    return RadioButtonsElement(options=kinds, initial_option=kinds[0])
