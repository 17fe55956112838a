"""What was read in refusals is found by its time, to be let go."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    refused = sa.text("kind = 'refused'")
    op.create_index(
        "entry_refused", "entry", ["at"], sqlite_where=refused, postgresql_where=refused
    )


def downgrade() -> None:
    op.drop_index("entry_refused", table_name="entry")
