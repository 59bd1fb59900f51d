"""Texts about handovers, in English."""

TEXTS = {
    "handover.how": "Say whose things go to whom, for example: `/cn handover @old @new`",
    "handover.nothing": "{old} holds nothing.",
    "handover.title": "*What {old} holds goes to {new}*",
    "handover.sure": "Hand over all that is listed? The history keeps who had it.",
    "handover.done": "Handed over from {old} to {new}: {count:item/items}.",
    "handover.refused.same": "That is one person. Name who had it first, then who gets it.",
    "handover.refused.new": "Who gets it must be somebody who works in this workspace.",
    "button.hand_over": "Hand over all",
    "held.owns": "*Owns {count:task/tasks}*",
    "held.leads": "*Leads the team of {count:task/tasks}*",
    "held.heads": "*Heads {count:department/departments}*",
    "held.answers_for": "*Answers for {count:department/departments}*",
    "held.chairs": "*Chairs {count:committee/committees}*",
    "held.keeps": "*Secretary of {count:committee/committees}*",
    "held.deputy_of": "*Deputy of {count:person/people}*",
    "held.assistant_of": "*Answers for {count:chair/chairs}*",
    "held.handles": "*Handles {count:open issue/open issues}*",
    "held.follows_up": "*Follows up {count:action/actions}*",
    "held.seats": "*{count:seat/seats} in committees*",
}
