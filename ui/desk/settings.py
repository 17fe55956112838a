"""The centre's settings, changed by administrators: written into the file, and taken back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kiosk.config import SettingsTrouble
from kiosk.keeping import CannotKeep
from kiosk.ports import StoreTrouble
from kiosk.record import Role
from kiosk.setting_fields import BY_KEY, Judged, Kind, judge
from kiosk.settings_book import Book, Reading, Values
from ui.desk.acts import Acts, Done, Told
from ui.desk.clerk import Clerk
from ui.desk.setting_rows import SECTIONS, derive_fields, derive_sections, text_of
from ui.jobs import Jobs, log_trouble
from ui.setting_words import trouble_words
from ui.viewmodels.desk.settings import SectionModel, SettingModel, SettingsModel

if TYPE_CHECKING:
    from kiosk.desk import FrontDesk
    from ui.catalogue import Catalogue


class _NotKept:
    """Why the worker did not write them; read when it has answered."""

    def __init__(self) -> None:
        self.why: CannotKeep | SettingsTrouble | None = None


class DeskSettings(QObject):
    """What was typed stays until it is saved, dropped, or whoever typed it has left."""

    def __init__(
        self, jobs: Jobs, acts: Acts, clerk: Clerk, texts: Catalogue, book: Book | None
    ) -> None:
        super().__init__()
        self.view = SettingsModel()
        self.sections = SectionModel()
        self.fields = SettingModel()
        self.drafts: dict[str, str | None] = {}
        """What is not saved, by section.name; None goes back to the default."""
        self._jobs = jobs
        self._acts = acts
        self._texts = texts
        self._book = book
        self.section = SECTIONS[0]
        self._reading: Reading | None = None
        self._trouble: SettingsTrouble | None = None
        self._judged = Judged({}, {})
        view = self.view
        view.chosen.connect(self.choose)
        view.saved.connect(self.save)
        view.dropped.connect(self.drop)
        view.readAgain.connect(self.read)
        self.fields.edited.connect(self.edit)
        self.fields.picked.connect(self.pick)
        self.fields.restored.connect(self.restore)
        acts.written.connect(self._look_again)
        clerk.left.connect(self.drop)

    def models(self) -> dict[str, QObject]:
        """What the window shows of it."""
        return {
            "centreSettings": self.view,
            "settingSections": self.sections,
            "settingFields": self.fields,
        }

    def read(self) -> None:
        """Read the file again."""
        book = self._book
        if book is not None:
            self._jobs.submit(lambda _: book.read(), self._take, self._fail)

    def _look_again(self) -> None:
        """What was taken back stands there again."""
        if self._reading is not None:
            self.read()

    def tell(self, trouble: SettingsTrouble | None) -> None:
        """The file changed, and is right or wrong now; what holds goes on."""
        self._trouble = trouble
        self.say_again()
        self._look_again()

    def choose(self, section: str) -> None:
        """Show another section; what was typed in this one waits."""
        if section in SECTIONS:
            self.section = section
            self.say_again()

    def edit(self, key: str, text: str) -> None:
        """This stands in the field now."""
        if self._reading is None or self.view.props.busy:
            return
        if text == text_of(BY_KEY[key], self._reading, self._texts):
            self.drafts.pop(key, None)
        else:
            self.drafts[key] = text
        self._judge()

    def pick(self, key: str, option: str) -> None:
        """A choice was pressed; of several it comes or goes."""
        field = BY_KEY[key]
        row = next(row for row in self.fields.rows if row.key == key)
        if field.kind is Kind.SEVERAL:
            chosen = set(row.value.split()) ^ {option}
            option = " ".join(str(one) for one in field.choices if one in chosen)
        self.edit(key, option)

    def restore(self, key: str) -> None:
        """Back to the default."""
        if self._reading is None or self.view.props.busy:
            return
        if key in self._reading.given:
            self.drafts[key] = None
        else:
            self.drafts.pop(key, None)
        self._judge()

    def drop(self) -> None:
        """Forget what was typed."""
        self.drafts.clear()
        self._judge()

    def save(self) -> None:
        """Write all that was typed into the file."""
        book, values = self._book, dict(self._judged.values)
        if book is None or not values or self._judged.wrong or self.view.props.busy:
            return
        not_kept = _NotKept()
        told = Told(
            partial(self._change, busy=True, problem="", lines=""),
            partial(self._saved, tuple(values)),
            partial(self._not_saved, not_kept),
        )
        work = partial(write, book=book, values=values, key="kept", not_kept=not_kept)
        self._acts.do(work, told, need=Role.ADMIN)

    def say_again(self) -> None:
        """Derive the words anew, in another language or of another section."""
        texts, reading, section = self._texts, self._reading, self.section
        self.sections.show(derive_sections(self.drafts, self._judged, section, texts))
        locked = self._book is None or self._book.locked
        if reading is None:
            self.fields.show(())
        else:
            self.fields.show(
                derive_fields(section, reading, self.drafts, self._judged, texts, locked=locked)
            )
        self._change(
            title=texts.say(f"setting.section.{section}"),
            about=texts.say(f"setting.about.{section}"),
            file="" if self._book is None else str(self._book.file),
            unsaved=len(self.drafts),
            wrong=bool(self._judged.wrong),
            locked=texts.say("setting.locked") if locked else "",
            trouble="" if self._trouble is None else self._wrong_file(self._trouble),
        )

    # -- inside --------------------------------------------------------------------------------

    def _judge(self) -> None:
        if self._reading is not None:
            self._judged = judge(self._reading.said, self.drafts)
        self._change(problem="", lines="")
        self.say_again()

    def _take(self, reading: Reading) -> None:
        self._reading, self._trouble = reading, None
        self._judge()

    def _fail(self, trouble: Exception) -> None:
        if isinstance(trouble, SettingsTrouble):
            self._trouble = trouble
            self.say_again()
        else:
            self._change(problem=self._acts.trouble(trouble, "desk.trouble"))

    def _saved(self, keys: tuple[str, ...]) -> None:
        for key in keys:
            self.drafts.pop(key, None)
        self._change(busy=False)

    def _not_saved(self, not_kept: _NotKept, words: str) -> None:
        why, lines = not_kept.why, ""
        if isinstance(why, CannotKeep):
            words, lines = self._texts.say("setting.not_kept", why.file), why.lines
        elif why is not None:
            words = self._wrong_file(why)
        self._change(busy=False, problem=words, lines=lines)

    def _wrong_file(self, trouble: SettingsTrouble) -> str:
        assert self._book is not None  # noqa: S101 - it was read
        return trouble_words(trouble, self._book.file, self._texts)

    def _change(self, **more: object) -> None:
        self.view.show(self.view.props._replace(**more))  # type: ignore[arg-type]


def write(
    desk: FrontDesk, by: str, *, book: Book, values: Values, key: str, not_kept: _NotKept
) -> Done:
    """Write them into the file and keep who did; back: what stood there before."""
    try:
        before = book.keep(values)
    except (CannotKeep, SettingsTrouble) as e:
        not_kept.why = e
        raise
    _note(desk, by, values)
    back = partial(write, book=book, values=before, key="put_back", not_kept=_NotKept())
    return Done(f"setting.{key}", (len(values),), back if key == "kept" else None)


def _note(desk: FrontDesk, by: str, values: Mapping[str, object]) -> None:
    """They are written, whether that can be noted or not."""
    names: dict[str, list[str]] = {}
    for key in values:
        names.setdefault(BY_KEY[key].section, []).append(BY_KEY[key].name)
    try:
        for section, some in names.items():
            desk.note_settings(section, by, filter(None, some))
    except StoreTrouble as e:
        log_trouble(e)
