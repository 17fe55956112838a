"""Rows that name the tests that prove them, and the tables of the README made from them."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"


@cache
def tests_in(file: str) -> frozenset[str]:
    """The tests that a file of tests holds; none when there is no such file."""
    path = ROOT / "tests" / f"{file}.py"
    if not path.exists():
        return frozenset()
    tree = ast.parse(path.read_text("utf-8"))
    defined = (node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))
    return frozenset(name for name in defined if name.startswith("test_"))


def missing(tests: Iterable[str]) -> list[str]:
    """Those of these tests (`storage/test_kill::test_every_...`) that are not there."""
    named = [(name, *name.partition("::")[::2]) for name in tests]
    return [name for name, file, test in named if test not in tests_in(file)]


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows as Markdown."""
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def proven_by(tests: Sequence[str]) -> str:
    """Tests as a cell of the README: file, and what the test says."""
    words = (name.partition("::") for name in tests)
    return "; ".join(
        f"`{file}`: {test.removeprefix('test_').replace('_', ' ')}" for file, _, test in words
    )


def in_readme(name: str) -> str:
    """The table that stands in the README between the marks of this name."""
    text = README.read_text("utf-8")
    return text.partition(f"<!-- {name} -->\n")[2].partition(f"\n<!-- /{name} -->")[0]


def write_readme(name: str, made: str) -> None:
    """Put the table between the marks of this name."""
    text = README.read_text("utf-8")
    before, mark, rest = text.partition(f"<!-- {name} -->\n")
    _, end, after = rest.partition(f"\n<!-- /{name} -->")
    if not (mark and end):
        msg = f"README.md has no marks for {name}"
        raise ValueError(msg)
    README.write_text(before + mark + made + end + after, "utf-8")
