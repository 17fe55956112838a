"""The first sheet of the workbook: what the days come to, each figure with what it counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial

from xlsxwriter.chart import Chart

from kiosk.clock import DAY_STARTS
from kiosk.exporting.cells import Book, Kind, Rows
from kiosk.exporting.log import Cell
from kiosk.exporting.tally import Sum, Tally
from kiosk.record import Band
from kiosk.thai import buddhist, long_date, tidy

_BANDS = {
    Band.CHILD: "เด็ก Children",
    Band.YOUTH: "เยาวชน Youth",
    Band.ADULT: "ผู้ใหญ่ Adults",
    Band.SENIOR: "ผู้สูงวัย Seniors",
}
_SUMS = ("เช็กอิน Check-ins", "คน-ครั้ง Visits", *_BANDS.values())
_MOST_BARS = 15
_DAY_STARTS = DAY_STARTS.hour
_INK, _SILVER = "#B9572B", "#CDDCE8"


def figures(tally: Tally) -> list[tuple[str, int, str]]:
    """Name, number and definition of each figure."""
    whole = tally.whole()
    return [
        ("เช็กอิน Check-ins", whole.check_ins, "ไม่รวมที่ยกเลิก without undone ones"),
        ("คน-ครั้ง Visits", whole.visits, "จำนวนคนของทุกเช็กอิน people of all check-ins"),
        ("ผู้เรียนไม่ซ้ำคน Learners", tally.learners, "นับคนละหนึ่งครั้ง each counted once"),
        ("ไม่ระบุชื่อ Without a name", tally.unnamed, "คน-ครั้งที่นับเท่านั้น visits only counted"),
        *((_BANDS[band], whole.bands[band], "คน-ครั้ง visits") for band in Band),
        (
            "ไม่ทราบช่วงวัย Of unknown age",
            whole.visits - sum(whole.bands.values()),
            "คน-ครั้ง visits",
        ),
        ("มาสาย Late", tally.late, "เช็กอินหลังเริ่ม check-ins after the start"),
        ("เกินจำนวน Over capacity", tally.over_capacity, "เช็กอิน check-ins"),
        ("บัตรหมดอายุ Expired", tally.expired, "เช็กอิน check-ins"),
        ("ยกเลิก Undone", tally.undone, "เช็กอินที่ถูกยกเลิก check-ins taken back"),
    ]


def write_summary(
    book: Book, page: Rows, tally: Tally, days: tuple[dt.date, dt.date], centre: str
) -> None:
    """Fill the sheet, its charts beside what they show."""
    plain, bold, number = book.pen(), book.pen(bold=True), book.pen(Kind.NUMBER)
    page.sheet.set_column(0, 0, 40)
    page.sheet.set_column(1, 6, 18)
    page.add([book.pen(bold=True, size=22)("บันทึกประจำวัน Daily log")], high=34)
    page.add([bold(tidy(centre))])
    for said in (long_date, partial(long_date, language="en")):
        page.add([plain(" – ".join(dict.fromkeys(map(said, days))))])
    page.add()
    for name, value, definition in figures(tally):
        page.add([plain(name), number(value), plain(definition)])
    charts = [
        _table(book, page, "กิจกรรม Activity", _by_activity(tally), most=_MOST_BARS),
        _table(book, page, "ชั่วโมง Hour", _by_hour(tally)),
    ]
    if days[0] != days[1]:
        by_day = [(buddhist(day), one) for day, one in tally.days().items()]
        charts.append(_table(book, page, "วันที่ พ.ศ. Day, B.E.", by_day))
    for n, chart in enumerate(filter(None, charts)):
        page.sheet.insert_chart(1 + n * 18, 8, chart)
    page.end()


def _by_activity(tally: Tally) -> list[tuple[str, Sum]]:
    """The most visited first."""
    every = tally.activities().items()
    named = [(tidy(tally.titles[uid]) or uid or "แวะมา Visits", one) for uid, one in every]
    return sorted(named, key=lambda one: (-one[1].visits, one[0]))


def _by_hour(tally: Tally) -> list[tuple[str, Sum]]:
    """Every hour from the first to the last; a service day begins at four."""
    found = {(hour - _DAY_STARTS) % 24: one for hour, one in tally.hours().items()}
    span = range(min(found), max(found) + 1) if found else ()
    return [(f"{(n + _DAY_STARTS) % 24:02}:00", found.get(n, Sum())) for n in span]


def _table(
    book: Book, page: Rows, title: str, rows: Sequence[tuple[str, Sum]], most: int = 400
) -> Chart | None:
    """Write the rows; the chart of their visits, or None where there is nothing to show."""
    plain, bold, number = book.pen(), book.pen(bold=True), book.pen(Kind.NUMBER)
    page.add()
    page.add([bold(name) for name in (title, *_SUMS)])
    first = page.count
    for name, one in rows:
        page.add([plain(name), *map(number, _values(one))])
    if not rows:
        return None
    last = min(page.count, first + most) - 1
    font = book.font
    chart = book.book.add_chart({"type": "column"})
    chart.add_series(
        {
            "categories": [page.name, first, 0, last, 0],
            "values": [page.name, first, 2, last, 2],
            "fill": {"color": _INK},
            "gap": 40,
        }
    )
    chart.set_title({"name": f"คน-ครั้ง Visits · {title}", "name_font": font | {"size": 14}})
    chart.set_legend({"none": True})
    chart.set_x_axis({"num_font": font})
    chart.set_y_axis(
        {"num_font": font, "major_gridlines": {"visible": True, "line": {"color": _SILVER}}}
    )
    chart.set_size({"width": 760, "height": 340})
    return chart


def _values(one: Sum) -> Iterator[Cell]:
    yield one.check_ins
    yield one.visits
    for band in Band:
        yield one.bands[band]
