"""Texts about figures and money, in English."""

TEXTS = {
    "figure.negative": "`{text}`: a value below zero cannot be entered here.",
    "figure.unit_differs": "`{text}`: the unit is another one. Please give the figure in {expected}.",
    "figure.unit_needed": "`{text}`: please add the unit, for example 3,000 {unit}",
    "figure.money_needed": "`{text}`: in won, thousands or millions? Please add the unit, for example KRW 370 million",
    "figure.percent_unclear": "`{text}`: is that {as_is}% or {as_share}%? Please add the % sign.",
}
