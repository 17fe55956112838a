"""No number under five is in a public copy, and none follows from the sums that are."""

import datetime as dt
import itertools
import random
import zipfile
from pathlib import Path

import msgspec
import pytest

from kiosk.record import FEATURES
from kiosk.reporting import Figures, Report, Row, public_copy
from kiosk.reporting.figures import BY_FEATURE
from kiosk.reporting.period import calendar, months_of, two_years
from kiosk.reporting.to_xlsx import write_xlsx
from kiosk.reporting.words import FIGURES, Words
from ui.catalogue import read_texts

ADDED = ("came", "unnamed", "learners", "new", "returning", "rated", "minutes")


def some(chance: random.Random) -> Figures:
    few = chance.choice([0, 3, 8, 40, 500])
    named, unnamed = chance.randint(0, few), chance.randint(0, few)
    learners = chance.randint(min(named, 1), named)
    new, rated = chance.randint(0, learners), chance.randint(0, named)
    return Figures(
        came=named + unnamed, unnamed=unnamed, learners=learners, new=new,
        returning=learners - new, minutes=60 * (named + unnamed), rated=rated,
        mean=4.0 if rated else None,
    )  # fmt: skip


def total(rows: list[Row]) -> Figures:
    sums = {name: sum(getattr(row.figures, name) for row in rows) for name in ADDED}
    return Figures(**sums, mean=4.0 if sums["rated"] else None)  # type: ignore[arg-type]


def grouped(rows: list[Row], by: str, keys: list[str]) -> list[Row]:
    return [Row(key=k, figures=total([row for row in rows if getattr(row, by) == k])) for k in keys]


def spread(chance: random.Random, whole: Figures, keys: list[str], **more: str) -> list[Row]:
    """The same people in other lines."""
    ends = [sorted(chance.random() for _ in keys[1:]) for _ in range(5)]

    def part(name: str, n: int, cuts: list[float]) -> int:
        many = getattr(whole, name)
        edges = [0, *(round(cut * many) for cut in cuts), many]
        return edges[n + 1] - edges[n]

    rows = []
    for n, key in enumerate(keys):
        unnamed, new = part("unnamed", n, ends[0]), part("new", n, ends[1])
        returning, rated = part("returning", n, ends[2]), part("rated", n, ends[3])
        whole_named = (whole.came or 0) - (whole.unnamed or 0)
        edges = [0, *(round(cut * whole_named) for cut in ends[4]), whole_named]
        rest = edges[n + 1] - edges[n]
        figures = Figures(
            came=unnamed + rest, unnamed=unnamed, learners=new + returning, new=new,
            returning=returning, rated=rated, minutes=part("minutes", n, ends[0]),
            mean=4.0 if rated else None,
        )  # fmt: skip
        rows.append(Row(key=key, figures=figures, **more))
    return rows


def a_report(seed: int) -> Report:
    chance = random.Random(seed)
    period = chance.choice([calendar(2026), two_years(2026)])
    hosts = ["nrru", "vu", ""]
    activities = [
        Row(
            key=f"a{n}", title=f"a{n}", figures=some(chance),
            feature=chance.choice(FEATURES[:3]), host=chance.choice(hosts),
        )
        for n in range(7)
    ]  # fmt: skip
    features = grouped(activities, "feature", [*FEATURES, ""])
    whole = total(activities)
    months = spread(chance, whole, months_of(period))
    tables = {
        "activities": activities,
        "features": features,
        "hosts": grouped(activities, "host", hosts),
        "also": [Row(key=f, figures=some(chance)) for f in FEATURES],
        "months": months,
        "bands": spread(chance, whole, ["child", "youth", "adult", "senior", ""]),
        "sexes": spread(chance, whole, ["female", ""]),
        "partners": spread(chance, whole, hosts),
        "calendar": [
            Row(key=y, figures=total([m for m in months if m.key.startswith(y)]))
            for y in sorted({m.key[:4] for m in months})
        ],
        "fiscal": [
            Row(
                key=str(y),
                figures=total([m for m in months if int(m.key[:4]) + (m.key[5:] > "09") == y]),
            )
            for y in sorted({int(m.key[:4]) + (m.key[5:] > "09") for m in months})
        ],
    }
    bands = ["child", "youth", "adult", "senior"]
    for name, keys in zip(BY_FEATURE, (months_of(period), bands, hosts), strict=True):
        tables[name] = [
            row for of in features[:-1] for row in spread(chance, of.figures, keys, feature=of.key)
        ]
    return Report(
        centre="", period=period, at=dt.datetime.now(dt.UTC), public=False, visits=whole,
        attendances=whole, tables={name: tuple(rows) for name, rows in tables.items()},
    )  # fmt: skip


