"""What the tables of the README say is proven is proven by tests that are there."""

from __future__ import annotations

import pytest

from tests.faults import matrix, proofs, security

NAMED = {
    "matrix": [t for rows in matrix.MATRIX.values() for row in rows for t in row.tests],
    "security": [t for item in security.ITEMS for t in item.tests],
}


@pytest.mark.parametrize("table", NAMED)
def test_every_test_that_is_named_is_there(table: str) -> None:
    assert len(NAMED[table]) > 30
    assert proofs.missing(NAMED[table]) == []


def test_a_test_that_is_not_there_is_seen() -> None:
    wrong = ["faults/test_matrix::test_gone", "no/such::test_file", "faults/test_matrix::missing"]
    assert proofs.missing([*wrong, *NAMED["matrix"][:1]]) == wrong


@pytest.mark.parametrize("made", [matrix, security], ids=lambda m: m.NAME)
def test_the_readme_has_the_same_table(made: object) -> None:
    assert proofs.in_readme(made.NAME) == made.made()  # type: ignore[attr-defined]


def test_no_row_is_without_its_proof_and_no_cell_breaks_the_table() -> None:
    rows = [row for rows in matrix.MATRIX.values() for row in rows]
    assert [r for r in (*rows, *security.ITEMS) if not r.tests] == []
    cells = [c for r in (*rows, *security.ITEMS) for c in r if isinstance(c, str)]
    assert [c for c in cells if "|" in c or "\n" in c] == []
