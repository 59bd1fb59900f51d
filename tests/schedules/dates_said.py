"""What people type for a date and its meaning, on Wednesday 2 July 2025: `meaning = typed

typed

typed`.

Times, spans and days before a meeting are written 2025-07-09T14:00, 2025-07-01~2025-07-09, D-3. A word instead of a
date is the reason for an error.
"""

OFFICE = """
    2025-07-09 = 2025-07-09 | 2025. 7. 9. | 20250709 | 7/9 | 7.9 | 7.9. | 7월9일까지 | 9일 | 일주일 뒤
    weekday = 7/9(목)
    2025-07-09T14:00 = 7월 9일 오후 2시 | 7월 9일 14시
    2025-07-10 = 7월 초
    2025-07-20 = 7월 중순
    2025-07-02 = 오늘
    2025-07-03 = 내일
    2025-07-04 = 금요일
    2025-07-11 = 차주 금요일 | 내주 금요일 | 담주 금요일
    2025-07-31 = 이달 말 | 월말
    2025-08-05 = 다음달 5일 | 내달 5일 | 익월 5일
    2025-09-30 = 3분기 | '25.3분기 | 2025 Q3
    2025-12-31 = 하반기 | 연말까지 | 연내
    2025-07-16 = 2주 후
    NO_DATE = 수시 | 상시 | 미정 | 추후
    2026-01-15 = 1/15
    no_such_day = 2026-02-30 | 13/9
"""

FIGURES = """
    2025-07-09 = '25. 7. 9. | 25.7.9. | 25. 7. 9 | 250709 | '250709 | 25-07-09 | 25/7/9 | 2025/07/09 | 2025.07.09
    2025-07-09 = 2025. 7. 9.(수) | 2025. 7. 9. (수) | 7/9(수)까지 | 7.9.(水) | 7/9 wed | ’25. 7. 9. | 07-09
    2025-07-09 = 2025年 7月 9日
    2025-07-10 = 7.10 | 7/10 | 7.10.
    # A year said is kept, though it has passed: it may be a record.
    2024-12-31 = 2024-12-31 | '24. 12. 31. | 2024년 12월 31일
    # Ten years back and forty ahead are years; the rest is a day or a month in the year's place.
    ambiguous = 9/7/25 | 9.7.25. | 070925 | 9/7/2025 | 09.07.2025
    2015-01-01 = '15. 1. 1.
    2065-01-01 = '65. 1. 1.
    ambiguous = '14. 1. 1. | '66. 1. 1.
    # With strokes the year may be last; only where that day is over is the first surely the year.
    2025-12-24 = 25/12/24
    ambiguous = 25/12/26
    2025-12-25 = 25/12/2025 | 12/25/2025
    2025-07-07 = 7/7/2025
    # A month of a year is its last day. Four digits alone are a day, an hour or a year, so none.
    2025-07-31 = 2025-07 | 2025. 7. | 2025/7 | '25. 7. | '25.7
    ambiguous = 0709 | 2025 | 1400 | 26. 3. | 25.7 | 2025-7.9
    # 7-9 are days of some month, or a day of July; two figures each are a month and a day.
    ambiguous = 7-9 | 7~9
    2025-10-12 = 10-12 | 10/12 | 10.12.
    unreadable = 9 | 7 9 | 7,9 | 2025 7 9 | 2025-07-09-11 | 7/9, 7/10 | 1/2/3/4 | ７월 ９０１일
    no_such_day = 2025-13-01 | 2025-00-10 | 0/0 | 7/0 | 7/32 | 31/12 | 250732 | 4월 31일 | 7월 99일 | 13월
    too_far = 1999-12-31 | 2101-01-01 | 0000-01-01 | 9999-12-31 | 1900년
    # Full-width, spaces that do not break, characters of no width, letters taken apart.
    2025-07-09 = ２０２５．７．９． | ７월　９일 | 7\u00a0월\u00a09\u202f일 | 7\u200b월 9\ufeff일 | ７／９
    2025-07-09 = 7\u110b\u116f\u11af 9\u110b\u1175\u11af
"""

