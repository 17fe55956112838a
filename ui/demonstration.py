"""The real screens, used by somebody who is not there: said in words, kept in pictures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from kiosk.config import Camera, Settings
from ui.application import Kiosk, application
from ui.catalogue import Catalogue
from ui.hands import Hands, picture, wait_until
from ui.telling import derive
from ui.viewmodels.kiosk import Screen
from ui.viewmodels.outcome import Shown

if TYPE_CHECKING:
    from kiosk.desk import FrontDesk

SIZE = (1080, 1920)


def demonstrate(
    make_desk: Callable[[], FrontDesk],
    settings: Settings,
    folder: Path,
    *,
    card_text: str,
    typed_id: str,
    say: Callable[[str], None],
) -> list[Path]:
    """Scan a card, type an ID and count a guest on the real window; returns the pictures.

    Raises TimeoutError when a screen does not come.
    """
    application()
    settings = msgspec.structs.replace(settings, camera=Camera(on=False))  # nobody stands there
    kiosk = Kiosk(make_desk, settings, demo=True, size=SIZE)
    try:
        return _Walk(kiosk, settings, folder, say).run(card_text, typed_id)
    finally:
        kiosk.close()


class _Walk:
    def __init__(
        self, kiosk: Kiosk, settings: Settings, folder: Path, say: Callable[[str], None]
    ) -> None:
        self._kiosk = kiosk
        self._settings = settings
        self._folder = folder
        self._say = say
        self._hands = Hands(kiosk.window)
        self._english = Catalogue()
        self._english.language = "en"
        self._pictures: list[Path] = []

    def run(self, card_text: str, typed_id: str) -> list[Path]:
        kiosk, hands = self._kiosk, self._hands
        kiosk.window.setProperty("moving", False)
        kiosk.start()
        wait_until(lambda: kiosk.flow.watch.today is not None)
        self._keep("home")
        shown = len(kiosk.views.openNow.cards) + len(kiosk.views.later.cards)
        self._say(f"Home shows {shown} activities of today.")

        before = self._shown()
        hands.scan(card_text)
        self._answer("A card was scanned", before, "card")

        self._home()
        self._open("open.pad", Screen.PAD)
        for digit in typed_id:
            if digit.isdigit():
                hands.tap(f"key.{digit}")
        self._keep("pad")
        before = self._shown()
        hands.tap("key.ok")
        self._answer("An ID was typed", before, "typed")

        self._home()
        self._open("open.guests", Screen.GUESTS)
        self._count_guest()

        self._home()
        wait_until(lambda: not kiosk.flow.watch.is_asking)
        self._keep("home-afterwards")
        return self._pictures

    def _count_guest(self) -> None:
        guests, before = self._kiosk.views.guests, self._shown()
        self._hands.tap("band.child")
        wait_until(lambda: sum(guests.props[:4]) > 0 or self._shown() != before)
        if self._screen() is not Screen.GUESTS:
            self._tell("A guest touched “Just count me”")
            self._keep("guest-answer")
            return
        self._keep("guest-counted")
        self._hands.tap("guest.done")
        if self._screen() is Screen.CHOOSE:
            self._keep("guest-choose")
            before = self._shown()
            self._hands.tap(self._first_card())
            wait_until(lambda: self._shown() != before)
        self._say(f"A guest touched “Just count me”: {sum(guests.props[:4]) or 1} counted.")
        self._keep("guest-welcome")

    def _answer(self, what: str, before: int, name: str) -> None:
        wait_until(lambda: self._shown() != before)
        if self._screen() is Screen.CHOOSE:
            self._keep(f"{name}-choose")
            before = self._shown()
            self._hands.tap(self._first_card())
            wait_until(lambda: self._shown() != before)
        self._tell(what)
        self._keep(f"{name}-{self._screen().value}")

    def _tell(self, what: str) -> None:
        outcome = self._kiosk.flow.visits.outcome
        if outcome is None:
            self._say(f"{what}.")
            return
        shown = derive(outcome, self._english, self._settings)
        self._say(f"{what}: {outcome.code}. {_sentence(shown)}")

    def _first_card(self) -> str:
        return f"card.{self._kiosk.views.choices.cards[0].key}"

    def _open(self, name: str, screen: Screen) -> None:
        self._hands.tap(name)
        wait_until(lambda: self._screen() is screen)

    def _home(self) -> None:
        self._kiosk.flow.stage.home()

    def _screen(self) -> Screen:
        return self._kiosk.flow.stage.screen

    def _shown(self) -> int:
        return self._kiosk.views.kiosk.props.shown

    def _keep(self, name: str) -> None:
        file = self._folder / f"{len(self._pictures) + 1:02}-{name}.png"
        self._pictures.append(picture(self._kiosk.window, file))


def _sentence(shown: Shown) -> str:
    parts = (shown.title, shown.activity, shown.room, shown.seats, shown.note)
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts if part)
