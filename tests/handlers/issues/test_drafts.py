"""Free messages, mentions, shortcuts and photos end to end: they become drafts and issues."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from bot.practice.driver import Person, Slack
from bot.sample import COUNCIL, FIELD
from tests.running import go_to
from tests.texts import korean, says

Document = dict[str, Any]
GPS = 0x8825


@pytest.fixture
def officer(slack: Slack) -> Person:
    return slack.person("U0OFFICER")


@pytest.fixture
def leader(slack: Slack) -> Person:
    return slack.person("U0LEADER")


def photo(color: str = "navy", kind: str = "JPEG") -> bytes:
    """Return a photo that contains a position, as phones write it."""
    image, out = Image.new("RGB", (320, 200), color), BytesIO()
    exif = Image.Exif()
    exif.get_ifd(GPS)[1] = "N"
    exif[0x010F] = "PhoneMaker"
    image.save(out, kind, exif=exif)
    return out.getvalue()


def card_of_draft(person: Person, where: str = "") -> Document:
    def drafts() -> list[Document]:
        return [m for m in person.messages(where or person.own_channel) if korean("draft.title") in str(m["blocks"])]

    return dict(person.waits_for(drafts)[-1])


def cards(leader: Person) -> list[Document]:
    kind = korean("issue.problem")
    return [m for m in leader.messages(COUNCIL) if says(str(m["blocks"]), "issue.heading", kind=kind)]


def photos_under(leader: Person, card: Document) -> list[Document]:
    inside = [m for m in leader.messages(COUNCIL) if m.get("thread_ts") == card["ts"]]
    return [file for message in inside for file in message.get("files", ())]


def test_a_sentence_becomes_a_draft_and_then_an_issue(officer: Person, leader: Person) -> None:
    text = "별양동 주민센터 2층 창호에 결로가 심합니다 B-09"
    officer.writes(text)
    draft = card_of_draft(officer)
    shown = str(draft["blocks"])
    assert korean("issue.place", place="별양동 주민센터") in shown
    assert korean("issue.task", task="B-09 노후 공동주택") in shown
    assert cards(leader) == []
    officer.click(draft, "draft.register")
    card = leader.waits_for(lambda: cards(leader))[0]
    assert text in str(card["blocks"])
    officer.waits_for(lambda: korean("draft.registered", number=1) in str(officer.direct_messages()))


def test_three_photos_and_then_a_sentence_are_one_report(officer: Person, leader: Person) -> None:
    for name, color in (("a.jpg", "red"), ("b.jpg", "green"), ("c.jpg", "blue")):
        officer.sends("", (name, "image/jpeg", photo(color)))
    officer.writes("도서관 지하 주차장에 물이 샙니다")
    officer.waits_for(lambda: korean("draft.photos", count=3) in str(card_of_draft(officer)["blocks"]))
    officer.waits_for(lambda: "물이 샙니다" in str(card_of_draft(officer)["blocks"]))
    officer.click(card_of_draft(officer), "draft.register")
    card = leader.waits_for(lambda: cards(leader))[0]
    leader.waits_for(lambda: len(photos_under(leader, card)) == 3)
    assert len([m for m in officer.direct_messages() if says(str(m["blocks"]), "draft.registered")]) == 1


def test_a_photo_is_shown_without_where_it_was_taken(slack: Slack, officer: Person, leader: Person) -> None:
    officer.sends("외벽 균열", ("IMG_0001.jpg", "image/jpeg", photo()))
    officer.click(card_of_draft(officer), "draft.register")
    card = leader.waits_for(lambda: cards(leader))[0]
    (file,) = leader.waits_for(lambda: photos_under(leader, card))
    shown = Image.open(BytesIO(slack.file(file["url_private"], "xoxb-practice")))
    assert shown.size == (320, 200)
    assert dict(shown.getexif()) == {}


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("장부.jpg", b"<!doctype html><html>login</html>", korean("photo.not_a_photo")),
        ("큰 사진.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64, korean("photo.not_a_photo")),
    ],
)
def test_a_photo_that_cannot_be_shown_is_named_and_the_issue_is_there(
    officer: Person, leader: Person, name: str, content: bytes, why: str
) -> None:
    officer.sends("외벽 균열", (name, "image/jpeg", content))
    officer.click(card_of_draft(officer), "draft.register")
    leader.waits_for(lambda: cards(leader))
    leader.waits_for(lambda: f"{name}: {why}" in str(cards(leader)))


def test_thanks_and_greetings_make_no_draft(officer: Person, leader: Person) -> None:
    officer.writes("감사합니다!! ^^")
    officer.writes("안녕하세요")
    officer.waits_for(lambda: korean("draft.how") in str(officer.direct_messages()))
    assert "draft.register" not in str(officer.direct_messages())


def test_who_has_an_open_issue_is_offered_to_write_to_it(officer: Person, leader: Person) -> None:
    officer.command(FIELD, "/cn", "report 창호 결로")
    card = leader.waits_for(lambda: cards(leader))[0]
    officer.sends("아직도 젖습니다", ("x.jpg", "image/jpeg", photo()))
    draft = card_of_draft(officer)
    names = [e["text"]["text"] for e in draft["blocks"][-1]["elements"] if e["type"] == "button"]
    assert names == [korean("button.answer_to", number=1), korean("button.register_anew"), korean("button.edit")]
    officer.click(draft, "draft.add")
    leader.waits_for(lambda: "아직도 젖습니다" in str(leader.messages(COUNCIL)))
    leader.waits_for(lambda: photos_under(leader, card))
    assert len(cards(leader)) == 1


def test_a_mention_in_a_thread_is_a_draft_there_and_only_its_writer_registers_it(
    slack: Slack, officer: Person, leader: Person
) -> None:
    root, text = officer.message(FIELD, "다들 점심 드셨나요"), "중앙공원 가로등이 꺼졌어요 <!channel>"
    officer.message(FIELD, f"@U0CNBOT {text}", root)
    draft = card_of_draft(officer, FIELD)
    assert draft["thread_ts"] == root
    leader.click(draft, "draft.register")
    leader.waits_for(lambda: korean("not_allowed", who="<@U0OFFICER>") in str(leader.messages(FIELD)))
    assert cards(leader) == []
    officer.click(draft, "draft.register")
    card = leader.waits_for(lambda: cards(leader))[0]
    assert text in str(card["blocks"])
    assert says(str(card["blocks"]), "issue.source")


def test_a_shortcut_on_anybodys_message_keeps_its_link_and_photos(
    slack: Slack, officer: Person, leader: Person
) -> None:
    owner, text = slack.person("U0OWNER"), "하수처리장 악취 신고 들어옴"
    sent = owner.sends(text, ("p.jpg", "image/jpeg", photo()), channel=FIELD)
    message = next(m for m in officer.messages(FIELD) if m["ts"] == sent["ts"])
    officer.shortcut("issue_from_message", message)
    (form,) = officer.waits_for(officer.views)
    owner.delete(FIELD, sent["ts"])  # before the draft is submitted
    officer.submit(form, place="하수처리장")
    card = leader.waits_for(lambda: cards(leader))[0]
    assert f"archives/{FIELD}/p{sent['ts'].replace('.', '')}" in str(card["blocks"])
    assert text in str(card["blocks"])
    leader.waits_for(lambda: photos_under(leader, card))


def test_the_global_shortcut_opens_the_form_and_a_call_is_taken_for_somebody(officer: Person, leader: Person) -> None:
    officer.shortcut("issue_new")
    (form,) = officer.waits_for(officer.views)
    officer.click_in_view(form, "issue.by_phone", text="보일러 소음", place="경로당")
    (request,) = officer.waits_for(lambda: [v for v in officer.views() if "'caller'" in str(v["blocks"])])
    caller = "경로당 회장"
    officer.submit(request, caller=caller, caller_contact="02-000-0000", text="보일러 소음", place="경로당")
    card = leader.waits_for(lambda: cards(leader))[0]
    assert f"({caller})" in str(card["blocks"])
    assert "02-000-0000" not in str(card["blocks"])


def test_a_draft_is_asked_about_once_and_then_let_go(slack: Slack, officer: Person, leader: Person) -> None:
    text = "가로등이 꺼졌어요"
    officer.writes(text)
    card_of_draft(officer)
    go_to(slack, 4, 25)
    waits = korean("line.draft_waits", line=text)
    officer.waits_for(lambda: waits in str(officer.direct_messages()))
    go_to(slack, 4, 28)
    officer.waits_for(lambda: korean("draft.let_go") in str(officer.direct_messages()))
    assert str(officer.direct_messages()).count(waits) <= 2  # once in its text and once in its blocks
    assert cards(leader) == []


def test_the_same_message_three_times_makes_one_draft(slack: Slack, officer: Person) -> None:
    text = "가로등이 꺼졌어요"
    slack.do("repeat_next", times=3)
    officer.writes(text)
    card_of_draft(officer)
    officer.writes("중앙공원입니다")
    officer.waits_for(lambda: "중앙공원입니다" in str(card_of_draft(officer)["blocks"]))
    assert str(card_of_draft(officer)["blocks"]).count(text) == 1


def test_ten_photos_and_4000_hostile_characters_arrive_whole(officer: Person, leader: Person) -> None:
    text = ("<!channel> *굵게* <https://x.example|링크> & it's 🏢 " * 200)[:4_000].strip()
    sent = officer.sends(text, *((f"{n}.jpg", "image/jpeg", photo(f"#{n}0{n}0{n}0")) for n in range(10)))
    assert len(sent["files"]) == 10
    officer.click(card_of_draft(officer), "draft.register")
    card = leader.waits_for(lambda: cards(leader))[0]
    shown = "".join(b["text"]["text"] for b in card["blocks"] if b["type"] == "section")
    assert text in shown
    leader.waits_for(lambda: len(photos_under(leader, card)) == 10)


def test_three_who_say_the_same_are_proposed_for_the_agenda(slack: Slack, officer: Person, leader: Person) -> None:
    secretary = slack.person("U0SECRETARY")
    for who, words in (
        ("OFFICER", "중앙공원 가로등 꺼짐"),
        ("OWNER", "중앙공원 가로등이 꺼짐"),
        ("HEAD", "중앙공원 가로등 또 꺼짐"),
    ):
        slack.person(f"U0{who}").command(FIELD, "/cn", f"report {words}")
    leader.waits_for(lambda: len(cards(leader)) == 3)
    go_to(slack, 4, 25)
    reminder = secretary.waits_for(
        lambda: [m for m in secretary.direct_messages() if says(str(m["blocks"]), "line.alike")]
    )[0]
    secretary.click(reminder, "issue.agenda")
    secretary.waits_for(lambda: says(str(secretary.direct_messages()), "issue.on_agenda"))
