"""What stands on each slip, in a visitor's language."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from kiosk import card, thai
from kiosk.config import Centre
from kiosk.outcome import Outcome
from ui.catalogue import Catalogue, fill
from ui.paper.receipt import Code, Drawing, Frame, Gap, Part, Rule, Words
from ui.telling import greeting
from ui.viewmodels.programme import time_of, title_of

_CAT = Drawing("slip/cat", 15)
_SAMPLE = "WALKIN-PRINTER-TEST".ljust(card.LENGTH, "-")
"""As long as a card's text, and nobody's."""


class Slips:
    """Writes slips in the language that `texts` speak at the moment."""

    def __init__(self, texts: Catalogue, centre: Centre, zone: ZoneInfo) -> None:
        self._texts = texts
        self._centre = centre
        self._zone = zone

    def card(self, text: str, number: str, at: dt.datetime) -> list[Part]:
        """A newcomer's card, made of its text: code and number, and nothing of who holds it."""
        say = self._texts.say
        return [
            *self._head(say("slip.card")),
            Code(text),
            Words(number, 13, bold=True, most=1, tight=True),
            Words(say("slip.card.how"), 4.4, bold=True),
            Gap(2),
            Rule(),
            Gap(1.5),
            Words(say("slip.card.keep"), 4.4, bold=True),
            Words(say("slip.card.fades"), 3.6),
            *self._foot(at),
        ]

    def number(self, outcome: Outcome) -> list[Part]:
        """A waiting number, for which activity, and what happens next."""
        say = self._texts.say
        return [
            *self._head(say("slip.number")),
            Words(outcome.number or "", 30, bold=True, most=1, tight=True),
            Rule(),
            Gap(1.5),
            *self._activity(outcome),
            *self._place(outcome, "%1"),
            Gap(1.5),
            Rule(),
            Gap(1.5),
            Words(say("slip.number.line"), 4.4, bold=True),
            Words(say("slip.number.stay"), 3.6),
            *self._foot(outcome.at),
        ]

    def welcome(self, outcome: Outcome) -> list[Part]:
        """A check-in, with no more of a name than the screen shows."""
        say = self._texts.say
        many = outcome.learner is None and outcome.people > 0
        done = say("welcome.people", outcome.people) if many else say("welcome.done")
        return [
            *self._head(greeting(outcome.learner, self._texts)),
            Words(done, 4.4, bold=True),
            Gap(1.5),
            Rule(),
            Gap(1.5),
            *self._activity(outcome),
            *self._place(outcome, self._texts.find("welcome.room")),
            *self._foot(outcome.at),
        ]

    def test(self, dots: int, at: dt.datetime) -> list[Part]:
        """For whoever sets the printer up: its width, its sharpness, a code."""
        say = self._texts.say
        return [
            Frame(),
            Gap(2),
            *self._head(say("slip.test")),
            Words("ที่ปิ่น น้ำใจ ฟื้นฟู กตัญญู ฎีกา", 5, bold=True),
            Words("0123456789 Il1 O0", 5, most=1),
            Code(_SAMPLE),
            Words(say("slip.test.dots", dots), 4),
            Words(say("slip.test.line"), 4),
            *self._foot(at),
            Frame(),
        ]

    def _head(self, title: str) -> list[Part]:
        centre, language = self._centre, self._texts.language
        first, second = (
            (centre.name_en, centre.name) if language == "en" else (centre.name, centre.name_en)
        )
        return [
            _CAT,
            Gap(0.6),
            Words(first, 5.2, bold=True, most=1),
            *([Words(second, 3.4, most=1)] if second and second != first else []),
            Words(title, 6, bold=True, most=2),
        ]

    def _activity(self, outcome: Outcome) -> list[Part]:
        say, language = self._texts.say, self._texts.language
        occurrence = outcome.occurrence
        if occurrence is None:
            return [Words(say("welcome.visit"), 5, bold=True)]
        zone = self._zone
        hours = [time_of(at, zone, language) for at in (occurrence.start, occurrence.end)]
        lines: list[Part] = [Words(title_of(occurrence, language), 5, bold=True)]
        if not occurrence.all_day:
            lines.append(Words("–".join(hours), 4.4))
        return lines

    @staticmethod
    def _place(outcome: Outcome, sentence: str) -> list[Part]:
        """Where it is; only who has a seat is sent there."""
        room = "" if outcome.occurrence is None else thai.tidy(outcome.occurrence.room)
        return [Words(fill(sentence, room), 4.4)] if room else []

    def _foot(self, at: dt.datetime) -> list[Part]:
        local, language = at.astimezone(self._zone), self._texts.language
        day = thai.long_date(local.date(), language=language)
        time = thai.short_time(local, language=language)
        return [Gap(1), Words(f"{day} {time}", 3.2, most=1)]
