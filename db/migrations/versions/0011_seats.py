"""Seats that several databases share."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0009"


def upgrade() -> None:
    op.create_index("moved_there", "moved", ["occurrence"], unique=False)
    op.create_table(
        "seat_lease",
        sa.Column("occurrence", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("occurrence"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "seat_holder",
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("turn", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("holder"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "seat_part",
        sa.Column("occurrence", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("turn", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("occurrence", "holder"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "freed",
        sa.Column("occurrence", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("turn", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("occurrence", "holder", "turn"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in ("freed", "seat_part", "seat_holder", "seat_lease"):
        op.drop_table(table)
    op.drop_index("moved_there", table_name="moved")