MONTHS = """
    2025-07-09 = 7월 9일 | 7월9일 | 7 월 9 일 | 07월 09일 | 7월 9 | 25년 7월 9일 | '25년 7월 9일 | 2025년 7월 9일(수)
    2025-07-09 = 이달 9일 | 이번 달 9일 | 금월 9일 | 당월 9일 | 7월 9일에 | 7월 9일 내 | 7월 9일 이내 | 9일(수)
    2025-07-09 = 7월 9일까지. | 7월 9일 수요일
    weekday = 7월 9일 목요일 | 내일(금) | 2025. 7. 9.(화) | 이달 말(수)
    # A month is its last day; 초 is the first ten days, 중순 the next, 하순 the rest.
    2025-07-31 = 7월 | 7월 중 | 7월 내 | 7월말 | 7월 말일 | 7월 하순 | 이달 | 이번 달 안에 | 이달 중 | 말일 | 월 말까지
    2025-07-10 = 7월 초순 | 7월 상순 | 월초 | 이달 초 | 2025년 7월 초
    2025-07-20 = 7월 중순까지 | 이달 중순 | 월 중순
    2025-08-31 = 다음 달 | 내달 말 | 익월말 | 담달 | 차월
    2025-09-05 = 다다음 달 5일
    2026-02-28 = 2월 말
    2024-02-29 = 2024년 2월
    2028-02-29 = 28년 2월 말
    # Passed: a month and day come next year, a day alone next month; a month of ours that has passed is a slip.
    2026-06-30 = 6월 | 6월 말 | 6/30
    2025-08-01 = 1일
    2025-07-31 = 31일
    past = 이달 1일 | 지난달 | 지난달 5일 | 전월 말 | 저번 달 10일
    # 월 and 일 are a weekday as well as a month and a day; 이월 is this month, February or a sum carried over.
    ambiguous = 월 | 일 | 초
    unreadable = 이월 | 이월 10일 | 말 | 7월 둘째 주 | 7월 9일경 | 7월 9일 전 | 7월 9일 또는 10일 | 7월 100일
"""

PERIODS = """
    2025-09-30 = 3분기 말 | 3/4분기 | 3사분기 | 2025년 3/4분기 | '25년 3분기 | 25.3분기 | 2025 3분기 | 분기말
    2025-09-30 = 이번 분기 | 금분기 말 | Q3 | 3Q | 2025Q3 | 2025-Q3 | Q3 2025 | Q3 '25 | '25 Q3 | q3/2025
    2025-12-31 = 다음 분기 | 차분기 말 | 하반기 말 | 하반기 중 | '25 하반기 | 25년 하반기 | 2025년도 하반기 | 반기말
    2025-12-31 = 이번 반기 | 연말 | 년말 | 연내 | 년내에 | 올해 | 올해 말 | 금년 내 | 금년말 | 2025년 | 2025년 말
    2025-12-31 = '25년 | 25년말 | 25년도
    2026-06-30 = 다음 반기 | 상반기 | 2분기 | 내년 상반기 | 2026년 상반기
    2026-03-31 = 1분기 | 내년 1분기 | 2026년 3월 | 내년 3월
    2026-12-31 = 내년 | 내년 말 | 내년까지 | 2026년까지
    2026-01-15 = 내년 1월 15일 | 2026년 1월 15일
    2027-12-31 = 내후년
    2025-03-31 = 2025년 1분기
    past = 올해 3월 | 금년 상반기 | 작년 | 지난해 12월 | 지난 분기 | 전분기
    no_such_day = 5분기 | 0분기 | Q5 | Q0
    # 15년 may be fifteen years, 이분기 the second; nobody knows which day 연초 is.
    ambiguous = 연초 | 내년 초 | 분기 | 반기 | 14년 말
    unreadable = 15년 | 이분기 | 3분기 초 | H3 | 학기말
"""

