"""Seats that the databases of a centre share, and what an account may do with them."""

from __future__ import annotations

LEAST = 1

_CENTRE = "(SELECT a.centre FROM account a WHERE a.role = current_user)"
_OURS = f"centre = {_CENTRE}"
_MINE = f"account = current_user AND {_OURS}"
_OF_LIMIT = (
    "FOREIGN KEY (centre, occurrence) REFERENCES seat_limit (centre, occurrence) ON DELETE CASCADE"
)
_TABLES = (
    """CREATE TABLE seat_limit (
        centre text NOT NULL REFERENCES centre (code),
        occurrence text NOT NULL CHECK (length(occurrence) BETWEEN 1 AND 1024),
        capacity integer NOT NULL CHECK (capacity >= 0),
        stamp bigint NOT NULL,
        ends timestamptz NOT NULL,
        PRIMARY KEY (centre, occurrence)
    )""",
    """CREATE TABLE seat_holder (
        holder text PRIMARY KEY CHECK (length(holder) BETWEEN 1 AND 64),
        centre text NOT NULL REFERENCES centre (code),
        account text NOT NULL REFERENCES account (role),
        turn bigint NOT NULL,
        seen_at timestamptz NOT NULL
    )""",
    f"""CREATE TABLE seat (
        centre text NOT NULL,
        occurrence text NOT NULL,
        holder text NOT NULL REFERENCES seat_holder (holder),
        account text NOT NULL,
        seats integer NOT NULL CHECK (seats >= 0),
        used integer NOT NULL CHECK (used >= 0),
        wants integer NOT NULL CHECK (wants >= 0),
        PRIMARY KEY (centre, occurrence, holder),
        {_OF_LIMIT}
    )""",
    f"""CREATE TABLE seat_freed (
        centre text NOT NULL,
        occurrence text NOT NULL,
        holder text NOT NULL,
        turn bigint NOT NULL,
        PRIMARY KEY (centre, occurrence, holder, turn),
        {_OF_LIMIT}
    )""",
)
_RIGHTS = (
    *(
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
        for table in ("seat_limit", "seat_holder", "seat", "seat_freed")
    ),
    f"CREATE POLICY looks ON seat_limit FOR SELECT USING ({_OURS})",
    f"CREATE POLICY adds ON seat_limit FOR INSERT WITH CHECK ({_OURS})",
    f"CREATE POLICY changes ON seat_limit FOR UPDATE USING ({_OURS})",
    f"CREATE POLICY tidies ON seat_limit FOR DELETE USING ({_OURS} AND"
    " ends < current_timestamp - interval '1 day')",
    f"CREATE POLICY looks ON seat_holder FOR SELECT USING ({_OURS})",
    f"CREATE POLICY adds ON seat_holder FOR INSERT WITH CHECK ({_MINE})",
    f"CREATE POLICY goes_on ON seat_holder FOR UPDATE USING ({_MINE})",
    f"CREATE POLICY looks ON seat FOR SELECT USING ({_OURS})",
    f"CREATE POLICY adds ON seat FOR INSERT WITH CHECK ({_MINE})",
    f"CREATE POLICY changes ON seat FOR UPDATE USING ({_MINE})",
    f"CREATE POLICY looks ON seat_freed FOR SELECT USING ({_OURS})",
    f"CREATE POLICY adds ON seat_freed FOR INSERT WITH CHECK ({_OURS})",
    "GRANT SELECT, INSERT, DELETE ON seat_limit TO {accounts}",
    "GRANT UPDATE (capacity, stamp, ends) ON seat_limit TO {accounts}",
    "GRANT SELECT, INSERT ON seat_holder, seat, seat_freed TO {accounts}",
    "GRANT UPDATE (turn, seen_at) ON seat_holder TO {accounts}",
    "GRANT UPDATE (seats, used, wants) ON seat TO {accounts}",
)


def statements(*, plain: bool) -> list[str]:  # noqa: ARG001 - every step is asked so
    """What makes the tables."""
    return [*_TABLES, *_RIGHTS]
