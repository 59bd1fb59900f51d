"""Guesses about a free message: its place and its task. The person confirms them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from handlers.slack.payloads import matched
from storage.issues.lists import likeness, pairs_of
from storage.tasks.tasks import codes_in

# Endings of words that name a place; an address in front of such a word is part of the place.
_PLACE_ENDS = "|".join(
    (
        "주민센터|행정복지센터|복지센터|문화센터|센터|도서관|어린이집|유치원|초등학교|중학교|고등학교|학교|아파트|단지",
        "공원|놀이터|청사|시청|구청|보건소|경로당|체육관|수영장|주차장|시장|상가|병원|소방서|터미널",
        "사거리|삼거리|교차로|정류장|지하철역|역|다리|교량|공사장|공사현장|현장|사업소|처리장|소각장|매립장|배수지",
    )
)
_PLACE_KO = re.compile(
    rf"((?:[가-힣0-9]+(?:동|로|길|읍|면|리|가)\s+)?(?:[가-힣A-Za-z0-9]+\s+)?[가-힣A-Za-z0-9]*(?:{_PLACE_ENDS}))"
    r"(?=[\s,.·에의은는이가을를도앞옆뒤안]|$)"
)
_ADDRESS = re.compile(
    r"([가-힣]+\d*(?:동|읍|면)(?:\s+\d+(?:-\d+)?)?|[가-힣0-9]+(?:로|길)\s*\d+(?:-\d+)?)(?=[\s,.에의]|$)"
)
_PLACE_EN = re.compile(r"\b(?:at|in|near)\s+(?:the\s+)?([A-Z0-9][\w'-]*(?:\s+[\w'-]+){0,4})", re.UNICODE)
_TASK_FROM = 0.3
_NAMED = 0.2  # added if the message names the task's department

# Messages that are no report.
_THANKS = (
    "감사합니다 감사해요 감사 고맙습니다 고마워요 고마워 수고하세요 수고하셨습니다 수고많으십니다 네 넵 넹 예 네네 "
    "알겠습니다 확인했습니다 확인 좋아요 ㅇㅇ ㅇㅋ ㄱㅅ "
    "ok okay yes thanks thankyou thankyouverymuch thankyousomuch thankssomuch thx gotit noted great"
)
_GREETINGS = (
    "안녕 안녕하세요 안녕하십니까 반갑습니다 도움 도움말 도와줘 도와줘요 테스트 hi hello hey goodmorning help test"
)
_SAID_THANKS, _SAID_HELLO = frozenset(matched(_THANKS).split()), frozenset(matched(_GREETINGS).split())
_LAUGHS = matched("ㅎㅋ")


@dataclass(frozen=True)
class Guess:
    """A place, "" if none was found, and a task, None if none was found."""

    place: str = ""
    task_id: int | None = None


@dataclass(frozen=True)
class Known:
    """A task that a message may be about."""

    id: int
    code: str
    title: str
    department: str


def is_thanks(text: str) -> bool:
    """Return whether the message only gives thanks or agrees, in Korean or English."""
    return _bare(text) in _SAID_THANKS


def is_greeting(text: str) -> bool:
    """Return whether the message only greets, asks for help or tests the bot."""
    return _bare(text) in _SAID_HELLO


def _bare(text: str) -> str:
    """Return the text without spaces, punctuation, emoji and laughs such as ㅎㅎ and ㅋㅋ."""
    return "".join(letter for letter in matched(text) if letter.isalnum()).rstrip(_LAUGHS)


def guess(text: str, tasks: Iterable[Known]) -> Guess:
    """Guess the place that the text names, and which of the tasks it is about."""
    return Guess(place_in(text), _task_in(text, list(tasks)))


def place_in(text: str) -> str:
    """Return the first place that the text names, or "" if there is none."""
    for pattern in (_PLACE_KO, _ADDRESS, _PLACE_EN):
        found = pattern.search(text)
        if found is not None:
            return " ".join(found[1].split())[:100]
    return ""


def _task_in(text: str, tasks: list[Known]) -> int | None:
    """Return the task named by its code, else the one with clearly the most similar title, else None."""
    codes = codes_in(text)
    by_code = [task for task in tasks if task.code.upper() in codes]
    if len(by_code) == 1:
        return by_code[0].id
    ours = pairs_of(text)
    scored = sorted(((_nearness(text, ours, task), task.id) for task in tasks), reverse=True)
    best = [each for each in scored[:2] if each[0] >= _TASK_FROM]
    if len(best) == 2 and best[0][0] - best[1][0] < 0.05:  # two equally likely tasks are no guess
        return None
    return best[0][1] if best else None


def _nearness(text: str, ours: frozenset[str], task: Known) -> float:
    named = _NAMED if task.department and task.department in text else 0.0
    return likeness(ours, pairs_of(task.title)) + named
