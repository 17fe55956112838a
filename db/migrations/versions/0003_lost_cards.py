"""Cards reported lost, and the key each card was signed with."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    # Until now there was one key, A.
    op.add_column("card", sa.Column("key", sa.Text(), server_default="A", nullable=False))
    op.create_table(
        "lost_card",
        sa.Column("learner", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("staff", sa.Text(), nullable=True),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.Column("stamp_node", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("learner"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("lost_card")
    op.drop_column("card", "key")
