"""Texts about handovers, in English."""

TEXTS = {
    "handover.how": "Say whose things go to whom, for example: `/cn handover @old @new`",
    "handover.nothing": "{old} holds nothing.",
    "handover.title": "*What {old} holds goes to {new}*",
    "handover.sure": "Hand over all that is listed? The history keeps who had it.",
    "handover.done": "{count} things of {old} are now with {new}.",
    "handover.refused.same": "That is one person. Name who had it first, then who gets it.",
    "handover.refused.new": "Who gets it must be somebody who works in this workspace.",
    "button.hand_over": "Hand over all",
    "held.owns": "*Owns {count} tasks*",
    "held.leads": "*Leads the team of {count} tasks*",
    "held.heads": "*Heads {count} departments*",
    "held.answers_for": "*Answers for {count} departments*",
    "held.chairs": "*Chairs {count} committees*",
    "held.keeps": "*Secretary of {count} committees*",
    "held.deputy_of": "*Deputy of {count} people*",
    "held.assistant_of": "*Answers for {count} chairs*",
    "held.handles": "*Handles {count} open issues*",
    "held.follows_up": "*Follows up {count} actions*",
    "held.seats": "*{count} seats in committees*",
}
