"""Check of blocks and views: refuses what Slack refuses, with the path of the error."""

from __future__ import annotations

from typing import Any

from bot.practice import limits


class BadBlocks(Exception):
    """Blocks that Slack would refuse; the text is the reason with the path as a JSON pointer."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{why} [json-pointer:{path}]")


_TEXT_TYPES = ("plain_text", "mrkdwn")
_ELEMENTS = frozenset(
    {"button", "static_select", "external_select", "users_select", "conversations_select", "overflow", "datepicker"}
    | {"timepicker", "plain_text_input", "radio_buttons", "checkboxes", "image", "channels_select", "number_input"}
    | {"multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select"}
    | {"file_input"},
)


def check_blocks(blocks: Any, most: int) -> None:
    """Check a list of at most `most` blocks. Raises BadBlocks at the first error."""
    _need(isinstance(blocks, list) and len(blocks) <= most, "/blocks", f"must be a list of at most {most}")
    seen: set[str] = set()
    tables = [block for block in blocks if isinstance(block, dict) and block.get("type") == "table"]
    _need(len(tables) <= 1, "/blocks", "only_one_table_allowed")
    for place, block in enumerate(blocks):
        path = f"/blocks/{place}"
        _need(isinstance(block, dict) and block.get("type") in _BLOCKS, path + "/type", "unsupported type")
        name = block.get("block_id")
        if name is not None:
            _need(len(name) <= limits.BLOCK_ID and name not in seen, path + "/block_id", "too long or used twice")
            seen.add(name)
        _BLOCKS[block["type"]](block, path)


def check_view(view: Any) -> None:
    """Check a modal or an App Home view. Raises BadBlocks at the first error."""
    _need(isinstance(view, dict) and view.get("type") in ("modal", "home"), "/type", "must be modal or home")
    _need(len(view.get("private_metadata", "")) <= limits.PRIVATE_METADATA, "/private_metadata", "too long")
    check_blocks(view.get("blocks"), limits.VIEW_BLOCKS)
    if view["type"] == "modal":
        _text(view.get("title"), "/title", limits.VIEW_TITLE, ("plain_text",))
        has_input = any(block["type"] == "input" for block in view["blocks"])
        _need(not has_input or "submit" in view, "/submit", "is required with an input block")


def written_in(part: Any) -> int:
    """Return the number of characters of all texts in the blocks."""
    if isinstance(part, dict):
        own = len(part["text"]) if isinstance(part.get("text"), str) else 0
        return own + sum(written_in(each) for each in part.values())
    return sum(written_in(each) for each in part) if isinstance(part, list) else 0


def _need(holds: bool, path: str, why: str) -> None:
    if not holds:
        raise BadBlocks(path, why)


def _text(text: Any, path: str, most: int, kinds: tuple[str, ...] = _TEXT_TYPES) -> None:
    _need(isinstance(text, dict) and text.get("type") in kinds, path, "missing or wrong text object")
    _need(0 < len(text.get("text", "")) <= most, path + "/text", f"must be 1 to {most} characters")


def _section(block: dict[str, Any], path: str) -> None:
    _need("text" in block or "fields" in block, path, "needs text or fields")
    if "text" in block:
        _text(block["text"], path + "/text", limits.SECTION_TEXT)
    _need(len(block.get("fields", ())) <= limits.SECTION_FIELDS, path + "/fields", "too many")
    if "accessory" in block:
        _element(block["accessory"], path + "/accessory")


def _header(block: dict[str, Any], path: str) -> None:
    _text(block.get("text"), path + "/text", limits.HEADER_TEXT, ("plain_text",))


def _context(block: dict[str, Any], path: str) -> None:
    elements = block.get("elements", [])
    _need(0 < len(elements) <= limits.CONTEXT_ELEMENTS, path + "/elements", "must be 1 to 10")
    for place, element in enumerate(elements):
        if element.get("type") != "image":
            _text(element, f"{path}/elements/{place}", limits.SECTION_TEXT)


def _actions(block: dict[str, Any], path: str) -> None:
    elements = block.get("elements", [])
    _need(0 < len(elements) <= limits.ACTIONS_ELEMENTS, path + "/elements", "must be 1 to 25")
    for place, element in enumerate(elements):
        _element(element, f"{path}/elements/{place}")


def _input(block: dict[str, Any], path: str) -> None:
    _text(block.get("label"), path + "/label", 2_000, ("plain_text",))
    element = block.get("element")
    if isinstance(element, dict) and element.get("type") == "file_input":
        _file_input(element, path + "/element")
    _element(element, path + "/element")


def _file_input(element: dict[str, Any], path: str) -> None:
    most, kinds = element.get("max_files", limits.FILE_INPUT), element.get("filetypes", [])
    _need(isinstance(most, int) and 0 < most <= limits.FILE_INPUT, path + "/max_files", "must be 1 to 10")
    plain = isinstance(kinds, list) and all(isinstance(each, str) and each.isalnum() for each in kinds)
    _need(plain, path + "/filetypes", "must be file extensions")


def _image(block: dict[str, Any], path: str) -> None:
    _need(0 < len(block.get("alt_text", "")) <= limits.ALT_TEXT, path + "/alt_text", "must be 1 to 2000 characters")
    _need(("image_url" in block) != ("slack_file" in block), path, "needs either image_url or slack_file")
    _need(len(block.get("image_url", "")) <= limits.IMAGE_URL, path + "/image_url", "too long")


def _rich_text(block: dict[str, Any], path: str) -> None:
    kinds = ("rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote")
    for place, element in enumerate(block.get("elements", ())):
        _need(element.get("type") in kinds, f"{path}/elements/{place}/type", "unsupported type")


def _table(block: dict[str, Any], path: str) -> None:
    rows = block.get("rows", [])
    _need(0 < len(rows) <= limits.TABLE_ROWS, path + "/rows", "must be 1 to 100")
    for place, row in enumerate(rows):
        _need(0 < len(row) <= limits.TABLE_COLUMNS, f"{path}/rows/{place}", "must be 1 to 20")
        for column, cell in enumerate(row):
            known = cell.get("type") in ("raw_text", "rich_text")
            _need(known, f"{path}/rows/{place}/{column}/type", "unsupported type")


def _nothing(_block: dict[str, Any], _path: str) -> None:
    """Do nothing: a divider has nothing to check."""


def _element(element: Any, path: str) -> None:
    _need(isinstance(element, dict) and element.get("type") in _ELEMENTS, path + "/type", "unsupported type")
    in_input = path.startswith("/blocks") and path.endswith("/element")
    _need(element["type"] != "file_input" or in_input, path + "/type", "unsupported type")
    _need(len(element.get("action_id", "")) <= limits.ACTION_ID, path + "/action_id", "too long")
    if element["type"] == "button":
        _text(element.get("text"), path + "/text", limits.BUTTON_TEXT, ("plain_text",))
        _need(len(element.get("value", "")) <= limits.BUTTON_VALUE, path + "/value", "too long")
    if element["type"] == "plain_text_input":
        most = min(int(element.get("max_length", limits.PLAIN_INPUT)), limits.PLAIN_INPUT)
        _need(
            len(element.get("initial_value", "")) <= most, path + "/initial_value", f"must be at most {most} characters"
        )
    if element["type"] in ("static_select", "multi_static_select", "overflow", "radio_buttons", "checkboxes"):
        options = element.get("options") or [o for group in element.get("option_groups", ()) for o in group["options"]]
        _need(0 < len(options) <= limits.OPTIONS, path + "/options", "must be 1 to 100")
        for place, option in enumerate(options):
            _text(option.get("text"), f"{path}/options/{place}/text", limits.OPTION_TEXT)


_BLOCKS = {
    "section": _section,
    "header": _header,
    "context": _context,
    "actions": _actions,
    "input": _input,
    "divider": _nothing,
    "image": _image,
    "rich_text": _rich_text,
    "table": _table,
}
