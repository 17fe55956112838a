"""The database: SQLAlchemy in, frozen records out; rows never leave it."""
