"""What tending needs: who is forgotten is found at once, and what was looked through is known."""

from __future__ import annotations

LEAST = 1


def statements(*, plain: bool) -> list[str]:  # noqa: ARG001 - the same for both
    """What is added."""
    return [
        "CREATE INDEX entry_people ON entry (centre, kind) WHERE kind IN ('erased', 'merged')",
        """CREATE TABLE swept (
            centre text PRIMARY KEY REFERENCES centre (code),
            erasures bigint NOT NULL,
            entries bigint NOT NULL
        )""",
    ]
