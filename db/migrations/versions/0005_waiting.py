"""What staff do with waiting numbers, and as what the people are counted who wait."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_COUNTS = ("child", "youth", "adult", "senior")


def upgrade() -> None:
    for name in ("at", "stamp"):
        op.add_column(
            "waiting", sa.Column(name, sa.BigInteger(), server_default="0", nullable=False)
        )
    for name in _COUNTS:
        op.add_column("waiting", sa.Column(name, sa.Integer(), server_default="0", nullable=False))
    for name in ("partner", "party"):
        op.add_column("waiting", sa.Column(name, sa.Text(), server_default="", nullable=False))
    # The journal knows when each number was given.
    for name in ("at", "stamp"):
        op.execute(
            f"UPDATE waiting SET {name} = (SELECT e.{name} FROM entry e"  # noqa: S608
            " WHERE e.node = waiting.node AND e.seq = waiting.seq)"
        )
    op.create_index("waiting_learner", "waiting", ["learner", "day"], unique=False)
    op.create_table(
        "waiting_mark",
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.Column("stamp_node", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("node", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_index("waiting_mark_at", "waiting_mark", ["mark", "at"], unique=False)
    op.create_table(
        "let_in",
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("waiting_node", sa.Text(), nullable=False),
        sa.Column("waiting_seq", sa.BigInteger(), nullable=False),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("node", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_index("let_in_waiting", "let_in", ["waiting_node", "waiting_seq"], unique=False)


def downgrade() -> None:
    op.drop_index("let_in_waiting", table_name="let_in")
    op.drop_table("let_in")
    op.drop_index("waiting_mark_at", table_name="waiting_mark")
    op.drop_table("waiting_mark")
    op.drop_index("waiting_learner", table_name="waiting")
    for name in ("party", "partner", *reversed(_COUNTS), "stamp", "at"):
        op.drop_column("waiting", name)
