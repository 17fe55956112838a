"""Where in a file of settings a wrong one stands."""

from __future__ import annotations

import re
from collections import Counter


def line_of(text: str, message: str) -> int:
    """Line of the setting a validation message of msgspec speaks of; 1 when it cannot be told."""
    unknown = re.search(r"unknown field `([^`]+)`", message)
    at = re.search(r"at `\$\.?([^`]*)`", message)
    path = at.group(1).split(".") if at and at.group(1) else []
    if unknown:
        path.append(unknown.group(1))
    elif not path:
        bare = re.search(r"`([^`]+)`", message)
        path = [bare.group(1)] if bare else []
    wanted = path[-1] if path else ""
    section = path[-2] if len(path) > 1 else ""
    return _line(text, section, wanted)


def _line(text: str, section: str, wanted: str) -> int:
    """Line of `wanted` in a section; `name[2]` is the third [[name]], or a value of a list."""
    name = re.sub(r"\[.*", "", wanted)
    tables: Counter[str] = Counter()
    current, section_at = "", 1
    for number, line in enumerate(text.splitlines(), 1):
        head = re.match(r"\s*(\[+)\s*([^\]]+?)\s*\]", line)
        if head:
            current = head[2]
            if head[1] == "[[":
                tables[current] += 1
                current = f"{current}[{tables[current] - 1}]"
            if current in (wanted, name):
                return number
            if current == section:
                section_at = number
        elif re.match(rf"\s*\"?{re.escape(name)}\"?\s*=", line) and section in ("", current):
            return number
    return section_at
