"""Puts what was counted into tables, every line of a known kind there, with or without people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kiosk.days import fiscal_of
from kiosk.partners import PARTNERS
from kiosk.record import FEATURES, Band
from kiosk.reporting.counting import Counted, Sums
from kiosk.reporting.figures import BY_FEATURE, PERSONAL, Activity, Figures, Row
from kiosk.reporting.lines import Line, lines_of
from kiosk.reporting.period import Period, months_of
from kiosk.thai import tidy

_MINUTE = 60_000_000
_PARTNERS = tuple(partner.code for partner in PARTNERS)
_BANDS = tuple(band.value for band in Band)
_ALL: Line = ("all", "")


class Made:
    """The figures of every line."""

    def __init__(self, counted: Counted) -> None:
        self._counted = counted
        self._sums: dict[Line, Sums] = defaultdict(Sums)
        for cell, sums in counted.sums.items():
            for line in set(lines_of(cell)):
                self._sums[line].add(sums)

    @property
    def visits(self) -> Figures:
        """Of everybody, a person counted once a day."""
        return self._figures(_ALL, visits=True)

    @property
    def attendances(self) -> Figures:
        """Of everybody, a person counted in every session they came to."""
        return self._figures(_ALL, visits=False)

    def tables(self, period: Period) -> dict[str, tuple[Row, ...]]:
        """All tables of a report."""
        months = months_of(period)
        fiscal = range(fiscal_of(period.first), fiscal_of(period.last) + 1)
        calendar = range(period.first.year, period.last.year + 1)
        known: dict[str, Sequence[str]] = {
            "months": months,
            "fiscal": [str(year) for year in fiscal],
            "calendar": [str(year) for year in calendar],
            "bands": _BANDS,
            "sexes": (),
            "partners": _PARTNERS,
            "features": FEATURES,
            "also": FEATURES,
            "hosts": _PARTNERS,
        }
        found = {name: self._table(name, keys) for name, keys in known.items()}
        found["activities"] = self._activities()
        for name, keys in zip(BY_FEATURE, (months, _BANDS, _PARTNERS), strict=True):
            rows = (self._of_feature(name, feature, keys) for feature in FEATURES)
            found[name] = tuple(row for some in rows for row in some)
        return found

    def _table(self, name: str, known: Sequence[str]) -> tuple[Row, ...]:
        visits = name in PERSONAL
        keys = self._keys(known, (str(key) for table, key in self._sums if table == name))
        return tuple(Row(key=k, figures=self._figures((name, k), visits=visits)) for k in keys)

    def _of_feature(self, name: str, feature: str, known: Sequence[str]) -> list[Row]:
        found = (line[1] for line in self._sums if line[0] == name)
        met = [key[1] for key in found if isinstance(key, tuple) and key[0] == feature]
        return [
            Row(key=k, feature=feature, figures=self._figures((name, (feature, k)), visits=False))
            for k in self._keys(known, met)
        ]

    @staticmethod
    def _keys(known: Sequence[str], met: Iterable[str]) -> list[str]:
        """The known ones in their order, then others that were met, what is not known last."""
        more = sorted(set(met) - set(known), key=lambda key: (key == "", key))
        return [*known, *more]

    def _activities(self) -> tuple[Row, ...]:
        """One line an activity, those with the most people first."""
        found = [line[1] for line in self._sums if line[0] == "activities"]
        rows = [self._activity(one) for one in found if isinstance(one, Activity)]
        return tuple(sorted(rows, key=lambda row: (-(row.figures.came or 0), row.title, row.key)))

    def _activity(self, one: Activity) -> Row:
        held = self._counted.titles.get(one)
        return Row(
            key=one.uid,
            figures=self._figures(("activities", one), visits=False),
            title=one.uid if held is None else tidy(held.title),
            title_en="" if held is None else tidy(held.title_en),
            feature=one.feature,
            host=one.host,
        )

    def _figures(self, line: Line, *, visits: bool) -> Figures:
        sums = self._sums.get(line) or Sums()
        learners, new = self._counted.learners[line], self._counted.new[line]
        return Figures(
            came=sums.visits if visits else sums.attendances,
            unnamed=sums.unnamed,
            learners=learners,
            new=new,
            returning=learners - new,
            minutes=sums.micros // _MINUTE,
            rated=sums.rated,
            mean=round(sums.faces / sums.rated, 2) if sums.rated else None,
        )
