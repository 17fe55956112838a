"""Cards that were shown at a centre which did not give them: two centres speak of each."""

from __future__ import annotations

LEAST = 1

_CENTRE = "(SELECT a.centre FROM account a WHERE a.role = current_user)"
_HERE = f"centre = {_CENTRE}"
_OURS = f"home = {_CENTRE}"

# As long as no centre says that it gave the card, all may ask themselves, and read nothing else.
_TABLE = """CREATE TABLE foreign_card (
    centre text NOT NULL REFERENCES centre (code),
    card text NOT NULL CHECK (length(card) = 64),
    home text NOT NULL DEFAULT '',
    shown text NOT NULL DEFAULT '' CHECK (length(shown) <= 8192),
    shown_by bigint NOT NULL DEFAULT 0,
    told text NOT NULL DEFAULT '' CHECK (length(told) <= 8192),
    told_by bigint NOT NULL DEFAULT 0,
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (centre, card),
    CHECK (home <> '' OR (shown = '' AND told = ''))
)"""


def statements(*, plain: bool) -> list[str]:  # noqa: ARG001 - every step is asked so
    """What makes the table."""
    return [
        _TABLE,
        "CREATE INDEX foreign_card_home ON foreign_card (home)",
        "CREATE INDEX foreign_card_changed ON foreign_card (changed_at)",
        "ALTER TABLE foreign_card ENABLE ROW LEVEL SECURITY",
        f"CREATE POLICY looks ON foreign_card FOR SELECT USING ({_HERE} OR {_OURS} OR"
        f" (home = '' AND {_CENTRE} IS NOT NULL))",
        f"CREATE POLICY asks ON foreign_card FOR INSERT WITH CHECK ({_HERE} AND home = '')",
        f"CREATE POLICY shows ON foreign_card FOR UPDATE USING ({_HERE} AND home <> '')",
        f"CREATE POLICY tells ON foreign_card FOR UPDATE USING ({_OURS} OR home = '')"
        f" WITH CHECK ({_OURS})",
        f"CREATE POLICY lets_go ON foreign_card FOR DELETE USING ({_HERE})",
        "GRANT SELECT, DELETE ON foreign_card TO {accounts}",
        "GRANT INSERT (centre, card) ON foreign_card TO {accounts}",
        "GRANT UPDATE (home, shown, shown_by, told, told_by, changed_at)"
        " ON foreign_card TO {accounts}",
    ]