def sums(report: Report) -> list[tuple[Figures, list[Figures]]]:
    """Every line that the lines of a table add up to."""
    t = report.tables
    found = [
        (report.visits, [r.figures for r in t[name]])
        for name in ("months", "bands", "sexes", "partners", "calendar", "fiscal")
    ]
    found += [
        (report.attendances, [r.figures for r in t[name]])
        for name in ("activities", "features", "hosts")
    ]
    for row in t["calendar"]:
        found.append((row.figures, [r.figures for r in t["months"] if r.key[:4] == row.key]))
    for row in t["features"]:
        for name in (*BY_FEATURE, "activities"):
            found.append((row.figures, [r.figures for r in t[name] if r.feature == row.key]))
    for row in t["hosts"]:
        found.append((row.figures, [r.figures for r in t["activities"] if r.host == row.key]))
    return found


@pytest.mark.parametrize("seed", range(60))
def test_nothing_small_is_shown_or_follows(seed: int) -> None:
    before = a_report(seed)
    after = public_copy(before)
    for (whole, parts), (_, true_parts) in zip(sums(after), sums(before), strict=True):
        for name in ADDED:
            shown = getattr(whole, name)
            pairs = [
                (getattr(a, name), getattr(b, name)) for a, b in zip(parts, true_parts, strict=True)
            ]
            assert all(told in (None, real) for told, real in pairs)
            gone = [real for told, real in pairs if told is None]
            if name != "minutes":
                assert all(told is None or told == 0 or told >= 5 for told, _ in pairs)
            if shown is None:
                assert gone or not any(real for _, real in pairs)
            elif gone:
                assert len([real for real in gone if real]) > 1, name
                assert sum(gone) >= 5
    lines = [after.visits, *(r.figures for rows in after.tables.values() for r in rows)]
    for one in lines:
        trio = (one.learners, one.new, one.returning)
        assert sum(value is None for value in trio) != 1
        if None not in (one.came, one.unnamed):
            assert not 0 < one.came - one.unnamed < 5  # type: ignore[operator]
        assert (one.mean is None) or one.rated is not None


def test_a_workbook_holds_what_a_hostile_title_says_as_text(tmp_path: Path) -> None:
    found = public_copy(a_report(3))
    first = found.tables["activities"][0]
    row = msgspec.structs.replace(first, title='=HYPERLINK("http://x")\n๐๐1e5')
    tables = found.tables | {"activities": (row, *found.tables["activities"][1:])}
    found = msgspec.structs.replace(found, tables=tables)
    th, en = (Words(read_texts(language), language) for language in ("th", "en"))
    files = [tmp_path / "a.xlsx", tmp_path / "b.xlsx"]
    for file in files:
        with file.open("wb") as out:
            write_xlsx(found, th, en, out)
    assert files[0].read_bytes() == files[1].read_bytes()
    with zipfile.ZipFile(files[0]) as book:
        sheets = {n: book.read(n).decode() for n in book.namelist() if "sheets/sheet" in n}
        words = book.read("xl/sharedStrings.xml").decode()
    assert not any("<f>" in sheet for sheet in sheets.values())
    assert "=HYPERLINK(" in words
    assert len(sheets) == 1 + len(found.tables) - (found.period.kind == "calendar")
    for name in FIGURES:
        assert th.define(name, visits=True) in words
        assert en.define(name, visits=False) in words


def test_what_is_large_everywhere_is_told_whole() -> None:
    large = Figures(
        came=90, unnamed=40, learners=30, new=10, returning=20, minutes=900, rated=9, mean=4.0
    )
    rows = (Row(key="child", figures=large),)
    names = ("months", "fiscal", "calendar", "bands", "sexes", "partners", "features", "also")
    tables = dict.fromkeys((*names, "hosts", "activities", *BY_FEATURE), ())
    found = Report(
        centre="", period=calendar(2026), at=dt.datetime.now(dt.UTC), public=False, visits=large,
        attendances=large, tables=tables | {"bands": rows},
    )  # fmt: skip
    copy = public_copy(found)
    assert copy.public
    assert (copy.visits, copy.tables) == (found.visits, found.tables)
    assert next(itertools.chain(copy.tables["bands"])).figures == large