WEEKS = """
    2025-07-04 = 금 | 금요일까지 | 오는 금요일 | 이번 주 금요일 | 금주 금 | 이번주금 | 이 주 금요일
    2025-07-07 = 월요일 | 다음 주 월 | 차주 월요일
    2025-07-06 = 일요일 | 이번 주 일
    2025-07-11 = 다음주 금 | 다음 주 금요일 | 담주 금까지 | 익주 금요일
    2025-07-14 = 다다음 주 월요일
    2025-07-09 = 다음 주 수
    2025-07-02 = 이번 주 수요일
    # Said on a Wednesday, Wednesday is today or in a week.
    ambiguous = 수요일 | 수 | Wednesday
    past = 이번 주 월요일 | 금주 화 | 지난주 금요일 | 저번 주 목
    # A week ends on Friday for some and on Sunday for others.
    ambiguous = 이번 주 | 다음 주까지 | 금주 중 | 다음 주 초 | 주말 | 이번 주말 | 주중 | 차주 내
    unreadable = 매주 금요일 | 금요일 오후 | 요일
"""

FROM_TODAY = """
    2025-07-02 = 금일 | 오늘 중 | 오늘 안에 | 오늘(수)
    2025-07-03 = 명일 | 하루 뒤 | 1일 후 | 내일까지
    2025-07-04 = 모레 | 내일모레 | 내일 모레 | 이틀 후
    2025-07-05 = 글피 | 3일 이내 | 3일 내 | 사흘 안에 | 3일 뒤에
    2025-07-09 = 일주일 내 | 1주일 후 | 한 주 뒤 | 7일 후
    2025-07-12 = 열흘 뒤 | 십일 후
    2025-07-16 = 2주 뒤 | 두 주 후 | 이주일 뒤
    2025-07-17 = 보름 뒤
    2025-08-02 = 한 달 뒤 | 1개월 후 | 한달 이내
    2025-10-02 = 석 달 뒤 | 세 달 후 | 삼개월 후
    2026-01-02 = 반년 뒤 | 6개월 후
    2026-07-02 = 1년 후 | 일 년 뒤
    past = 어제 | 그제 | 그저께 | 3일 전 | 일주일 전
    too_far = 99년 뒤 | 9999년 후
    # A stretch alone says no day; working days are another count.
    unreadable = 2주 | 보름 | 3영업일 후 | 3시간 후 | 며칠 후 | 금방
"""

MEETINGS = """
    D-3 = D-3 | d-3 | D - 3 | D–3 | D−3 | D-3까지 | D-3일 | 회의 3일 전 | 회의 사흘 전까지 | 다음 회의 3일 전 | Ｄ－３
    D-0 = D-day | D-Day | D-0 | 디데이 | 회의 당일 | 회의일 | 다음 회의까지 | 차기 회의 | day of the meeting
    D-0 = by the next meeting
    D-1 = 회의 전날 | 회의 하루 전 | the day before the meeting | a day before the meeting
    D-7 = 회의 일주일 전 | 회의 1주 전 | a week before the meeting | 회의일 일주일 전
    D-3 = 3 days before the meeting | three days before the next meeting
    D--3 = D+3 | 회의 3일 후 | 3 days after the meeting
    D-3T18:00 = D-3 18:00 | 회의 3일 전 18시까지
    # A month is no number of days.
    ambiguous = 회의 한 달 전 | a month before the meeting
    unreadable = D3 | D- | D-1234 | 회의 전까지 | before the meeting
"""

