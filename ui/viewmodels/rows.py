"""Lists as QML sees them: a row is a NamedTuple, its fields are the roles."""

from __future__ import annotations

from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from PySide6.QtCore import QByteArray, QModelIndex, QPersistentModelIndex, Qt

R = TypeVar("R", bound=tuple[Any, ...])


def roles(row: type[NamedTuple]) -> dict[int, str]:
    """The roles of a kind of row, by number."""
    fields: tuple[str, ...] = row._fields
    return {Qt.ItemDataRole.UserRole + i: name for i, name in enumerate(fields, 1)}


class RowModel:
    """Beside QAbstractListModel, and before it: a list of rows.

    Subclasses say which `ROLES` there are, how many rows, and give one. It is no QObject itself:
    Qt's tools know only those models whose every base is Qt's own or none.
    """

    ROLES: ClassVar[dict[int, str]]

    def _count(self) -> int:
        raise NotImplementedError

    def _row(self, number: int) -> object:
        raise NotImplementedError

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        """How many rows."""
        return 0 if parent is not None and parent.isValid() else self._count()

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """One field of a row."""
        if not index.isValid() or index.row() >= self._count() or role not in self.ROLES:
            return None
        return getattr(self._row(index.row()), self.ROLES[role])

    def roleNames(self) -> dict[int, QByteArray]:
        """Roles by the names of a row's fields."""
        return {role: QByteArray(name.encode()) for role, name in self.ROLES.items()}


class ShownRows(RowModel, Generic[R]):
    """A list whose `rows` are all there, and are replaced together.

    Where rows are `_named`, delegates live on while they are of the same things in the same order.
    """

    rows: tuple[R, ...] = ()

    # Of the QAbstractListModel beside it.
    beginResetModel: Any
    endResetModel: Any
    dataChanged: Any
    index: Any

    def show(self, rows: tuple[R, ...]) -> bool:
        """Replace the rows; returns whether all delegates are made anew."""
        if rows == self.rows:
            return False
        before, names = self.rows, [self._named(row) for row in rows]
        if None in names or names != [self._named(row) for row in before]:
            self._reset(rows)
            return True
        self.rows = rows
        for n, (old, new) in enumerate(zip(before, rows, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(n), self.index(n))
        return False

    def _named(self, row: R) -> object:  # noqa: ARG002
        """What the row is of; None when nobody knows."""
        return None

    def _reset(self, rows: tuple[R, ...]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def _count(self) -> int:
        return len(self.rows)

    def _row(self, number: int) -> R:
        return self.rows[number]
