"""The journal and everything folded from it."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "activity",
        sa.Column("uid", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.Column("stamp_node", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("uid"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "attendance",
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.Column("occurrence", sa.Text(), nullable=True),
        sa.Column("learner", sa.Text(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("child", sa.Integer(), nullable=False),
        sa.Column("youth", sa.Integer(), nullable=False),
        sa.Column("adult", sa.Integer(), nullable=False),
        sa.Column("senior", sa.Integer(), nullable=False),
        sa.Column("partner", sa.Text(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("staff", sa.Text(), nullable=True),
        sa.Column("expired", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("late", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("over_capacity", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("left_at", sa.BigInteger(), nullable=True),
        sa.Column("undone", sa.SmallInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("node", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_index("attendance_day", "attendance", ["day", "at", "node", "seq"], unique=False)
    op.create_index("attendance_learner", "attendance", ["learner", "day"], unique=False)
    op.create_index(
        "attendance_seats",
        "attendance",
        ["day", "occurrence", "undone", "learner", "left_at", "people"],
        unique=False,
    )
    op.create_table(
        "card",
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("learner", sa.Text(), nullable=False),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.Column("stamp_node", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("card", "learner"),
        sqlite_with_rowid=False,
    )
    op.create_index("card_learner", "card", ["learner"], unique=False)
    op.create_table(
        "departure",
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("rank", sa.SmallInteger(), nullable=False),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.Column("stamp_node", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("node", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "entry",
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("staff", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("node", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "identifier",
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("learner", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("value", "kind", "learner"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "learner",
        sa.Column("learner", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.Column("stamp_node", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("learner"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "occurrence",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.Column("stamp_node", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "revision",
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("topic"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "undone",
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("staff", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.Column("stamp_node", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("node", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "moved",
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("occurrence", sa.Text(), nullable=True),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.Column("stamp_node", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("node", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "waiting",
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("occurrence", sa.Text(), nullable=False),
        sa.Column("learner", sa.Text(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("undone", sa.SmallInteger(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("node", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_index("waiting_day", "waiting", ["day", "node", "number"], unique=False)


def downgrade() -> None:
    op.drop_index("waiting_day", table_name="waiting")
    op.drop_table("waiting")
    op.drop_table("moved")
    op.drop_table("undone")
    op.drop_table("revision")
    op.drop_table("occurrence")
    op.drop_table("learner")
    op.drop_table("identifier")
    op.drop_table("entry")
    op.drop_table("departure")
    op.drop_index("card_learner", table_name="card")
    op.drop_table("card")
    op.drop_index("attendance_seats", table_name="attendance")
    op.drop_index("attendance_learner", table_name="attendance")
    op.drop_index("attendance_day", table_name="attendance")
    op.drop_table("attendance")
    op.drop_table("activity")
