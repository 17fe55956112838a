"""Whoever left one of several things they had come for has left them all, in older entries too."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

# As `db.fold.leaving` had it then, for those who came more than once that day.
_SETTLE = """
UPDATE attendance SET left_at = COALESCE(
    (SELECT d.at FROM departure d
     WHERE d.node = attendance.node AND d.seq = attendance.seq AND d.rank = 0),
    (SELECT MIN(w.at) FROM attendance t JOIN way_out w ON w.node = t.node AND w.seq = t.seq
     WHERE t.learner = attendance.learner AND t.day = attendance.day AND w.rank = 0
     AND w.at >= attendance.at AND NOT EXISTS
     (SELECT 1 FROM undone u WHERE u.node = w.out_node AND u.seq = w.out_seq)),
    (SELECT d.at FROM departure d WHERE d.node = attendance.node AND d.seq = attendance.seq))
WHERE (learner, day) IN
    (SELECT learner, day FROM attendance WHERE learner IS NOT NULL
     GROUP BY learner, day HAVING COUNT(*) > 1)
"""


def upgrade() -> None:
    op.execute(sa.text(_SETTLE))


def downgrade() -> None:
    """What was worked out of the entries anew stays."""
