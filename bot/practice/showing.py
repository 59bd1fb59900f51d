"""The page's data: the cast, what each person sees, files, the tour's steps and the latest traffic."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.practice.elements import Impossible
from bot.practice.files import FILES_AT_ONCE, Files, NotTaken, Upload, headers_for
from bot.practice.inspector import Inspector
from bot.practice.people import People
from bot.practice.world import World

_PAGE = Path(__file__).parent / "page"


class Showing:
    """The routes that the page reads; `story` and `next_due` may block and run on a thread pool."""

    def __init__(
        self,
        world: World,
        people: People,
        files: Files,
        inspector: Inspector,
        story: Callable[[], list[dict[str, Any]]],
        next_due: Callable[[], datetime | None],
    ) -> None:
        self._world, self._people, self._files, self._inspector = world, people, files, inspector
        self._story_of, self._next_due = story, next_due

    def routes(self) -> list[BaseRoute]:
        """Return all routes; the page's own files come last, because they match every other path."""
        return [
            Route("/practice/people", self._cast),
            Route("/practice/sees", self._sees),
            Route("/practice/upload", self._upload, methods=["POST"]),
            Route("/practice/story", self._story),
            Route("/practice/inspect", self._inspect),
            Route("/files-pri/{team}-{id}/{how:path}", self._file),
            Route("/", lambda _: FileResponse(_PAGE / "index.html")),
            Mount("/", StaticFiles(directory=_PAGE)),
        ]

    async def _cast(self, _: Request) -> Response:
        app, city = self._world.app, self._world.city
        shown = [person for person in self._world.people.values() if not person["is_bot"]]
        channels = [
            {"id": each["id"], "name": each["name"]} for each in self._world.channels.values() if not each["is_im"]
        ]
        return JSONResponse(
            {
                "workspace": {"name": city.name, "domain": city.domain, "zone": city.zone},
                "people": shown,
                "channels": channels,
                "bot": {"id": app.bot_user, "name": self._world.people.get(app.bot_user, {}).get("name", app.name)},
                "commands": app.commands,
                "shortcuts": app.shortcuts,
            }
        )

    async def _sees(self, request: Request) -> Response:
        return JSONResponse(self._people.sees(request.query_params.get("as", "")))

    async def _upload(self, request: Request) -> Response:
        try:
            async with request.form(max_files=FILES_AT_ONCE) as form:
                given = {name: str(form.get(name) or "") for name in ("user", "channel", "thread_ts", "text")}
                files = [await _uploaded(each) for each in form.getlist("files")]
            return JSONResponse(self._people.upload(**given, files=files))
        except (NotTaken, Impossible) as error:
            return JSONResponse({"ok": False, "error": str(error)}, status_code=400)

    async def _file(self, request: Request) -> Response:
        """Return a file to the bot by its token, as Slack requires, and to the page."""
        entry = self._files.entry(request.path_params["id"])
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        ours = token == self._world.app.bot_token or request.headers.get("sec-fetch-site") == "same-origin"
        if entry is None or not ours:
            return Response("not found", status_code=404)
        saved = request.path_params["how"].startswith("download/")
        return Response(self._files.content(entry["id"]), headers=headers_for(entry, saved=saved))

    async def _story(self, _: Request) -> Response:
        steps, due = await run_in_threadpool(self._story_of), await run_in_threadpool(self._next_due)
        return JSONResponse({"steps": steps, "next_due": due.timestamp() if due else None})

    async def _inspect(self, request: Request) -> Response:
        return JSONResponse({"rows": self._inspector.since(int(request.query_params.get("since", 0)))})


async def _uploaded(part: UploadFile | str) -> Upload:
    """Return the uploaded file of a form's field. Raises NotTaken for a field that is no file."""
    if not isinstance(part, UploadFile):
        raise NotTaken("no file")
    return part.filename or "", part.content_type or "", await part.read()
