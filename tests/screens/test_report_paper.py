"""The learning-city report on A4."""

from __future__ import annotations

import pytest

from kiosk.config import Settings
from kiosk.record import FEATURES
from kiosk.reporting import public_copy
from tests.core.test_reporting import a_report
from tests.screens.test_evacuation_paper import Document
from ui.catalogue import read_texts
from ui.paper.charts import nice_top
from ui.paper.report import pdf_bytes


@pytest.mark.parametrize("seed", [4, 5])
def test_a_page_for_each_feature_that_can_be_attached_alone(qapp: object, seed: int) -> None:
    found = public_copy(a_report(seed))
    paper = Document(pdf_bytes(found, Settings()))
    assert paper.size_mm() == (210, 297)
    # A summary, the six features, and the tables.
    assert 8 <= paper.pages <= 12
    for number, code in enumerate(FEATURES, 1):
        words = paper.words(number)
        assert read_texts("en")[f"feature.{code}"] in words
        assert read_texts("en")["report.define.learners"][:30] in words.replace("\r\n", " ")
        figures = next(r.figures for r in found.tables["features"] if r.key == code)
        assert ("–" if figures.came is None else f"{figures.came:,}") in words
    paper.close()


@pytest.mark.parametrize(
    ("most", "top"), [(0, 4), (3, 4), (5, 6), (2268, 2400), (409, 600), (1000, 1000), (99, 100)]
)
def test_scales_end_in_round_numbers(most: float, top: float) -> None:
    assert nice_top(most) == top
