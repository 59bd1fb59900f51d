"""Files in a quarter's report, end to end: uploaded in the form, listed by /cn status, handed over."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from PIL import Image

from bot.practice.driver import Person, Slack
from bot.sample import COUNCIL, FIELD
from tests.running import go_to
from tests.texts import korean, says


def photo() -> bytes:
    """Return a photo that contains its position."""
    kept, place = BytesIO(), Image.Exif()
    place[0x010F] = "Camera maker"
    Image.new("RGB", (40, 30), "green").save(kept, "JPEG", exif=place)
    return kept.getvalue()


def uploaded(slack: Slack, name: str, kind: str, content: bytes) -> str:
    """Upload a file as the page does when it is picked for a form's field; return its id."""
    return str(slack.upload("U0OWNER", "", "", "", [(name, kind, content)])["files"][0]["id"])


def form_of(person: Person, code: str) -> dict[str, Any]:
    person.command(FIELD, "/cn", f"update {code}")
    (form,) = person.waits_for(person.views)
    return dict(form)


def under_the_agenda(person: Person) -> list[dict[str, Any]]:
    said = [each for each in person.messages(COUNCIL) if each.get("files") and each.get("thread_ts")]
    return [each for each in said if says(each["text"], "report_file.from")]


def test_a_photo_and_a_paper_are_kept_named_and_handed_over_under_the_agenda(slack: Slack) -> None:
    owner = slack.person("U0OWNER")
    go_to(slack, 6, 20)
    form = form_of(owner, "B-06")
    tool = uploaded(slack, "준공.exe", "application/octet-stream", b"MZ")
    owner.submit(form, value="12,000", rating="on_track", files=tool)
    owner.waits_for(lambda: owner.views()[0]["errors"].get("files") == korean("report_file.kind", name="준공.exe"))
    files = [uploaded(slack, "준공.jpg", "image/jpeg", photo())]
    files.append(uploaded(slack, "검사|<1>.pdf", "application/pdf", b"%PDF-1.7 paper"))
    owner.submit(form, value="12,000", rating="on_track", files=",".join(files))
    owner.waits_for(lambda: says(str(owner.views()), "progress.files"))
    said = owner.command(FIELD, "/cn", "status B-06")
    assert "|준공.jpg>" in said
    assert "검사_&lt;1&gt;.pdf>" in said
    assert under_the_agenda(owner) == []  # the council's next agenda is not posted yet
    go_to(slack, 7, 1)  # ten days before the meeting
    leader = slack.person("U0LEADER")
    leader.waits_for(lambda: leader.messages(COUNCIL))
    go_to(slack, 7, 2)
    shown = leader.waits_for(lambda: under_the_agenda(leader) if len(under_the_agenda(leader)) == 2 else None)
    quarter = korean("progress.quarter", year=2025, quarter=2)
    assert says(shown[0]["text"], "report_file.from", code="B-06", quarter=quarter)
    names = {file["name"]: slack.file(file["url_private"], "xoxb-practice") for each in shown for file in each["files"]}
    assert names["B-06-검사__1_.pdf"] == b"%PDF-1.7 paper"
    assert not Image.open(BytesIO(names["B-06-준공.jpg"])).getexif()
    owner.waits_for(lambda: f"/archives/{COUNCIL}/p" in owner.command(FIELD, "/cn", "status B-06"))
