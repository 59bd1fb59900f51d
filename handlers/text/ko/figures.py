"""Texts about figures and money, in Korean."""

TEXTS = {
    "figure.negative": "`{text}`: 0보다 작은 값은 적을 수 없습니다.",
    "figure.unit_differs": "`{text}`: 단위가 다릅니다. 여기는 {expected} 단위로 적습니다.",
    "figure.unit_needed": "`{text}`: 단위까지 적어 주세요. 예: 3,000{unit}",
    "figure.money_needed": "`{text}`: 원, 천원, 백만원, 억원 가운데 단위까지 적어 주세요. 예: 370백만원, 3억 7천만원",
    "figure.percent_unclear": "`{text}`: {as_is}%인가요, {as_share}%인가요? %까지 적어 주세요.",
}
