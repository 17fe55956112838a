"""What other centres tell of their learners who came here, and of ours who came there."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "foreign_learner",
        sa.Column("learner", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("learner"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "foreign_card",
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("learner", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("ended", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("card"),
        sqlite_with_rowid=False,
    )
    op.create_index("foreign_card_learner", "foreign_card", ["learner"], unique=False)
    op.create_table(
        "elsewhere",
        sa.Column("learner", sa.Text(), nullable=False),
        sa.Column("centre", sa.Text(), nullable=False),
        sa.Column("last", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("learner", "centre"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("elsewhere")
    op.drop_index("foreign_card_learner", table_name="foreign_card")
    for table in ("foreign_card", "foreign_learner"):
        op.drop_table(table)
