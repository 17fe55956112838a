"""Tables about learners: who is found by what, who is the same person, who is forgotten."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text

from db.columns import band_counts, entry_name, metadata, stamp

learner = Table(
    "learner",
    metadata,
    Column("learner", Text, primary_key=True),
    Column("body", Text, nullable=False),
    Column("search", Text, nullable=False),
    *stamp(),
    # Sorted code point by code point, on every engine.
    Column(
        "sort",
        Text().with_variant(Text(collation="C"), "postgresql"),
        nullable=False,
        server_default="",
    ),
    Column("born", Integer),
    sqlite_with_rowid=False,
)
Index("learner_born", learner.c.born)

identifier = Table(
    "identifier",
    metadata,
    Column("value", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("learner", Text, primary_key=True),
    sqlite_with_rowid=False,
)

card = Table(
    "card",
    metadata,
    Column("card", Text, primary_key=True),
    Column("learner", Text, primary_key=True),
    *stamp(),
    # Letter of the key it was signed with.
    Column("key", Text, nullable=False, server_default="A"),
    sqlite_with_rowid=False,
)
Index("card_learner", card.c.learner)

# The last time a learner's card was reported lost: every earlier card has ended.
lost_card = Table(
    "lost_card",
    metadata,
    Column("learner", Text, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("staff", Text),
    *stamp(),
    sqlite_with_rowid=False,
)

# Which entries speak of a learner or, in free words, of another entry; check-ins are found by
# attendance.
mention = Table(
    "mention",
    metadata,
    Column("about", Text, primary_key=True),
    *entry_name(),
    sqlite_with_rowid=False,
)

# Who is the same person as somebody else; `root` is where following that leads.
merged = Table(
    "merged",
    metadata,
    Column("learner", Text, primary_key=True),
    Column("same_as", Text, nullable=False),
    Column("root", Text, nullable=False),
    *stamp(),
    sqlite_with_rowid=False,
)
Index("merged_same_as", merged.c.same_as)
Index("merged_root", merged.c.root)

# Rows of attendance and waiting that were written under a learner who was ever merged.
came_as = Table(
    "came_as",
    metadata,
    *entry_name(),
    Column("learner", Text, nullable=False),
    sqlite_with_rowid=False,
)
Index("came_as_learner", came_as.c.learner)

# How many people were really counted.
corrected = Table(
    "corrected",
    metadata,
    *entry_name(),
    *band_counts(),
    *stamp(),
    sqlite_with_rowid=False,
)

# Ids of people who are forgotten, and the random id that took their place.
erased = Table(
    "erased",
    metadata,
    Column("learner", Text, primary_key=True),
    Column("instead", Text, nullable=False),
    *stamp(),
    sqlite_with_rowid=False,
)
Index("erased_instead", erased.c.instead)

# When each member of staff last looked at a learner's name.
looked = Table(
    "looked",
    metadata,
    Column("learner", Text, primary_key=True),
    Column("staff", Text, primary_key=True),
    Column("at", BigInteger, nullable=False),
    *stamp(),
    sqlite_with_rowid=False,
)
