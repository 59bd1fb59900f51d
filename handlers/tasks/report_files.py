"""Files of a quarterly report: stored with it, named where it is shown, posted under the agenda."""

from __future__ import annotations

from handlers.slack.blocks import escaped
from handlers.slack.downloads import LARGEST, Lost
from handlers.slack.links import link_to
from handlers.slack.outgoing import OutgoingFile, Rendered, Rendering
from handlers.slack.requests import Request
from handlers.text.dates import today_of
from handlers.text.titles import task_title
from storage.db.errors import FileRefused
from storage.issues.photos import AttachedTo, FileSent, Photo, keep_photos, photos_of_report
from storage.organisation.people import Person
from storage.outbox.lookups import message_showing
from storage.outbox.notices import Notice, NoticeKind
from storage.rounds.attachments import SUBJECT, hand_over
from storage.tasks.progress import ProgressReport
from storage.tasks.tasks import Task

_NAME = 120
_PHOTOS, _PAPERS = ("jpg", "jpeg", "png", "gif", "heic", "heif", "webp"), ("pdf", "hwp", "hwpx", "docx", "xlsx", "pptx")
# docs.slack.dev, file_input: "There is a 10MB file size limit."
_LARGEST = 10 * 1024 * 1024
_NOT_IN_A_NAME = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))


def keep(request: Request, report: ProgressReport | None, files: tuple[FileSent, ...]) -> None:
    """Store the report's files and plan their posts under the agenda.

    Raises FileRefused for a wrong type or more than 10 MB.
    """
    if report is None or not files:
        return
    for file in files:
        if _ending(file.name) not in (*_PHOTOS, *_PAPERS):
            raise FileRefused(file.name, "kind")
        if file.size > _LARGEST:
            raise FileRefused(file.name, "large")
    keep_photos(request.session, AttachedTo(report_id=report.id), request.person, files, request.now)
    hand_over(request.session, request.workspace.id, today_of(request.now, request.workspace.zone), request.now)


def line(request: Request, report: ProgressReport) -> list[str]:
    """Return one mrkdwn line with a link for each file of the report, or [] if there is none."""
    names = [_named(request, file) for file in photos_of_report(request.session, request.workspace.id, report.id)]
    return [request.say("progress.files", names=", ".join(names))] if names else []


def attachment(rendering: Rendering, notices: list[Notice]) -> Rendered:
    """Render the post of a file. It is downloaded at that time; a photo loses place, camera and other metadata.

    The download raises Lost if the file is too large, of a wrong type or gone, and NotNow if it fails for now.
    """
    file = rendering.session.get_one(Photo, notices[0].subject_id)
    report = rendering.session.get_one(ProgressReport, file.report_id)
    task = rendering.session.get_one(Task, report.task_id)
    by = rendering.session.get_one(Person, file.person_id)
    quarter = rendering.say("progress.quarter", year=report.year, quarter=report.quarter)
    about = {"code": task.code, "quarter": quarter}
    url, name, fetch, too_large = file.url, f"{task.code}-{file.name}", rendering.fetch, file.size > LARGEST

    def make() -> tuple[str, bytes]:
        if too_large:
            raise Lost("too_large")
        return _readable(name, fetch(url))

    alt = rendering.say("report_file.alt", **about, title=task_title(rendering.language, task), name=file.name)
    said = rendering.say("report_file.from", **about, who=f"<@{by.slack_id}>")
    return Rendered(said, [], OutgoingFile(alt, make, file.id))


def _readable(name: str, content: bytes) -> tuple[str, bytes]:
    """Return (name, content): a photo by its content, else a document by its name. Raises Lost for anything else."""
    from handlers.slack.images import cleaned  # late: loads imaging libraries, only when a file comes

    stem, _, ending = name.translate(_NOT_IN_A_NAME).rpartition(".")
    try:
        picture = cleaned(content)
    except Lost as lost:
        if lost.why != "not_a_photo" or _ending(name) not in _PAPERS:
            raise
        return f"{stem[:_NAME]}.{ending}", content
    return f"{stem[:_NAME]}.{picture.ending}", picture.content


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()


def _named(request: Request, file: Photo) -> str:
    """Return the name with a link: to the post that the channel can read, or before that to the sender's file."""
    name = escaped(file.name[:_NAME])
    if file.is_lost:
        return request.say("report_file.lost", name=name)
    at = message_showing(request.session, request.workspace.id, NoticeKind.REPORT_FILE, SUBJECT, file.id)
    link = (link_to(request.workspace, at) if at is not None else "") or file.permalink
    return f"<{link}|{name.replace('|', '_')}>" if link.startswith("https://") else name
