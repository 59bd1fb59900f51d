"""The tour after the meetings: minutes, action items, the reporting round, and July's proposal."""

from __future__ import annotations

from functools import partial

from bot.sample import COUNCIL, FIELD, STEERING
from bot.story.steps import Step, morning
from storage.outbox.notices import NoticeKind
from storage.story.field import file_is_sent
from storage.story.meetings import (
    action_is_answered,
    is_held,
    member_has_voted,
    minutes_are_confirmed,
    proposal_is_a_task,
    proposal_is_made,
    proposal_is_on_agenda,
    quarter_is_reported,
    round_is_closed,
    written_vote_is_called,
)

STEPS = (
    Step(
        "minutes",
        ("회의록이 써집니다", "The minutes write themselves"),
        (
            "회의 결과의 [회의록 받기]는 회의록 초안(.hwpx)을 DM으로 보냅니다. 읽어 보고 [회의록 확인]을 누르세요. "
            "확인할 때까지 봇이 간사에게 알립니다.",
            "[회의록 받기] on the results sends the draft of the minutes (.hwpx) by direct message. Read it, and "
            "press "
            "[회의록 확인] (confirm). Until then the bot reminds the secretary.",
        ),
        "U0SECRETARY",
        partial(minutes_are_confirmed, channel=STEERING),
        STEERING,
        at=NoticeKind.RESULTS,
    ),
    Step(
        "follow_up_answered",
        ("조치 결과를 묻습니다", "The follow-up is asked about"),
        (
            "6월 5일 아침으로 가서 건축팀장이 되세요. 여드레 뒤가 기한인 조치사항이 그날의 알림에 있습니다. "
            "[결과 입력]을 눌러 결과를 적고 [저장]하세요.",
            "Go to the morning of 5 June and be the team leader: the follow-up that is due in eight days is in the "
            "day's "
            "reminder. Press [결과 입력] (enter result), write what came of it and [저장] (save).",
        ),
        "U0LEADER",
        action_is_answered,
        day=morning(6, 5),
    ),
    Step(
        "quarter",
        ("한 줄로 분기 실적을 냅니다", "A quarter's report in one line"),
        (
            "2분기 점검은 6월 20일에 열렸습니다. 6월 23일 아침으로 가서 과제 담당자가 되어 한 줄을 보내세요. "
            "DM의 알림에 있는 [실적 입력]은 같은 것을 양식으로 묻습니다.",
            "The second quarter's round opened on 20 June. Go to 23 June, and as the task owner send one line: task, "
            "value, "
            "rating, words. [실적 입력] (enter result) on the reminder asks the same as a form.",
        ),
        "U0OWNER",
        quarter_is_reported,
        typed=("/cn 실적 B-01 1 정상추진 강화기준안 마련",),
        day=morning(6, 23),
    ),
    Step(
        "round_closed",
        ("점검을 마감합니다", "The round is closed"),
        (
            "협의체 간사가 `/cn 점검`을 보내면 누가 냈고 누가 안 냈는지 부서별로 나옵니다. 한 사람이나 모두에게 "
            "안내하고, "
            "[마감]하면 모든 과제의 지금 모습이 남습니다.",
            "As the secretary send `/cn 점검` (`/cn round`): who has reported and who has not, by department. Ask "
            "one or all, "
            "and [마감] (close) keeps every task as it is now. `/cn 현황` → [그림으로 보기] is the plan as a "
            "picture.",
        ),
        "U0SECRETARY",
        round_is_closed,
        COUNCIL,
        typed=("/cn 점검",),
    ),
    Step(
        "picture",
        ("계획이 한 장의 그림이 됩니다", "The plan as a picture"),
        (
            "`/cn 현황`을 보내고 [그림으로 보기]를 누르세요. 부문과 부서마다 어디까지 왔는지 그린 그림이 DM으로 "
            "옵니다. "
            "DM의 [홈] 탭에는 저마다 제 일과 다음 회의가, 간사에게는 점검 상황이 있습니다.",
            "Send `/cn 현황` (`/cn status`) and press [그림으로 보기] (as a picture): it comes by direct message. "
            "The Home "
            "tab there shows everybody their own work and meetings, and the secretary how the round stands.",
        ),
        "U0SECRETARY",
        partial(file_is_sent, subject="export.picture"),
        COUNCIL,
        typed=("/cn 현황",),
    ),
    Step(
        "propose",
        ("새 과제를 제안합니다", "A new task is proposed"),
        (
            "현장 주무관이 `/cn 제안`으로 재생에너지 과제를 제안합니다. 무엇을 하자는지, 부문, 성과지표, 단위를 적고 "
            "[제안]을 누르세요. 카드가 실무협의체 채널에 올라옵니다.",
            "The officer in the field proposes a renewable energy task with `/cn 제안` (`/cn propose`): its name, "
            "sector, indicator, unit; [제안] sends it. Its card appears in the working council's channel.",
        ),
        "U0OFFICER",
        proposal_is_made,
        FIELD,
        typed=("/cn 제안",),
    ),
    Step(
        "raise_proposal",
        ("7월 회의의 안건이 됩니다", "It goes on July's agenda"),
        (
            "협의체 간사가 제안 카드의 [안건 상정]을 누르면 7월 11일 두 번째 회의의 안건이 됩니다.",
            "As the secretary press [안건 상정] (put on agenda) on its card: an item of 11 July.",
        ),
        "U0SECRETARY",
        partial(proposal_is_on_agenda, channel=COUNCIL),
        COUNCIL,
        at=NoticeKind.CARD,
    ),
    Step(
        "second_council",
        ("7월, 두 번째 실무협의체", "July: the second council"),
        (
            "7월 11일 아침으로 가서 [회의 시작]. 다른 안건은 [다음 안건]으로 넘기고 제안은 [결과 기록] → "
            "상위 회의 상정 → [저장]. 끝으로 [회의 종료]입니다. 실적이 지연된 과제와 늦은 조치는 저절로 안건이 "
            "됩니다.",
            "Go to the morning of 11 July: [회의 시작] (start), [다음 안건] (next item) as far as the proposal, "
            "[결과 기록] "
            "(record) → 상위 회의 상정 (send up) → [저장] (save), and [회의 종료] (end).",
        ),
        "U0SECRETARY",
        partial(is_held, channel=COUNCIL, times=2),
        COUNCIL,
        day=morning(7, 11),
        at=NoticeKind.AGENDA,
    ),
    Step(
        "new_task",
        ("제안이 과제가 됩니다", "The proposal becomes a task"),
        (
            "7월 24일 추진단이 제안을 원안가결하고 회의를 끝내면 제안은 번호가 붙은 새 과제가 됩니다.",
            "On 24 July the steering group approves it (원안가결), and when the meeting ends the proposal is a task "
            "with a "
            "code of its own. In the bot's Home tab everybody sees their own work and the next meetings.",
        ),
        "U0SECRETARY",
        proposal_is_a_task,
        STEERING,
        day=morning(7, 24),
        at=NoticeKind.AGENDA,
    ),
    Step(
        "in_writing",
        ("급한 것은 서면으로 정합니다", "What cannot wait is decided in writing"),
        (
            "다음 회의는 11월입니다. `/cn 회의 서면`을 보내 실무협의체를 고르고, 안건과 까닭을 적고, 언제까지는 "
            "`7월 31일`이라고 적으세요. 어떻게 읽었는지 보여 주면 한 번 더 누르세요.",
            "The next meeting is in November. Send `/cn 회의 서면` (written procedure), choose the working council, "
            "write "
            "the item and why it cannot wait, and until when: `7월 31일` (31 July). It is echoed; press once more.",
        ),
        "U0SECRETARY",
        written_vote_is_called,
        COUNCIL,
        typed=("/cn 회의 서면",),
    ),
    Step(
        "vote",
        ("위원이 서면으로 답합니다", "A member answers in writing"),
        (
            "위원인 건축팀장의 DM에 회신할 안건이 와 있습니다. [찬성]을 누르세요. 채널에는 몇 명이 답했는지만 "
            "보이고, "
            "기한이 되면 봇이 세어 결과를 올립니다.",
            "The team leader, who is a member, has the ballot by direct message: press [찬성] (for). The channel "
            "sees only "
            "how many have answered; on the day the bot counts, and posts the result.",
        ),
        "U0LEADER",
        member_has_voted,
    ),
)
