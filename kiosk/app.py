"""Composition: one installation, with its settings, secrets, database and front desk."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from kiosk import config
from kiosk.clock import EPOCH, Clock, SystemClock
from kiosk.config import Settings, SettingsTrouble
from kiosk.desk import FrontDesk
from kiosk.hub import Hub
from kiosk.hub_place import Place
from kiosk.keeping import Kept, keep_section
from kiosk.ports import StoreTrouble
from kiosk.secrets import Secrets, load_or_create
from kiosk.settings_book import Book, Stamp
from kiosk.sync_state import SyncState, read_state

if TYPE_CHECKING:
    from db.store import SqlStore

DATABASE = "walkin.db"


class Opened(NamedTuple):
    """An installation at work; belongs to the thread that opened it."""

    store: SqlStore
    clock: Clock
    settings: Settings
    secrets: Secrets
    desk: FrontDesk


class Installation:
    """Where this installation keeps its things, opened on demand.

    `demo` is the ending of a data folder of its own for a demonstration.
    """

    def __init__(
        self,
        *,
        demo: str = "",
        node: str | None = None,
        environ: Mapping[str, str] = os.environ,
        clock: Clock | None = None,
    ) -> None:
        self.demo = demo
        self.clock = clock or SystemClock()
        self._node = node
        self._hub_seen: tuple[Stamp | None, bool] = None, False
        self._environ = environ
        data = config.data_folder(environ)
        self.data = data.with_name(data.name + demo)
        self.settings_file = config.settings_file(environ)

    @property
    def database(self) -> Path:
        """The database file."""
        return self.data / DATABASE

    @property
    def secrets_file(self) -> Path:
        """The secrets, outside the data folder; the demonstration keeps its own."""
        return self.settings_file.with_name(f"walkin{self.demo}.key")

    @cached_property
    def settings(self) -> Settings:
        """Read once, until `take`. Raises SettingsTrouble."""
        try:
            found = config.load(self.settings_file, self._environ)
        except SettingsTrouble:
            self._take_back_settings()
            found = config.load(self.settings_file, self._environ)
        return self._holding(found)

    def take(self, settings: Settings) -> None:
        """Whatever is opened from now on is opened with these."""
        self.settings = settings

    @property
    def book(self) -> Book:
        """The settings file, to be looked at again; a demonstration leaves it alone."""
        return Book(
            self.settings_file,
            self._environ,
            holds=self._holding,
            take=self.take,
            locked=bool(self.demo),
        )

    def _holding(self, settings: Settings) -> Settings:
        if self.demo:
            # A sample day is open whatever the hours of the centre are, and shares nothing.
            settings = msgspec.structs.replace(settings, hours=config.Hours(), hub=config.Hub())
        if self._node is not None:
            node = msgspec.structs.replace(settings.node, name=self._node)
            settings = msgspec.structs.replace(settings, node=node)
        return config.checked(settings, self.settings_file)

    @cached_property
    def secrets(self) -> Secrets:
        """Read, or made with the first database. Raises SecretsTrouble."""
        return load_or_create(self.secrets_file, may_create=not self.database.exists())

    def open(self) -> Opened:
        """Open the database on the calling thread.

        Raises StoreTrouble, SettingsTrouble or SecretsTrouble.
        """
        # 0.4 s of SQLAlchemy, paid by the thread that needs it.
        from db.store import SqlStore

        # Before the database is there: only a new installation may make new secrets.
        settings, secrets = self.settings, self.secrets
        key = secrets.database if settings.safety.encrypt else None
        mend = None if self.demo else self._mend
        try:
            store = SqlStore(self.database, key, settings.node.name, mend)
        except StoreTrouble as e:
            if e.reason != "newer" or not self._came_back():
                raise
            store = SqlStore(self.database, key, settings.node.name, mend)
        desk = FrontDesk(store, self.clock, settings, secrets, sync=self.sync_state)
        return Opened(store, self.clock, settings, secrets, desk)

    def has_hub(self) -> bool:
        """Whether the settings, as they stand in the file now, name a hub."""
        if self.demo:
            return False
        stamp = self.book.stamp()
        if stamp != self._hub_seen[0]:
            try:
                named = bool(config.load(self.settings_file, self._environ).hub.url)
            except config.SettingsTrouble:
                named = False
            self._hub_seen = stamp, named
        return self._hub_seen[1]

    def sync_state(self) -> SyncState | None:
        """How the exchange with the hub stands; None without a hub, long ago if it never began."""
        if self.demo or not self.settings.hub.url:
            return None
        return read_state(self.data) or SyncState(looked_at=EPOCH)

    def connect_hub(self) -> Hub:
        """Open the hub of the settings, on the calling thread. Raises HubTrouble."""
        from db.hub.link import connect
        from kiosk.about import about

        hub = self.settings.hub
        return connect(Place(hub.url, self.secrets.hub, hub.sslmode, hub.sslrootcert), about)

    def _mend(self) -> None:
        """The database is damaged; see `kiosk.safety.rescue`."""
        from kiosk.safety import rescue
        from kiosk.safety.place import Place as Where

        rescue.mend(Where(self.database, self.settings, self.secrets), self.clock)

    def _take_back_settings(self) -> None:
        """Where a newer version was taken back, have the settings of before it again."""
        from kiosk import former_settings
        from kiosk.updating.house import our_house

        house = our_house()
        back = None if house is None else house.went_back()
        if back is not None:
            file, environ = self.settings_file, self._environ
            former_settings.take_back(file, back.at, back.version, environ)

    def _came_back(self) -> bool:
        """Whether a newer version was taken back; then its database comes back, too."""
        from kiosk.safety import upgrading
        from kiosk.safety.place import Place as Where
        from kiosk.updating.house import our_house

        house = our_house()
        if house is None or not house.gone_back_from():
            return False
        upgrading.go_back(Where(self.database, self.settings, self.secrets), self.clock)
        return True

    def keep_settings(self, section: str, values: Mapping[str, object]) -> Kept:
        """Write these settings of a section into the file. Raises CannotKeep."""
        return keep_section(self.settings_file, section, values, self._environ)

    def start_anew(self, opened: Opened) -> None:
        """Throw the demonstration's database away. Raises ValueError for a real installation."""
        if not self.demo:
            msg = "a centre's database is never thrown away"
            raise ValueError(msg)
        opened.store.close()
        for ending in ("", "-wal", "-shm"):
            self.database.with_name(DATABASE + ending).unlink(missing_ok=True)

    def front_desk(self) -> FrontDesk:
        """The use-cases alone, for a worker thread of the interface."""
        return self.open().desk
