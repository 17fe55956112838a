"""Centres, accounts, nodes, entries, and what an account may do with them."""

from __future__ import annotations

LEAST = 1

# One's own centre: worked out once a statement, not once a row.
_CENTRE = "(SELECT a.centre FROM account a WHERE a.role = current_user)"
_READS = "(SELECT a.reads FROM account a WHERE a.role = current_user)"
_OWN_NODES = "ARRAY(SELECT n.node FROM node n WHERE n.account = current_user)"
_READABLE = f"centre = {_CENTRE} OR {_READS} = 'all'"

_TABLES = (
    """CREATE TABLE centre (
        code text PRIMARY KEY CHECK (length(code) BETWEEN 1 AND 24),
        name text NOT NULL,
        added_at timestamptz NOT NULL DEFAULT current_timestamp
    )""",
    """CREATE TABLE account (
        role text PRIMARY KEY,
        centre text NOT NULL REFERENCES centre (code),
        node text NOT NULL,
        reads text NOT NULL DEFAULT 'centre' CHECK (reads IN ('centre', 'all')),
        added_at timestamptz NOT NULL DEFAULT current_timestamp,
        removed_at timestamptz
    )""",
    """CREATE TABLE node (
        node text PRIMARY KEY CHECK (length(node) BETWEEN 1 AND 64),
        centre text NOT NULL REFERENCES centre (code),
        account text NOT NULL REFERENCES account (role),
        seq bigint NOT NULL DEFAULT 0,
        stamp bigint NOT NULL DEFAULT 0,
        told text NOT NULL DEFAULT '' CHECK (length(told) <= 65536),
        seen_at timestamptz
    )""",
    "CREATE INDEX node_account ON node (account)",
)
# The month comes last in the key: a node's entries lie one behind the other.
_ENTRY = """CREATE TABLE entry (
    centre text NOT NULL,
    month integer NOT NULL,
    node text NOT NULL,
    seq bigint NOT NULL,
    stamp bigint NOT NULL,
    at bigint NOT NULL,
    staff text,
    kind text NOT NULL,
    body text NOT NULL CHECK (length(body) <= 65536),
    about text,
    PRIMARY KEY (centre, node, seq, month)
)"""
_RIGHTS = (
    "CREATE INDEX entry_about ON entry (centre, about, kind)",
    "ALTER TABLE account ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE node ENABLE ROW LEVEL SECURITY",
    "ALTER TABLE entry ENABLE ROW LEVEL SECURITY",
    "CREATE POLICY itself ON account FOR SELECT USING (role = current_user AND removed_at IS NULL)",
    f"CREATE POLICY looks ON node FOR SELECT USING ({_READABLE})",
    f"CREATE POLICY adds ON node FOR INSERT"
    f" WITH CHECK (account = current_user AND centre = {_CENTRE})",
    f"CREATE POLICY goes_on ON node FOR UPDATE"
    f" USING (account = current_user AND centre = {_CENTRE})",
    f"CREATE POLICY looks ON entry FOR SELECT USING ({_READABLE})",
    f"CREATE POLICY appends ON entry FOR INSERT"
    f" WITH CHECK (centre = {_CENTRE} AND node = ANY ({_OWN_NODES}))",
    "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
    "REVOKE ALL ON SCHEMA public FROM PUBLIC",
    "GRANT CONNECT ON DATABASE {database} TO {accounts}",
    "GRANT USAGE ON SCHEMA public TO {accounts}",
    "GRANT SELECT ON hub_step, account, node, entry TO {accounts}",
    "GRANT INSERT (node, centre, account) ON node TO {accounts}",
    "GRANT UPDATE (seq, stamp, told, seen_at) ON node TO {accounts}",
    "GRANT INSERT ON entry TO {accounts}",
)


def statements(*, plain: bool) -> list[str]:
    """What makes the tables."""
    entry = _ENTRY if plain else f"{_ENTRY} PARTITION BY LIST (centre)"
    return [*_TABLES, entry, *_RIGHTS]
