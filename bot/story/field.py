"""The tour's first part: from the import of the plan to a solved issue, in April 2025."""

from __future__ import annotations

from functools import partial

from bot.sample import COUNCIL, FIELD
from bot.story.steps import Step, morning
from storage.outbox.notices import NoticeKind
from storage.story.field import (
    draft_is_registered,
    field_is_answered,
    is_posted,
    issue_is_assigned,
    issue_is_closed,
    issue_is_on_agenda,
    issue_is_reported,
    meeting_is_answered,
    plan_is_in,
    result_is_entered,
)

STEPS = (
    Step(
        "plan",
        ("계획이 들어옵니다", "The plan arrives"),
        (
            "도시의 기본계획, 53개 세부과제가 이미 들어 있습니다. 간사가 되어 실무협의체 채널에서 "
            "`/cn 현황`을 보내 보세요. 계획이 한눈에 나옵니다.",
            "The city's plan with its 53 tasks is in already. As the council's secretary send `/cn 현황` "
            "(`/cn status`) in the working council's channel: the plan at a glance.",
        ),
        "U0SECRETARY",
        plan_is_in,
        COUNCIL,
        ("/cn 현황",),
    ),
    Step(
        "report",
        ("현장에서 문제를 알립니다", "An officer reports from the field"),
        (
            "현장 주무관이 휴대전화로 문제를 접수합니다. "
            "`/cn 접수 별양동 주민센터 창호 결로 B-09`처럼 한 줄을 보내세요. "
            "`/cn 접수`만 보내면 양식이 열립니다: 무엇이, 어디서, 어느 과제와 관련해, 얼마나 급한지.",
            "The officer in the field reports a problem from a phone: one line such as "
            "`/cn 접수 별양동 주민센터 창호 결로 B-09` (`/cn report …`: condensation on windows). `/cn report` alone "
            "opens a form: what, where, which task, how urgent; [접수] sends it.",
        ),
        "U0OFFICER",
        issue_is_reported,
        FIELD,
        ("/cn 접수 별양동 주민센터 창호 결로 B-09",),
    ),
    Step(
        "card",
        ("실무협의체가 카드를 봅니다", "The working council sees its card"),
        (
            "접수하자마자 실무협의체 채널에 카드가 올라옵니다. 건축팀장이 되어 보세요. "
            "알린 사람의 DM에는 카드로 가는 링크가 달린 접수증이 남습니다.",
            "A card stands in the working council's channel at once. See it as the team leader. A receipt with a "
            "link to it stays in the officer's direct messages from the bot.",
        ),
        "U0LEADER",
        partial(is_posted, kind=NoticeKind.CARD),
        COUNCIL,
        at=NoticeKind.CARD,
    ),
    Step(
        "draft",
        ("사진을 보내면 초안이 됩니다", "A photo becomes a draft"),
        (
            "현장 주무관이 봇의 DM에 사진과 한마디를 보냅니다. 봇이 이해한 대로 초안을 보여 주고, "
            "[등록]을 눌러야 회의체에 갑니다. 사진은 위치 정보를 지우고 카드 아래에 붙습니다.",
            "The officer sends the bot a photo and a few words. The bot shows what it understood as a draft; "
            "only [등록] (register) takes it to the committee. The photo stands under the card, without its position.",
        ),
        "U0OFFICER",
        draft_is_registered,
        "",
        ("도서관 지하 주차장 천장에서 물이 샙니다",),
    ),
    Step(
        "assign",
        ("담당부서를 정합니다", "A department is named"),
        (
            "위원인 건축팀장이 카드의 [담당부서 지정]을 눌러 건축과를 고릅니다. 건축과장의 DM에 카드가 오고, "
            "알린 사람의 스레드에 소식이 달립니다.",
            "As the team leader press [담당부서 지정] (assign) on the card and choose 건축과 (the building "
            "department). Its head gets the card by direct message, and the reporter hears in the receipt's thread.",
        ),
        "U0LEADER",
        issue_is_assigned,
        COUNCIL,
        at=NoticeKind.CARD,
    ),
    Step(
        "talk",
        ("현장과 이야기합니다", "The committee and the field talk"),
        (
            "카드의 [답변]을 눌러 몇 층인지 물어보세요. 현장 주무관의 접수증 스레드에 가고, "
            "거기에 답을 쓰면 카드 아래에 나옵니다.",
            "Press [답변] (answer) on the card and ask which floor. It reaches the officer in the receipt's thread, "
            "and what is written back there appears under the card.",
        ),
        "U0LEADER",
        field_is_answered,
        COUNCIL,
        at=NoticeKind.CARD,
    ),
    Step(
        "agenda",
        ("안건으로 올립니다", "It goes on the agenda"),
        (
            "카드의 [안건 상정]을 누르면 5월 9일 실무협의체 안건이 됩니다. "
            "`/cn 문제 1`은 이 건이 지나온 길을 보여 줍니다.",
            "[안건 상정] (put on agenda) makes it an item of the council's meeting of 9 May. `/cn 문제 1` "
            "(`/cn issue 1`) shows everything that happened to it.",
        ),
        "U0LEADER",
        issue_is_on_agenda,
        COUNCIL,
        at=NoticeKind.CARD,
    ),
    Step(
        "notice",
        ("첫 회의를 알립니다", "The first meeting is announced"),
        (
            "실무협의체의 첫 회의는 2025년 5월 9일입니다. 4월 25일 아침으로 가면 봇이 채널에 회의를 알립니다.",
            "The working council first meets on 9 May 2025. Go to the morning of 25 April, and the bot announces "
            "the meeting in the council's channel.",
        ),
        "U0LEADER",
        partial(is_posted, kind=NoticeKind.MEETING),
        COUNCIL,
        day=morning(4, 25),
        at=NoticeKind.MEETING,
    ),
    Step(
        "answers",
        ("위원이 참석을 답합니다", "The members answer"),
        (
            "위원인 건축팀장이 되어 알림의 [참석]을 누르거나 :white_check_mark: 반응을 다세요. "
            "알림의 숫자가 바로 바뀝니다. 반응을 거두면 답도 거둬집니다.",
            "As the team leader, who is a member, press [참석] (attending) on the notice, or react to it with "
            ":white_check_mark:. Its numbers change at once. Taking the reaction back takes the answer back.",
        ),
        "U0LEADER",
        meeting_is_answered,
        COUNCIL,
        at=NoticeKind.MEETING,
    ),
    Step(
        "reminder",
        ("기한 알림에 답합니다", "A deadline reminder is answered"),
        (
            "4월 30일 아침으로 가서 과제 담당자가 되세요. 하루에 하나뿐인 알림이 봇의 DM에 와 있습니다. "
            "[실적 입력]을 눌러 결과를 적고 저장하면 그 줄에 표시가 됩니다.",
            "Go to the morning of 30 April and be the task owner. The day's one reminder is in the direct messages "
            "from the bot. Press [실적 입력] (enter result), write what came of it, and [저장] (save): the line "
            "is settled.",
        ),
        "U0OWNER",
        result_is_entered,
        day=morning(4, 30),
    ),
    Step(
        "solved",
        ("해결되었는지 묻습니다", "Is it solved?"),
        (
            "건축과장이 되어 DM의 카드에서 ⋯ → 상태 바꾸기 → 완료를 누르세요. "
            "현장 주무관에게 해결되었는지 묻는 글이 가고, [해결됨]을 누르면 종결됩니다.",
            "As the head of the building department choose ⋯ → 상태 바꾸기 (change state) → 완료 (done) on the card "
            "in the direct messages. The officer is asked whether it is solved, and [해결됨] (solved) closes it.",
        ),
        "U0HEAD",
        issue_is_closed,
    ),
)
