"""The components of a calendar file, found line by line so that a broken one spoils no other."""

from __future__ import annotations

import re
from typing import NamedTuple

from kiosk.importing.text import decoded, lines_of

_VALUE = r"(?:\"[^\"]*\"|[^\";:,]*)"
_PARAM = rf";[A-Za-z0-9-]+={_VALUE}(?:,{_VALUE})*"
_LINE = re.compile(rf"([A-Za-z0-9-]+)((?:{_PARAM})*):(.*)", re.S)


_OUTER = ("VCALENDAR", "VEVENT", "VTIMEZONE")


class ContentLine(NamedTuple):
    """One property (RFC 5545, 3.1), unfolded: `name` in capitals, `params` with its semicolons."""

    name: str
    params: str
    value: str

    def __str__(self) -> str:
        return f"{self.name}{self.params}:{self.value}"


class Component(NamedTuple):
    """A VEVENT or VTIMEZONE. `reason` says why its text is broken, "" when it is not.

    `line` is that of its BEGIN, counted from 1. A VTIMEZONE keeps its nested components in `text`.
    """

    name: str
    line: int
    properties: tuple[ContentLine, ...]
    text: tuple[str, ...]
    reason: str = ""


class CalendarText(NamedTuple):
    """A file taken apart. `is_calendar` is false when nothing of a calendar was found in it."""

    is_calendar: bool
    cancelling: bool
    events: list[Component]
    zones: list[Component]


class _Open:
    """The component being read."""

    def __init__(self, name: str, line: int) -> None:
        self.name = name
        self.line = line
        self.inner: list[str] = []
        self.properties: list[ContentLine] = []
        self.text: list[str] = []
        self.reason = ""

    def take(self, number: int, text: str, line: ContentLine | None) -> None:
        """One line between BEGIN and END."""
        self.text.append(text)
        edge, name = _edge(line)
        if edge == "BEGIN":
            self.inner.append(name)
        elif edge == "END":
            if name in self.inner:
                del self.inner[self.inner.index(name) :]
        elif self.inner:
            pass
        elif line is None:
            self.reason = self.reason or f"line {number} is no calendar property"
        else:
            self.properties.append(line)

    def closed(self) -> Component:
        text = (f"BEGIN:{self.name}", *self.text, f"END:{self.name}")
        return Component(self.name, self.line, tuple(self.properties), text, self.reason)

    def unfinished(self) -> Component:
        self.reason = self.reason or f"it does not end (no END:{self.name})"
        return self.closed()


def take_apart(raw: bytes) -> CalendarText:
    """Split a calendar file into its events and time zones; never fails."""
    numbers, unfolded = _unfolded(lines_of(raw))
    is_calendar = cancelling = False
    found: list[Component] = []
    current: _Open | None = None
    for number, text in zip(numbers, unfolded, strict=True):
        if not text.strip():
            continue
        line = content_line(text)
        edge, name = _edge(line)
        if current is not None and edge == "END" and name == current.name:
            found.append(current.closed())
            current = None
        elif name in _OUTER:
            is_calendar = True
            if current is not None:
                found.append(current.unfinished())
            current = _Open(name, number) if edge == "BEGIN" and name != "VCALENDAR" else None
        elif current is not None:
            current.take(number, text, line)
        else:
            cancelling |= line is not None and str(line).strip().upper() == "METHOD:CANCEL"
    if current is not None:
        found.append(current.unfinished())
    events = [c for c in found if c.name == "VEVENT"]
    return CalendarText(
        is_calendar, cancelling, events, [c for c in found if c.name == "VTIMEZONE"]
    )


def content_line(text: str) -> ContentLine | None:
    """Read `NAME;PARAM=…:value`; None when it is no such line."""
    match = _LINE.fullmatch(text)
    return None if match is None else ContentLine(match[1].upper(), match[2], match[3].rstrip("\0"))


def _edge(line: ContentLine | None) -> tuple[str, str]:
    """BEGIN or END and the component's name; empty for any other line."""
    if line is None or line.name not in ("BEGIN", "END"):
        return "", ""
    return line.name, line.value.strip().upper()


def _unfolded(lines: list[bytes]) -> tuple[list[int], list[str]]:
    """Logical lines and the number each begins on.

    Joined as bytes: some tools fold in the middle of a character.
    """
    numbers: list[int] = []
    parts: list[list[bytes]] = []
    for number, line in enumerate(lines, 1):
        if line[:1] in (b" ", b"\t") and parts:
            parts[-1].append(line[1:])
        else:
            numbers.append(number)
            parts.append([line])
    return numbers, decoded([b"".join(part) for part in parts])
