"""How a statement goes to the database: compiled once by SQLAlchemy, run by the driver.

SQLAlchemy's own execution costs 40 microseconds a statement, as much as all the SQL of a check-in;
its compiler, dialects and driver handling are used as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, TextClause

Values = Mapping[str, Any]

_NOTHING: Values = {}


class Link:
    """One open connection. Statements are module constants: they are compiled once and kept."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._dialect = connection.dialect
        self._cursor = connection.connection.cursor()
        self._ready: dict[int, tuple[str, Callable[[Values], Any] | None, TextClause]] = {}

    def all(self, statement: TextClause, values: Values = _NOTHING) -> list[Any]:
        """Every row."""
        rows: list[Any] = self._run(statement, values).fetchall()
        return rows

    def first(self, statement: TextClause, values: Values = _NOTHING) -> Any:
        """The first row, or None."""
        return self._run(statement, values).fetchone()

    def value(self, statement: TextClause, values: Values = _NOTHING) -> Any:
        """The first value of the first row, or None."""
        row = self.first(statement, values)
        return None if row is None else row[0]

    def each(self, statement: TextClause, values: Values, chunk: int = 500) -> Iterator[Any]:
        """Rows one by one, fetched in chunks on a cursor of their own."""
        sql, given = self._prepared(statement, values)
        cursor = self.connection.connection.cursor()
        try:
            cursor.execute(sql, given)
            while rows := cursor.fetchmany(chunk):
                yield from rows
        finally:
            cursor.close()

    def run(self, statement: TextClause, *rows: Values) -> None:
        """Run for each row of values."""
        if len(rows) == 1:
            self._run(statement, rows[0])
        elif rows:
            sql, pick = self._compiled(statement)
            self._cursor.executemany(sql, rows if pick is None else [*map(pick, rows)])

    def tell(self, sql: str) -> None:
        """Run driver SQL as it is."""
        self._cursor.execute(sql)

    def _run(self, statement: TextClause, values: Values) -> Any:
        self._cursor.execute(*self._prepared(statement, values))
        return self._cursor

    def _prepared(self, statement: TextClause, values: Values) -> tuple[str, Any]:
        sql, pick = self._compiled(statement)
        return sql, values if pick is None else pick(values)

    def _compiled(self, statement: TextClause) -> tuple[str, Callable[[Values], Any] | None]:
        """The driver's SQL, and how values are put in its order where it has no names."""
        ready = self._ready.get(id(statement))
        if ready is None:
            compiled = statement.compile(dialect=self._dialect)
            names = getattr(compiled, "positiontup", None)
            pick = None if names is None else _in_order(names)
            # The statement is kept with it, so that its id is not given to another.
            ready = self._ready[id(statement)] = (str(compiled), pick, statement)
        return ready[0], ready[1]


def _in_order(names: Sequence[str]) -> Callable[[Values], Any]:
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: [values[name] for name in names]