SPANS = """
    2025-07-01~2025-07-09 = 7월 1일~7월 9일 | 7/1-7/9 | 7월 1일부터 9일까지 | 7/1~9 | 7.1.~7.9. | 7월 1~9일
    2025-07-01~2025-07-09 = 7/1 ~ 7/9 | 7/1～7/9 | 2025. 7. 1. ~ 7. 9. | 2025. 7. 1.(화)~7. 9.(수) | 7.1-7.9
    2025-07-01~2025-07-09 = 2025-07-01 - 2025-07-09 | '25.7.1~'25.7.9 | 7월 1일 – 7월 9일 | 7월 1일부터 ~ 9일까지
    2025-07-01~2025-07-09 = 1일~9일 | 1~9일 | 2025년 7월 1일~9일 | from July 1 to July 9 | July 1-9 | July 1–9
    2025-07-01~2025-07-09 = 1-9 July 2025 | 1 July until 9 July | July 1 to 9 | July 1st through 9th | 1 to 9 Jul
    # What a span or 부터 starts from is the first day of it.
    2025-07-01~2025-09-30 = 7월~9월 | 3분기 ~ 9월 | 2025년 7월 ~ 9월 | Q3 ~ Sep
    2025-07-31~2025-08-10 = 7월 말~8월 초
    2025-07-11~2025-07-20 = 7월 중순 ~ 7월 중순
    2025-07-02~2025-07-04 = 오늘부터 금요일까지 | 오늘~모레
    2025-07-04~2025-07-08 = 금~화
    2025-07-01 = 7월부터 | 이달부터 | from July | 7월~
    2026-07-01 = 7월 1일부터
    2025-07-09 = 7월 9일부터 | ~7월 9일 | 7월 9일~ | from 9 July | until July 9
    2025-07-31 = ~7월
    # Over the turn of the year, at most half a year; else the end is before its beginning.
    2025-12-20~2026-01-10 = 12/20~1/10 | 12월 20일부터 1월 10일까지 | 2025. 12. 20. ~ 1. 10. | 12.20~2026.1.10
    2025-12-22~2026-01-09 = 12/22(월)~1/9(금)
    ends_before = 7/20~7/10 | 9월~7월 | 20일~10일 | 7/20~10 | 2025-07-09~2025-07-01 | 모레~오늘 | 7월 30일~2일
    # It is all over: next year's.
    2026-06-01~2026-06-30 = 6/1~6/30 | 6월~6월
    2024-06-01~2024-06-30 = 2024-06-01 ~ 2024-06-30
    weekday = 7/1(수)~7/9(수)
    ambiguous = 1~9 | 7월~9 | Jul-25 | 3분기~9일 | 월~금
    past = 6/1~어제
    unreadable = 7/1~7/9~7/10 | ~ | 7월 9일 14:00~16:00 | D-7~D-3 | 수시~미정 | 7/1~7/9 18:00
"""

TIMES = """
    2025-07-09T14:00 = 7/9 오후 2시 | 7/9 14:00 | 7. 9. 14:00 | 2025. 7. 9.(수) 14:00 | 2025-07-09T14:00
    2025-07-09T14:00 = 7월 9일 낮 2시 | 9 July 2pm | 9 July at 2 p.m. | 2pm on July 9 | July 9, 14:00
    2025-07-09T14:00 = 7월 9일 오후 2:00까지 | 7월 9일 오후 14시
    2025-07-09T10:30 = 7월 9일 오전 10시 반 | 7월 9일 10시 30분 | 7/9 10:30 | 7/9 10:30am | 7/9 오전 10:30
    2025-07-09T09:00 = 7/9 9시 | 7/9 09:00 | 7/9 9:00 | 7/9 아침 9시
    2025-07-09T12:00 = 7/9 정오 | 7/9 12시 | 7/9 오후 12시 | 7/9 noon | 7/9 12pm | 7/9 낮 12시
    2025-07-09T19:00 = 7/9 저녁 7시 | 7/9 밤 7시 | 7/9 7pm
    2025-07-03T14:00 = 내일 14시 | tomorrow at 2pm | 내일 오후 2시에 | 2pm tomorrow
    2025-07-09T00:00 = 7/9 00:00 | 7/9 0시
    2025-07-09T02:00 = 7/9 02:00 | 7/9 새벽 2시
    2025-07-09T23:59 = 7/9 23:59
    # One to eight may be before noon or after it. Midnight is between two days. A time is of which day?
    ambiguous = 7/9 2시 | 7/9 8:30 | 7/9 자정 | 7/9 오전 12시 | 7/9 12am | 7/9 밤 12시 | 오후 2시 | 14:00까지 | 7월 14시
    ambiguous = 7/9 오전 14시 | 7/9 낮 9시
    no_such_time = 7/9 24시 | 7/9 25:00 | 7/9 10:60 | 7/9 14시 75분
    unreadable = 7/9 오후 | 7/9 14:0 | 7/9 14시간 | 미정 14시 | 7/9 14:00:00
"""

