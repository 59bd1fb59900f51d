from datetime import datetime

from storage.db.database import Database
from storage.issues.create import create_issue
from storage.issues.drafts import start_draft
from storage.issues.photos import AttachedTo, FileSent, keep_photos, photos_of_draft, photos_of_issue
from tests.cast import Cast

FIRST, SECOND = (FileSent(name, f"{name}.jpg", f"https://files.example/{name}.jpg", 1) for name in ("F0ONE", "F0TWO"))


def test_each_record_has_its_own_files_and_each_of_them_once(database: Database, cast: Cast, now: datetime) -> None:
    officer = cast.officer
    with database.writing() as session:
        issues = [create_issue(session, officer, text, now) for text in ("창호 결로", "가로등")]
        draft = start_draft(session, officer, "D0OFFICER", "", now)
        keep_photos(session, AttachedTo(issue_id=issues[0].id), officer, [FIRST], now)
        keep_photos(session, AttachedTo(issue_id=issues[1].id), officer, [SECOND], now)
        keep_photos(session, AttachedTo(draft_id=draft.id), officer, [FIRST, SECOND], now)
        new = keep_photos(session, AttachedTo(issue_id=issues[0].id), officer, [FIRST, SECOND], now)
        assert [each.slack_file for each in new] == ["F0TWO"]
        held = [photos_of_issue(session, officer.workspace_id, each.id) for each in issues]
        held.append(photos_of_draft(session, officer.workspace_id, draft.id))
    assert [[each.slack_file for each in files] for files in held] == [
        ["F0ONE", "F0TWO"],
        ["F0TWO"],
        ["F0ONE", "F0TWO"],
    ]
