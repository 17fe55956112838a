"""What staff have seen of what kiosks did that did not know of each other."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "conflict_seen",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("staff", sa.Text(), nullable=True),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.Column("stamp_node", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "node", "seq"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("conflict_seen")
