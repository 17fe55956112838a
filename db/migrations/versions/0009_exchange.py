"""Which nodes are written here, and entries that are not understood."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "ours",
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("life", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("node"),
        sqlite_with_rowid=False,
    )
    # Nothing was exchanged before: whatever is here was written here.
    op.execute("INSERT INTO ours (node, name, life) SELECT DISTINCT node, node, 1 FROM entry")
    op.create_table(
        "sync_state",
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("topic"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "aside",
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("node", "seq"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in ("aside", "sync_state", "ours"):
        op.drop_table(table)
