"""A check-out by staff can be taken back: every one is remembered."""

import sqlalchemy as sa
from alembic import op

from kiosk.entry import CheckedOut, decode

revision = "0007"
down_revision = "0006"

_PAGE = 500


def upgrade() -> None:
    op.create_table(
        "way_out",
        sa.Column("out_node", sa.Text(), nullable=False),
        sa.Column("out_seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("rank", sa.SmallInteger(), nullable=False),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("out_node", "out_seq", "node", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_index("way_out_visit", "way_out", ["node", "seq"], unique=False)
    _remember(op.get_bind())


def _remember(connection: sa.Connection) -> None:
    said = connection.execute(
        sa.text("SELECT node, seq, at, stamp, body FROM entry WHERE kind = 'checked-out'")
    )
    way_out = sa.text(
        "INSERT INTO way_out (out_node, out_seq, node, seq, at, how, rank, stamp) VALUES"
        " (:out_node, :out_seq, :node, :seq, :at, :how, :rank, :stamp) ON CONFLICT DO NOTHING"
    )
    for rows in said.partitions(_PAGE):
        found = [
            row for node, seq, at, stamp, body in rows for row in _rows(node, seq, at, stamp, body)
        ]
        if found:
            connection.execute(way_out, found)


def _rows(node: str, seq: int, at: int, stamp: int, text: str) -> list[dict[str, object]]:
    body = decode(text)
    assert isinstance(body, CheckedOut)  # noqa: S101
    out = {"out_node": node, "out_seq": seq, "at": at, "stamp": stamp, "how": body.how}
    out["rank"] = int(body.how == "auto")
    return [out | {"node": visit.node, "seq": visit.seq} for visit in body.visits]


def downgrade() -> None:
    op.drop_index("way_out_visit", table_name="way_out")
    op.drop_table("way_out")
