"""The tour's meetings: the council of 9 May 2025 refers five items to the steering group, which decides on 22 May."""

from __future__ import annotations

from functools import partial

from bot.sample import COUNCIL, STEERING
from bot.story.steps import Step, all_of, morning
from storage.outbox.notices import NoticeKind
from storage.story.field import is_posted
from storage.story.meetings import (
    decision_is_carried_on,
    departments_with_actions,
    is_held,
    is_opened,
    tasks_decided,
    tasks_on_agenda,
    tasks_sent_up,
    tasks_with_issues,
)

# The tasks of the plan to which the five items of the article belong.
FIVE = ("B-01", "B-02", "B-03", "B-04", "F-01")
_REPORTED = (
    "/cn 접수 ZEB 기준 강화와 인센티브 B-01",
    "/cn 접수 ZEB 시범사업 B-02",
    "/cn 접수 녹색건축물 지원 조례 개정 B-03",
    "/cn 접수 노후 건축물 에너지 데이터 구축과 관리 B-04",
    "/cn 접수 홍보 강화 F-01",
)
_on_agenda = partial(tasks_on_agenda, channel=COUNCIL)
_sent_up = partial(tasks_sent_up, channel=COUNCIL)
_decided = partial(tasks_decided, channel=STEERING)

STEPS = (
    Step(
        "five",
        ("다섯 가지가 모입니다", "Five matters come together"),
        (
            "협의체 간사가 팀장들이 가져온 다섯 가지를 접수합니다. 버튼을 누르면 한 줄씩 입력란에 들어갑니다. "
            "[보내기]만 다섯 번 누르세요. 끝의 `B-01`은 관련 과제입니다.",
            "The council's secretary registers what the team leaders brought: ZEB standards and incentives, a ZEB "
            "pilot, "
            "the ordinance, energy data of old buildings, publicity. The button types a line at a time: press Send "
            "five "
            "times. `B-01` at the end is the task it belongs to.",
        ),
        "U0SECRETARY",
        all_of(FIVE, tasks_with_issues),
        COUNCIL,
        typed=_REPORTED,
        parts=FIVE,
        had=tasks_with_issues,
    ),
    Step(
        "raise_five",
        ("다섯 가지를 안건으로 올립니다", "The five go on the agenda"),
        (
            "채널에 올라온 다섯 카드에서 저마다 [안건 상정]을 누르세요. 5월 9일 회의의 안건이 됩니다.",
            "Press [안건 상정] (put on agenda) on each of the five cards in the channel: they are items of 9 May now.",
        ),
        "U0SECRETARY",
        all_of(FIVE, _on_agenda),
        COUNCIL,
        parts=FIVE,
        had=_on_agenda,
    ),
    Step(
        "council",
        ("실무협의체가 처음 모입니다", "The working council meets"),
        (
            "5월 9일 아침으로 가세요. 채널의 안건에서 [회의 시작]을 누르면 그 메시지가 회의판이 되어 "
            "안건을 하나씩 보여 줍니다. 옆의 ⋯에는 안건서(.hwpx)와 달력 파일(.ics)이 있습니다.",
            "Go to the morning of 9 May. [회의 시작] (start) on the agenda in the channel turns it into a board that "
            "shows one item at a time. Its ⋯ has the agenda paper (.hwpx) and a calendar file (.ics).",
        ),
        "U0SECRETARY",
        partial(is_opened, channel=COUNCIL),
        COUNCIL,
        day=morning(5, 9),
        at=NoticeKind.AGENDA,
    ),
    Step(
        "send_up",
        ("다섯 안건을 추진단에 올립니다", "Five items go up to the steering group"),
        (
            "첫 안건 창호는 해결됐으니 [다음 안건]을 누르세요. 다섯 안건은 저마다 [결과 기록] → "
            "상위 회의 상정 → [저장], 그리고 [다음 안건]입니다.",
            "The first item, the windows, is solved: press [다음 안건] (next item). For each of the five: "
            "[결과 기록] (record) → 상위 회의 상정 (send up) → [저장] (save), then [다음 안건].",
        ),
        "U0SECRETARY",
        all_of(FIVE, _sent_up),
        COUNCIL,
        parts=FIVE,
        had=_sent_up,
        at=NoticeKind.AGENDA,
    ),
    Step(
        "results",
        ("회의를 끝냅니다", "The meeting ends"),
        (
            "[회의 종료]를 누르세요. 결과가 채널에 올라오고, 다섯 안건은 5월 22일 추진단 안건이 됩니다. "
            "[회의록 받기]는 회의록 초안을 DM으로 보냅니다.",
            "Press [회의 종료] (end). The results appear in the channel, and the five stand on the agenda of the "
            "steering "
            "group of 22 May. [회의록 받기] sends a draft of the minutes by direct message.",
        ),
        "U0SECRETARY",
        partial(is_held, channel=COUNCIL),
        COUNCIL,
        at=NoticeKind.AGENDA,
    ),
    Step(
        "brief",
        ("부서장이 제 몫을 미리 봅니다", "Heads read their part beforehand"),
        (
            "간사의 DM에 추진단 회의 준비가 와 있습니다: 정할 것, 늦은 것, 달라진 것. [부서장에게 보내기]를 누르면 "
            "부서장마다 제 부서의 몫만 받습니다.",
            "The secretary's direct messages hold a brief for the steering group: what is to be decided, what is "
            "late, "
            "what changed. [부서장에게 보내기] (send to heads) sends each head their own department's part.",
        ),
        "U0SECRETARY",
        partial(is_posted, kind=NoticeKind.BRIEF_PART),
    ),
    Step(
        "steering",
        ("추진단이 모입니다", "The steering group meets"),
        (
            "5월 22일 아침으로 가서 추진단 채널의 안건에서 [회의 시작]을 누르세요. 안건마다 실무협의체에서 온 길이 "
            "보입니다.",
            "Go to the morning of 22 May and press [회의 시작] (start) on the agenda in the steering group's "
            "channel. "
            "Each item shows its way through the council.",
        ),
        "U0SECRETARY",
        partial(is_opened, channel=STEERING),
        STEERING,
        day=morning(5, 22),
        at=NoticeKind.AGENDA,
    ),
    Step(
        "decide",
        ("결정이 할 일과 정책이 됩니다", "A decision becomes work and policy"),
        (
            "[결과 기록]에서 원안가결을 고르고, 정책화는 기준, 조치할 일은 `강화기준안을 낸다`, 담당 부서는 건축과, "
            "언제까지는 `6월 13일`이라고 적으세요. [저장]하면 날짜를 어떻게 읽었는지 보여 줍니다. 맞으면 한 번 더 "
            "[저장]입니다.",
            "In [결과 기록] (record) choose 원안가결 (approved), as policy 기준 (standard), write what is to be "
            "done, choose "
            "건축과 (building department), and until when: `6월 13일` (13 June). [저장] (save) echoes how the date "
            "was "
            "read; if it is right, save once more.",
        ),
        "U0SECRETARY",
        partial(decision_is_carried_on, channel=STEERING),
        STEERING,
        at=NoticeKind.AGENDA,
    ),
    Step(
        "decide_rest",
        ("나머지 네 안건을 정합니다", "The other four are decided"),
        (
            "[다음 안건]으로 넘기며 네 안건의 결과를 기록하세요. 하나에는 다른 부서, 이를테면 기후환경과의 조치할 "
            "일을 "
            "적으세요. 부서장과 담당자는 회의가 끝나면 저마다 맡은 일을 DM으로 받습니다.",
            "Go on with [다음 안건] (next item) and record what came of the four. At one of them write something for "
            "another "
            "department to do, such as 기후환경과 (climate). After the meeting each hears what they are to do.",
        ),
        "U0SECRETARY",
        lambda session, workspace_id: (
            all_of(FIVE, _decided)(session, workspace_id) and departments_with_actions(session, workspace_id) > 1
        ),
        STEERING,
        parts=FIVE,
        had=_decided,
        at=NoticeKind.AGENDA,
    ),
    Step(
        "decided",
        ("결정이 내려갑니다", "What was decided comes down"),
        (
            "[회의 종료]를 누르세요. 결과가 올라오고, 현장 문제의 상태가 따라 움직입니다. "
            "`/cn 정책`은 무엇이 어느 회의에서 정책이 되었는지 보여 줍니다.",
            "Press [회의 종료] (end). The results appear, and the issues move with them. `/cn 정책` (`/cn policy`) "
            "lists what "
            "became policy, by which meeting.",
        ),
        "U0SECRETARY",
        partial(is_held, channel=STEERING),
        STEERING,
        typed=("/cn 정책",),
        at=NoticeKind.AGENDA,
    ),
)
