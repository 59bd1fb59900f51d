"""Blocks for committees: the list to set up, a committee's form, the memberships to confirm."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from slack_sdk.models.blocks import ConversationSelectElement, Option, StaticSelectElement, UserSelectElement
from slack_sdk.models.blocks.block_elements import PlainTextInputElement

from handlers.slack.blocks import Block, button, buttons, context, escaped, field, header, modal, section
from handlers.text import say
from storage.organisation.seats import Part

# Slack allows 100 blocks in a form, but 40 are easier to fill in; the rest comes the next time.
SEATS_AT_ONCE = 40


@dataclass(frozen=True)
class CommitteeView:
    """View model of a committee; people and channels are Slack ids, "" for none."""

    id: int
    name: str
    channel: str
    chair: str
    assistant: str
    secretary: str
    reports_to: str
    reports_to_id: int | None
    receives_issues: bool
    intake_channel: str = ""


@dataclass(frozen=True)
class SeatView:
    """View model of a person in a committee; `part` is None until it is confirmed."""

    person_id: int
    slack_id: str
    name: str
    part: str | None
    in_channel: bool


def setup_list(language: str, committees: Sequence[CommitteeView]) -> list[Block]:
    """Build the list of committees with [수정] and [회의 주기], and [회의체 추가] below it."""
    view: list[Block] = []
    for committee in committees:
        view.append(section(_line(language, committee)))
        edit = button(say(language, "button.edit"), "committee.edit", str(committee.id))
        cycle = button(say(language, "button.cycle"), "cycle.edit", str(committee.id))
        view.append(buttons(edit, cycle))
    return [*view, buttons(button(say(language, "button.add_committee"), "committee.add", "new"))]


def committee_form(language: str, committee: CommitteeView | None, others: Sequence[CommitteeView]) -> Block:
    """Build the form of a committee, or of a new one for None; `others` may be its higher committee."""
    above = [Option(value=str(other.id), text=other.name[:75]) for other in others]
    yes_no = [Option(value=value, text=say(language, f"choice.{value}")) for value in ("yes", "no")]
    chosen = next((each for each in above if committee and each.value == str(committee.reports_to_id)), None)
    receives = yes_no[0 if committee and committee.receives_issues else 1]
    fields = [
        field("name", say(language, "field.name"), _text(committee.name if committee else "")),
        field(
            "channel",
            say(language, "field.channel"),
            ConversationSelectElement(initial_conversation=_of(committee, "channel")),
        ),
        field(
            "chair",
            say(language, "field.chair"),
            UserSelectElement(initial_user=_of(committee, "chair")),
            optional=True,
        ),
        field(
            "assistant",
            say(language, "field.assistant"),
            UserSelectElement(initial_user=_of(committee, "assistant")),
            optional=True,
        ),
        field(
            "secretary",
            say(language, "field.secretary"),
            UserSelectElement(initial_user=_of(committee, "secretary")),
            optional=True,
        ),
    ]
    if above:
        select = StaticSelectElement(options=above, initial_option=chosen)
        fields.append(field("reports_to", say(language, "field.reports_to"), select, optional=True))
    fields.append(
        field(
            "receives", say(language, "field.receives"), StaticSelectElement(options=yes_no, initial_option=receives)
        ),
    )
    fields.append(
        field(
            "intake",
            say(language, "field.intake"),
            ConversationSelectElement(initial_conversation=_of(committee, "intake_channel")),
            optional=True,
        ),
    )
    return modal(
        "committee.set",
        say(language, "form.committee"),
        fields,
        submit=say(language, "button.save"),
        close=say(language, "button.close"),
        carries=str(committee.id) if committee else "",
    )


def seats_notice(language: str, committee: CommitteeView, waiting: Sequence[SeatView]) -> list[Block]:
    """Build the message to the secretary about people whose membership is not confirmed."""
    if not waiting:
        return [section(say(language, "seats.all_set", committee=escaped(committee.name)))]
    names = ", ".join(f"<@{seat.slack_id}>" for seat in waiting[:SEATS_AT_ONCE])
    return [
        header(say(language, "seats.title")),
        section(say(language, "seats.waiting", committee=escaped(committee.name), count=len(waiting))),
        context(names),
        buttons(button(say(language, "button.set_seats"), "seats.open", str(committee.id))),
    ]


def seats_form(language: str, committee: CommitteeView, waiting: Sequence[SeatView]) -> Block:
    """Build the form for at most 40 people; whoever has left the channel begins as excluded."""
    parts = [Option(value=part, text=say(language, f"part.{part}")) for part in Part]
    by_value = {part.value: part for part in parts}
    fields = [
        field(
            f"seat.{seat.person_id}",
            say(language, "seats.person" if seat.in_channel else "seats.left", name=seat.name or seat.slack_id),
            StaticSelectElement(options=parts, initial_option=by_value["member" if seat.in_channel else "excluded"]),
        )
        for seat in waiting[:SEATS_AT_ONCE]
    ]
    return modal(
        "seats.set",
        say(language, "form.seats"),
        fields,
        submit=say(language, "button.save"),
        close=say(language, "button.close"),
        carries=str(committee.id),
    )


def _line(language: str, committee: CommitteeView) -> str:
    nobody = say(language, "committee.nobody")
    marks = [say(language, "committee.receives")] if committee.receives_issues else []
    if committee.receives_issues and committee.intake_channel:
        marks.append(say(language, "committee.intake", channel=f"<#{committee.intake_channel}>"))
    marks += [say(language, "committee.reports_to", name=escaped(committee.reports_to))] if committee.reports_to else []
    return say(
        language,
        "committee.line",
        name=escaped(committee.name),
        channel=f"<#{committee.channel}>",
        chair=f"<@{committee.chair}>" if committee.chair else nobody,
        secretary=f"<@{committee.secretary}>" if committee.secretary else nobody,
    ) + "".join(f"\n{mark}" for mark in marks)


def _text(initial: str) -> PlainTextInputElement:
    return PlainTextInputElement(max_length=100, initial_value=initial or None)


def _of(committee: CommitteeView | None, name: str) -> str | None:
    return (getattr(committee, name) or None) if committee else None
