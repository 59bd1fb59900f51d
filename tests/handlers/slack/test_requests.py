import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime

from handlers.slack.requests import Request, RequestHandler, Response
from storage.db.database import Database
from storage.issues.create import create_issue
from storage.issues.issues import Issue
from tests.cast import Cast

_MEANWHILE_S = 0.3  # on SQLite nobody else comes in while one writes


def test_of_two_people_who_change_one_record_at_once_the_second_sees_what_the_first_did(
    database: Database, cast: Cast, now: datetime
) -> None:
    with database.writing() as session:
        issue_id = create_issue(session, cast.officer, "text", now).id
    both_have_read = threading.Barrier(2)

    def add_one(request: Request) -> Response:
        issue = request.session.get_one(Issue, issue_id)
        with suppress(threading.BrokenBarrierError):
            both_have_read.wait(_MEANWHILE_S)
        both_have_read.abort()  # who tries again is alone
        issue.place += "+"
        return Response(issue.place)

    handler = RequestHandler(database, lambda: now, lambda: None)
    with ThreadPoolExecutor() as pool:
        said = [pool.submit(handler.handle, "T0CITY", user, user, add_one) for user in ("U0OFFICER", "U0LEADER")]
    assert sorted(each.result().text for each in said) == ["+", "++"]
    assert not any(each.result().refused for each in said)
