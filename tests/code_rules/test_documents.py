"""Documents match the code: paths, anchors and names exist, examples and labels are real."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from handlers.text import TEXTS

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    str(path.relative_to(ROOT)) for path in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / ".env.example")
)
_TOP = ("bot", "handlers", "schedules", "storage", "tests", "docs", ".ci")
# A path in the text: of a folder or file below the root's folders, or a file of the root.
_PATH = re.compile(
    rf"(?<![\w./-])((?:{'|'.join(map(re.escape, _TOP))})/[\w./-]*|(?:Makefile|pyproject\.toml|[A-Z]\w+(?:\.ko)?\.md))"
)
_LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
_ANCHOR = re.compile(r"\]\(([^)#:\s]*)#([^)]*)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
# Names beside the module that has them: `A` and `B` in `x.py`, `A` (6 s, `x.py`), `x.py` (`A`, `B`), `x.py`의 `A`.
_NAMES = r"(`[\w.]+(?:\(\))?`(?:(?:,| and) `[\w.]+(?:\(\))?`)*)"
_BEFORE = re.compile(_NAMES + r"(?: \([^)`]*\))?(?: (?:in|of) | \((?:[^)`]*, )?)`([\w/]+/\w+\.py)`")
_AFTER = re.compile(r"`([\w/]+/\w+\.py)`(?: \(|의 )" + _NAMES)
_CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
# A button's label in brackets. A link's target has no space; `[Later](a day, a week)` is a label.
_LABEL = re.compile(r"\[([^\[\]]+)\](?!\([^\s)]+\))")
_ROW = re.compile(r"^\| `(\w+)` \|[^|]*\|[^|]+\| `([\w./]+)` \|$", re.MULTILINE)
_EXAMPLE = re.compile(r"```python\n# (\S+)\n(.*?)```", re.DOTALL)


def text_of(document: str) -> str:
    """Return the document's text."""
    return (ROOT / document).read_text(encoding="utf-8")


def paths_in(document: str) -> Iterator[str]:
    """Yield each path that the document names, from the root, as text or as a link."""
    for path in _PATH.findall(text_of(document)):
        yield path.rstrip("./")
    for target in _LINK.findall(text_of(document)):
        yield str(((ROOT / document).parent / target).resolve().relative_to(ROOT))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_in_a_document_exists(document: str) -> None:
    gone = [path for path in paths_in(document) if "000N" not in path and not (ROOT / path).exists()]
    assert gone == []


def anchors_of(path: Path) -> set[str]:
    """Return the anchors of a document's headings as GitHub makes them."""
    headings = _HEADING.findall(re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_every_anchor_of_a_link_is_a_heading() -> None:
    links = [(each, *link) for each in DOCUMENTS for link in _ANCHOR.findall(text_of(each))]
    assert len(links) > 2
    for document, target, anchor in links:
        path = (ROOT / document).parent / target if target else ROOT / document
        assert anchor in anchors_of(path), f"{document}: {target}#{anchor}"


def names_in(document: str) -> Iterator[tuple[str, str]]:
    """Yield each name that the document puts beside a module, with the module's path."""
    text = " ".join(text_of(document).split())
    beside = [*_BEFORE.findall(text), *((names, path) for path, names in _AFTER.findall(text))]
    for names, path in beside:
        for name in re.findall(r"`([\w.]+)", names):
            yield name, path


def defined_in(path: str) -> set[str]:
    """Return the functions, classes, variables, fields and keys of dicts that a module defines."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(text_of(path))):
        match node:
            case ast.FunctionDef() | ast.ClassDef():
                found.add(node.name)
            case ast.Name(ctx=ast.Store()):
                found.add(node.id)
            case ast.Dict():
                found |= {str(each.value) for each in node.keys if isinstance(each, ast.Constant)}
    return found


def test_every_name_beside_a_module_is_in_it() -> None:
    named = [(document, *each) for document in DOCUMENTS for each in names_in(document)]
    assert len(named) > 30
    gone = []
    for document, name, path in named:
        defined = defined_in(path)
        if name not in defined and not set(name.split(".")) <= defined:
            gone.append(f"{document}: {name} in {path}")
    assert gone == []


def test_the_documents_name_many_paths() -> None:
    named = {path for document in ("CONTRIBUTING.md", "docs/architecture.md") for path in paths_in(document)}
    assert len(named) > 100


def test_every_word_of_the_glossary_is_a_class_a_function_or_a_constant_of_its_module() -> None:
    text = text_of("docs/glossary.md")
    rows = _ROW.findall(text)
    assert len(rows) == sum(line.startswith("| `") for line in text.splitlines())
    for word, module in rows:
        tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
        named = {node.name for node in tree.body if isinstance(node, ast.ClassDef | ast.FunctionDef)}
        targets = (target for node in tree.body if isinstance(node, ast.Assign) for target in node.targets)
        assert word in named | {ast.unparse(target) for target in targets}, f"{word} in {module}"


@pytest.mark.parametrize("document", [each for each in DOCUMENTS if each.endswith(".md")])
def test_every_label_in_a_document_is_a_button_s(document: str) -> None:
    buttons = {text for texts in TEXTS.values() for key, text in texts.items() if key.startswith("button.")}
    labels = [" ".join(label.split()) for label in _LABEL.findall(_CODE.sub("", text_of(document)))]
    assert [label for label in labels if label not in buttons] == []


def test_every_package_is_in_the_architecture() -> None:
    text = text_of("docs/architecture.md")
    for layer in ("storage", "handlers"):
        for package in (path.parent for path in (ROOT / layer).glob("*/__init__.py")):
            assert f"`{layer}/{package.name}" in text or f"{layer}/{package.name}/" in text, package


def test_every_example_is_in_the_file_it_names() -> None:
    examples = _EXAMPLE.findall(text_of("docs/architecture.md"))
    assert len(examples) > 1
    for file, code in examples:
        assert code.strip("\n") in text_of(file), file
