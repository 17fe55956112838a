"""By what learners are sorted, who is the same, who is forgotten, who looked; corrected counts."""

import msgspec
import sqlalchemy as sa
from alembic import op

from kiosk.entry import decode
from kiosk.erasure import explained, learners_in
from kiosk.findable import searched, sorted_by
from kiosk.record import Learner

revision = "0006"
down_revision = "0005"

_PAGE = 2000


def upgrade() -> None:
    op.add_column("learner", sa.Column("sort", sa.Text(), server_default="", nullable=False))
    op.add_column("learner", sa.Column("born", sa.Integer(), nullable=True))
    op.create_index("learner_born", "learner", ["born"], unique=False)
    op.create_table(
        "mention",
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("about", "node", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "merged",
        sa.Column("learner", sa.Text(), nullable=False),
        sa.Column("same_as", sa.Text(), nullable=False),
        sa.Column("root", sa.Text(), nullable=False),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.Column("stamp_node", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("learner"),
        sqlite_with_rowid=False,
    )
    op.create_index("merged_same_as", "merged", ["same_as"], unique=False)
    op.create_index("merged_root", "merged", ["root"], unique=False)
    op.create_table(
        "came_as",
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("learner", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("node", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_index("came_as_learner", "came_as", ["learner"], unique=False)
    op.create_table(
        "corrected",
        sa.Column("node", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("child", sa.Integer(), nullable=False),
        sa.Column("youth", sa.Integer(), nullable=False),
        sa.Column("adult", sa.Integer(), nullable=False),
        sa.Column("senior", sa.Integer(), nullable=False),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.Column("stamp_node", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("node", "seq"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "erased",
        sa.Column("learner", sa.Text(), nullable=False),
        sa.Column("instead", sa.Text(), nullable=False),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.Column("stamp_node", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("learner"),
        sqlite_with_rowid=False,
    )
    op.create_index("erased_instead", "erased", ["instead"], unique=False)
    op.create_table(
        "looked",
        sa.Column("learner", sa.Text(), nullable=False),
        sa.Column("staff", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.Column("stamp_node", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("learner", "staff"),
        sqlite_with_rowid=False,
    )
    _index_learners(op.get_bind())
    _mention(op.get_bind())


def _index_learners(connection: sa.Connection) -> None:
    read = msgspec.json.Decoder(Learner).decode
    after = ""
    page = sa.text(
        "SELECT learner, body FROM learner WHERE learner > :after ORDER BY learner LIMIT :many"
    )
    index = sa.text(
        "UPDATE learner SET search = :search, sort = :sort, born = :born WHERE learner = :learner"
    )
    while rows := connection.execute(page, {"after": after, "many": _PAGE}).all():
        found = [(learner, read(body)) for learner, body in rows]
        connection.execute(
            index,
            [
                {
                    "learner": learner,
                    "search": searched(record),
                    "sort": sorted_by(record),
                    "born": record.birth_year,
                }
                for learner, record in found
            ],
        )
        after = rows[-1][0]


def _mention(connection: sa.Connection) -> None:
    """One look through the journal, leaving out what is most of it."""
    found = connection.execute(
        sa.text(
            "SELECT node, seq, body FROM entry WHERE kind NOT IN"
            " ('checked-in', 'guests-counted', 'occurrence-kept', 'activity-kept')"
        )
    )
    mention = sa.text("INSERT INTO mention (about, node, seq) VALUES (:about, :node, :seq)")
    for rows in found.partitions(_PAGE):
        said = []
        for node, seq, text in rows:
            body = decode(text)
            about = dict.fromkeys(map(str, (*learners_in(body), *explained(body))))
            said += [{"about": what, "node": node, "seq": seq} for what in about]
        if said:
            connection.execute(mention, said)


def downgrade() -> None:
    op.drop_table("looked")
    op.drop_index("erased_instead", table_name="erased")
    op.drop_table("erased")
    op.drop_table("corrected")
    op.drop_index("came_as_learner", table_name="came_as")
    op.drop_table("came_as")
    op.drop_index("merged_root", table_name="merged")
    op.drop_index("merged_same_as", table_name="merged")
    op.drop_table("merged")
    op.drop_table("mention")
    op.drop_index("learner_born", table_name="learner")
    op.drop_column("learner", "born")
    op.drop_column("learner", "sort")