ENGLISH = """
    2025-07-03 = tomorrow | TOMORROW | by tomorrow
    2025-07-04 = the day after tomorrow | this Friday | Friday | fri | by Friday | on Friday. | coming Friday
    2025-07-04 = Fri 4 July
    # "Next Friday" is the Friday of next week, as 다음 주 금요일.
    2025-07-11 = next Friday | Friday next week | next week Friday | Fri 11 July | Friday, July 11 | July 11 (Fri)
    2025-07-11 = July 11 | 11 Jul 2025 | 11-Jul-2025 | 11-Jul-25 | July 11th, 2025 | the 11th of July | the 11th
    2025-07-11 = Jul. 11 | 11 jul '25
    2025-07-25 = Jul 25
    weekday = Thu 11 July | tomorrow (Fri)
    2025-07-31 = July | in July | July 2025 | end of July | late July | July '25 | end of month | the end of the month
    2025-07-31 = month-end | this month | end of this month | within July | by the end of July
    2025-07-20 = mid-July | mid July 2025
    2025-07-10 = early July
    2025-08-31 = next month | end of next month
    2025-08-05 = the 5th of next month
    2025-08-20 = mid next month
    2025-09-30 = end of quarter | quarter end | this quarter | Q3 2025 | third quarter | 3rd quarter of 2025
    2025-09-30 = end of Q3 | Sept
    2025-12-31 = year end | year-end | end of the year | H2 | 2H | second half | H2 2025 | 2025 H2 | end of 2025
    2025-12-31 = this year | next quarter | this half
    2026-06-30 = first half of 2026 | H1 | 1H 2026
    2026-12-31 = next year | end of next year
    2025-07-16 = in 2 weeks | in two weeks | within 2 weeks | 2 weeks from now | 2 weeks from today | two weeks later
    2025-07-05 = 3 days from now | in 3 days
    2025-07-09 = a week from now | in a week | within one week
    2025-08-02 = in a month
    past = yesterday | last Friday | last month | 3 days ago | last year
    ambiguous = next week | this week | end of week | weekend | beginning of July | start of next month
    ambiguous = early next year
    unreadable = soon | 2 weeks | before Friday | after Friday | a Friday | mayday | q | Friday 13 | marchh
    no_such_day = July 32 | 30 February | the 99th
"""

WITHOUT = """
    NO_DATE = 연중 | 연중 수시 | 연중 상시 | 추후 결정 | 추후 협의 | 추후 공지 | 기한 없음 | 수 시 | ＴＢＤ
    NO_DATE = TBD | tba | to be decided | To be determined | as needed | ongoing | no deadline
    unreadable = 없음 | - | ? | . | 완료 | 변동 없음 | 7월 미정
"""


def cases(*tables: str) -> list[tuple[str, str]]:
    """Return each typed text with its meaning."""
    lines = [line.split("=", 1) for each in tables for line in each.splitlines() if "=" in line]
    return [(each.strip(), expected.strip()) for expected, said in lines for each in said.split("|")]
