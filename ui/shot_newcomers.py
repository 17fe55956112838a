"""The screens of a first time here, brought on with sample data; nothing is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from kiosk import card
from kiosk.partners import PARTNERS
from ui.application import Kiosk
from ui.viewmodels.kiosk import Screen
from ui.viewmodels.newcomer import NewcomerProps, partner_name, partner_names
from ui.viewmodels.qr import modules_of
from ui.viewmodels.slip import SlipProps

_SAMPLE_KEY = bytes(32)


def newcomer_states(kiosk: Kiosk) -> Iterator[tuple[str, Callable[[], object]]]:
    """All of them, by name and how to bring them on in the language of the moment."""
    stage, views = kiosk.flow.stage, kiosk.views
    keyboard = views.keyboard

    def show(screen: Screen, **props: Any) -> None:  # noqa: ANN401 - fields of NewcomerProps
        stage.show(screen)
        known = NewcomerProps(name_holds=True, partners=partner_names(stage.texts))
        views.newcomer.show(known._replace(**props))

    def name(*, upper: bool = False) -> None:
        show(Screen.NAME, step=2)
        keyboard.clear()
        keyboard.setLanguage(stage.texts.language)
        keyboard.type_in("น้ำผึ้ง" if stage.texts.language == "th" else "Honey")
        if upper:
            keyboard.touch_shift()

    def year(digits: str, said: str, *, holds: bool) -> None:
        show(Screen.YEAR, step=3, year=digits, year_holds=holds, read_back=said)

    def card_made() -> None:
        text = card.issue(bytes(16), "A", _SAMPLE_KEY)
        code = modules_of(card.matrix(text))
        title = stage.texts.say("new.hello", "น้ำผึ้ง" if stage.texts.language == "th" else "Honey")
        show(Screen.CARD, step=4, code=code, number="2904 1873", title=title)

    say = stage.texts.say
    yield "agree", partial(show, Screen.AGREE, step=1)
    whose = partner_name(PARTNERS[1].code, stage.texts)
    yield "agree-card", lambda: show(Screen.AGREE, step=1, steps=3, of_card=whose)
    yield "name", name
    yield "name-shift", partial(name, upper=True)
    yield "year-empty", lambda: year("", "", holds=False)
    yield "year", lambda: year("2533", say("new.year.read", 2533, 1990, 36), holds=True)
    yield "year-wrong", lambda: year("1850", say("new.year.wrong"), holds=False)
    yield "guardian-step", partial(show, Screen.GUARDIAN, step=3)
    yield "partner", partial(show, Screen.PARTNER, step=4)
    yield "likely", partial(show, Screen.LIKELY, step=4, tail="••••••73")
    yield "card", card_made
    yield "card-printed", partial(with_slip, kiosk, card_made)


def with_slip(kiosk: Kiosk, show: Callable[[], object]) -> None:
    """As where there is a printer, and it has printed."""
    show()
    kiosk.views.slip.show(SlipProps(state="printed", offered=True, again=True))
