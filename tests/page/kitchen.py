"""One of each block and element of Block Kit that the page draws, as Slack's reference shows them."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

# The smallest possible picture: one pixel, GIF.
PIXEL = bytes.fromhex("47494638396101000100800000ffffff00000021f90401000000002c00000000010001000002024401003b")
PICTURE = f"data:image/gif;base64,{b64encode(PIXEL).decode()}"
MRKDWN = (
    "*굵게* _기울여_ ~지움~ `코드` _*둘 다*_ *굵게*는 2025. 5. 9.(금)\n"
    "> 인용 <@U0OWNER> <#C0FIELD|현장> <!here>\n"
    "• 하나\n• <https://example.com/?a=1&amp;b=2|둘> &lt;b&gt; :seedling: :+1::skin-tone-3: :no_such:\n"
    "```\n*그대로* &lt;i&gt;\n```\n"
    "<!date^1746766800^{date_num} {time}|언젠가>"
)


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text}


OPTIONS = [{"value": name, "text": plain(name)} for name in ("하나", "둘", "셋")]
_GROUPS = [{"label": plain("묶음"), "options": OPTIONS}]
SURE = {
    "title": plain("정말?"),
    "text": mrkdwn("*되돌릴 수 없습니다*"),
    "confirm": plain("네"),
    "deny": plain("아니요"),
}
_PRESSED: list[dict[str, Any]] = [
    {"type": "button", "action_id": "press", "text": plain("누르기"), "value": "1", "style": "primary"},
    {"type": "button", "action_id": "ask", "text": plain("묻고"), "value": "2", "style": "danger", "confirm": SURE},
    {"type": "button", "action_id": "link", "text": plain("밖으로"), "url": "https://example.com"},
    {"type": "overflow", "action_id": "more", "options": OPTIONS},
]
# Slack allows these in messages as well as in forms.
CHOSEN: list[dict[str, Any]] = [
    {"type": "static_select", "action_id": "one", "options": OPTIONS, "placeholder": plain("하나 고르기")},
    {"type": "static_select", "action_id": "grouped", "option_groups": _GROUPS, "initial_option": OPTIONS[1]},
    {"type": "external_select", "action_id": "asked", "min_query_length": 0},
    {"type": "users_select", "action_id": "user", "initial_user": "U0HEAD"},
    {"type": "conversations_select", "action_id": "conversation"},
    {"type": "channels_select", "action_id": "channel"},
    {"type": "multi_static_select", "action_id": "several", "options": OPTIONS, "initial_options": OPTIONS[:1]},
    {"type": "multi_external_select", "action_id": "several_asked"},
    {"type": "multi_users_select", "action_id": "users", "initial_users": ["U0OWNER", "U0HEAD"]},
    {"type": "multi_conversations_select", "action_id": "conversations"},
    {"type": "datepicker", "action_id": "day", "initial_date": "2025-05-09"},
    {"type": "timepicker", "action_id": "at", "initial_time": "14:00"},
    {"type": "checkboxes", "action_id": "ticks", "options": OPTIONS, "initial_options": OPTIONS[2:]},
    {"type": "radio_buttons", "action_id": "radio", "options": OPTIONS},
]
_ONLY_IN_FORMS: list[dict[str, Any]] = [
    {"type": "plain_text_input", "action_id": "line", "placeholder": plain("한 줄")},
    {"type": "plain_text_input", "action_id": "lines", "multiline": True, "initial_value": "여러\n줄"},
    {"type": "number_input", "action_id": "number", "is_decimal_allowed": True, "initial_value": "1.5"},
    {"type": "file_input", "action_id": "files", "filetypes": ["png"], "max_files": 2},
]
_RICH: list[dict[str, Any]] = [
    {
        "type": "rich_text_section",
        "elements": [
            {
                "type": "text",
                "text": "굵고 기운 ",
                "style": {"bold": True, "italic": True, "strike": True, "code": True},
            },
            {"type": "link", "url": "https://example.com", "text": "고리"},
            {"type": "emoji", "name": "seedling"},
            {"type": "user", "user_id": "U0OWNER"},
            {"type": "channel", "channel_id": "C0FIELD"},
            {"type": "usergroup", "usergroup_id": "S0TEAM"},
            {"type": "broadcast", "range": "here"},
            {"type": "date", "timestamp": 1746766800, "format": "{date_short}"},
            {"type": "color", "value": "#0b5d3b"},
        ],
    },
    {
        "type": "rich_text_list",
        "style": "ordered",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "첫째"}]}],
    },
    {
        "type": "rich_text_list",
        "style": "bullet",
        "indent": 1,
        "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "점"}]}],
    },
    {"type": "rich_text_quote", "elements": [{"type": "text", "text": "인용"}]},
    {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "  그대로"}]},
]
_SHOWN: list[dict[str, Any]] = [
    {"type": "header", "text": plain("머리글 :seedling:")},
    {"type": "section", "text": mrkdwn(MRKDWN)},
    {"type": "section", "fields": [mrkdwn("*부서*\n건축과"), plain("둘째 칸")]},
    {
        "type": "section",
        "text": plain("*그대로*"),
        "accessory": {"type": "image", "image_url": PICTURE, "alt_text": "싹"},
    },
    {"type": "divider"},
    {"type": "image", "image_url": PICTURE, "alt_text": "그림", "title": plain("그림 제목")},
    {"type": "image", "image_url": "https://example.com/far.png", "alt_text": "먼 그림"},
    {"type": "context", "elements": [{"type": "image", "image_url": PICTURE, "alt_text": "점"}, mrkdwn("_곁말_")]},
    {"type": "rich_text", "elements": _RICH},
    {
        "type": "table",
        "column_settings": [{"align": "left"}, {"align": "right"}],
        "rows": [
            [{"type": "raw_text", "text": "과제"}, {"type": "raw_text", "text": "실적"}],
            [{"type": "rich_text", "elements": _RICH[:1]}, {"type": "raw_text", "text": "1,200"}],
        ],
    },
    {"type": "actions", "elements": _PRESSED},
]
MESSAGE = [*_SHOWN, *({"type": "actions", "elements": [each]} for each in CHOSEN)]
HOME = {"type": "home", "blocks": MESSAGE}
VIEW: dict[str, Any] = {
    "type": "modal",
    "title": plain("모두"),
    "submit": plain("보내기"),
    "close": plain("닫기"),
    "callback_id": "all",
    "blocks": [
        *_SHOWN[:-2],
        *(
            {"type": "input", "block_id": each["action_id"], "label": plain(f"{each['action_id']} 칸"), "element": each}
            for each in [*CHOSEN, *_ONLY_IN_FORMS]
        ),
    ],
}
# The contents of the form after the test has filled it in.
ENTERED = {
    "one": "셋",
    "grouped": "둘",
    "asked": "하나",
    "user": "U0HEAD",
    "conversation": "C0FIELD",
    "channel": "C0FIELD",
    "several": ["하나", "둘"],
    "several_asked": ["하나"],
    "users": ["U0OWNER", "U0HEAD"],
    "conversations": ["C0FIELD"],
    "day": "2025-05-09",
    "at": "14:00",
    "ticks": ["셋"],
    "radio": "둘",
    "line": "한 줄",
    "lines": "여러\n줄",
    "number": "1.5",
    "files": ["점.png"],
}
