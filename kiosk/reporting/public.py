"""The public copy: no number under five is told, and none can be worked out from the others.

A number from 1 to 4 is hidden (PRODUCT, public copies). Wherever a sum and its parts are all
printed, one hidden part could be worked out: so the smallest other part is hidden too, and more
until the hidden ones are five together; where there is no other part, the sum. Each printed sum is
looked at, again and again until nothing changes, because a number may be part of several; what
could be guessed from many sums together and from knowledge of one's own is not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

import msgspec

from kiosk.reporting.figures import BY_ACTIVITY, BY_FEATURE, PERSONAL, Figures, Report, Row
from kiosk.reporting.period import fiscal_of_month

FEWEST = 5
"""People; a smaller number might tell of one of them."""

_PEOPLE = ("came", "unnamed", "learners", "new", "returning", "rated")
_COUNTED = (*_PEOPLE, "minutes")
_FEW = (*_PEOPLE, "named")
_Cell = tuple[str, int, str]
"""Table, line, and which number of it."""
_Sum = tuple[_Cell, tuple[_Cell, ...]]
_VISITS, _ATTENDANCES = "=visits", "=attendances"


def public_copy(report: Report) -> Report:
    """The report as everybody may have it."""
    lines: dict[str, tuple[Figures, ...]] = {
        _VISITS: (report.visits,),
        _ATTENDANCES: (report.attendances,),
    }
    lines |= {name: tuple(row.figures for row in rows) for name, rows in report.tables.items()}
    hidden = _hidden(lines, list(_sums(report)))
    told = {
        name: tuple(_told(figures, name, n, hidden) for n, figures in enumerate(some))
        for name, some in lines.items()
    }
    tables = {
        name: tuple(
            msgspec.structs.replace(row, figures=figures)
            for row, figures in zip(rows, told[name], strict=True)
        )
        for name, rows in report.tables.items()
    }
    return msgspec.structs.replace(
        report,
        public=True,
        visits=told[_VISITS][0],
        attendances=told[_ATTENDANCES][0],
        tables=tables,
    )


def _hidden(lines: Mapping[str, tuple[Figures, ...]], sums: list[_Sum]) -> set[_Cell]:
    value: dict[_Cell, int] = {
        (name, n, what): getattr(figures, what)
        for name, some in lines.items()
        for n, figures in enumerate(some)
        for what in _COUNTED
    }
    for name, some in lines.items():
        for n in range(len(some)):
            # Learners are new or returning; those who came are named or not.
            named = value[name, n, "came"] - value[name, n, "unnamed"]
            value[name, n, "named"] = named
            sums.append(_sum(name, n, "learners", "new", "returning"))
            sums.append(_sum(name, n, "came", "unnamed", "named"))
    hidden = {cell for cell, many in value.items() if cell[2] in _FEW and 0 < many < FEWEST}
    # Hours of so few are their own.
    hidden |= {(name, n, "minutes") for name, n, what in hidden if what in ("came", "learners")}
    before = -1
    while len(hidden) != before:
        before = len(hidden)
        for whole, parts in sums:
            _protect(whole, parts, value, hidden)
    return hidden


def _sum(name: str, line: int, whole: str, *parts: str) -> _Sum:
    return (name, line, whole), tuple((name, line, part) for part in parts)


def _protect(
    whole: _Cell, parts: tuple[_Cell, ...], value: Mapping[_Cell, int], hidden: set[_Cell]
) -> None:
    """Hide more of a sum until nothing that is hidden can be worked out."""
    gone = [part for part in parts if part in hidden]
    if whole in hidden:
        # All parts would give it away.
        if not gone and (biggest := [part for part in parts if value[part]]):
            hidden.add(min(biggest, key=lambda part: value[part]))
        return
    shown = sorted((p for p in parts if p not in hidden and value[p]), key=lambda p: value[p])
    while gone and (len(gone) == 1 or sum(value[part] for part in gone) < FEWEST):
        if not shown:
            hidden.add(whole)
            return
        gone.append(shown.pop(0))
        hidden.add(gone[-1])


def _sums(report: Report) -> Iterator[_Sum]:
    """Every sum that is printed, with its parts."""
    tables = report.tables
    for what in _COUNTED:
        for name in (*PERSONAL, *BY_ACTIVITY):
            if name != "also":
                whole = (_VISITS if name in PERSONAL else _ATTENDANCES, 0, what)
                yield whole, tuple((name, n, what) for n in range(len(tables[name])))
        for name, of in (("fiscal", fiscal_of_month), ("calendar", lambda month: month[:4])):
            yield from _parts(name, "months", what, tables, [of(r.key) for r in tables["months"]])
        for name in BY_FEATURE:
            of_rows = [row.feature for row in tables[name]]
            yield from _parts("features", name, what, tables, of_rows)
        activities = tables["activities"]
        yield from _parts(
            "features", "activities", what, tables, [row.feature for row in activities]
        )
        yield from _parts("hosts", "activities", what, tables, [row.host for row in activities])


def _parts(
    name: str, within: str, what: str, tables: Mapping[str, tuple[Row, ...]], keys: list[str]
) -> Iterator[_Sum]:
    """Each line of a table as the sum of the lines of another that have its key."""
    of: dict[str, list[_Cell]] = defaultdict(list)
    for n, key in enumerate(keys):
        of[key].append((within, n, what))
    for n, row in enumerate(tables[name]):
        if of[row.key]:
            yield (name, n, what), tuple(of[row.key])


def _told(figures: Figures, name: str, line: int, hidden: set[_Cell]) -> Figures:
    left_out = dict.fromkeys(what for what in _COUNTED if (name, line, what) in hidden)
    if "rated" in left_out:
        left_out["mean"] = None
    return msgspec.structs.replace(figures, **left_out)
