"""What the desk says of an alert: a pure function from it to words."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kiosk import thai
from kiosk.clock_guard import EARLY, JUMPED, OFF_HUB
from kiosk.ports import Alert
from ui.catalogue import Catalogue
from ui.viewmodels.desk.rows import activity_of, bands_of, partner_of, short_name

_GAP = " · "
# What a visitor who rings had touched to come to the screen before them.
_SCREENS = {
    "pad": "btn.id",
    "guests": "btn.guest",
    "passport": "btn.passport",
    **dict.fromkeys(("party", "partycount"), "btn.group"),
    **dict.fromkeys(
        ("agree", "name", "year", "guardian", "partner", "likely", "card"), "btn.new"
    ),
}  # fmt: skip

# A child who is new here: a grown-up has confirmed, or is not there.
_CHILD = {"guardian": "desk.alert.guardian", "child_alone": "desk.alert.alone"}
# A card that was shown, or the learner who showed it, by what became of it.
_SHOWN = {
    "lost": "desk.alert.lost",
    "replaced": "desk.alert.replaced",
    "forged": "desk.alert.forged",
    "held": "desk.alert.suspended",
    "many_unknown": "desk.alert.unknown",
}

_CLOCK = {
    EARLY: "desk.alert.clock.early",
    JUMPED: "desk.alert.clock.jumped",
    OFF_HUB: "desk.alert.clock.hub",
}


class AlertRow(NamedTuple):
    """One alert in the language of the moment.

    `kind` is help, guardian, card, fast, many, pin (a number pad that rests, too) or device.
    `held` when staff are asked whether to count people.
    """

    entry: str
    kind: str
    title: str
    detail: str
    held: bool
    spoken: str


def derive_alert(alert: Alert, texts: Catalogue, zone: ZoneInfo) -> AlertRow:
    """Derive what the strip says of an alert."""
    time = thai.short_time(alert.at.astimezone(zone), language=texts.language)
    where = [texts.say("desk.alert.kiosk", alert.node), time]
    held = alert.about == "count_held"
    people = f"{alert.people:,}"
    if held and alert.reason == "fast":
        kind, title = "fast", texts.say("desk.alert.fast", people)
        details = where + _people(alert, texts)
    elif held:
        kind, title = "many", texts.say("desk.alert.many", people)
        details = where + _people(alert, texts)
    elif alert.about in _CHILD:
        kind, title = "guardian", texts.say(_CHILD[alert.about])
        details = _whose(alert, texts) + where
    elif alert.about in _SHOWN:
        kind, title = "card", texts.say(_SHOWN.get(alert.reason) or _SHOWN[alert.about])
        details = (_whose(alert, texts) if alert.learner else []) + where
    elif alert.about == "pin_locked":
        kind, title = "pin", texts.say("desk.alert.pin", thai.tidy(alert.reason))
        details = [*where, texts.say("desk.alert.pin.hint")]
    elif alert.about == "paused":
        kind, title = "pin", texts.say("desk.alert.paused")
        details = [*where, texts.say("desk.alert.paused.hint")]
    elif alert.about == "device_gone":
        kind, title, hint = "device", *_device(alert, texts)
        details = [time, hint]
    elif alert.about == "restored":
        kind, title, details = "device", *_restored(alert, texts, zone)
    elif alert.about == "backup_failed":
        kind, title = "device", texts.say("desk.alert.backup", alert.node)
        hint = texts.find(f"desk.alert.backup.{alert.reason}")
        hint = hint or texts.find(f"trouble.{alert.reason}") or texts.say("desk.alert.backup.hint")
        details = [time, hint]
    else:
        kind, title = "help", texts.say("desk.alert.help", alert.node, time)
        details = [_screen(alert, texts)]
    detail = _GAP.join(filter(None, details))
    spoken = ", ".join(filter(None, (title, detail)))
    return AlertRow(str(alert.entry), kind, title, detail, held, spoken)


def _restored(alert: Alert, texts: Catalogue, zone: ZoneInfo) -> tuple[str, list[str]]:
    """From when the copy was, and what is missing."""
    made_at, _, missing = alert.reason.partition(" ")
    lost = texts.say("desk.alert.restored.missing", missing)
    whole = texts.say("desk.alert.restored.whole")
    details = [lost if missing else whole, texts.say("desk.alert.restored.hint")]
    if made_at == "-":
        return texts.say("desk.alert.rebuilt", alert.node), details
    at = dt.datetime.fromisoformat(made_at).astimezone(zone)
    day = thai.buddhist(at.date()) if texts.language == "th" else at.date().isoformat()
    when = f"{day} {thai.short_time(at, language=texts.language)}"
    return texts.say("desk.alert.restored", alert.node, when), details


def _people(alert: Alert, texts: Catalogue) -> list[str]:
    """Whose people they are, their ages, and what they came for."""
    whose = partner_of(alert, texts)
    if not whose and alert.party:
        whose = texts.find(f"party.{alert.party}")
    return [whose, *bands_of(alert, texts), activity_of(alert, texts)]


def _whose(alert: Alert, texts: Catalogue) -> list[str]:
    if alert.learner is None:
        return [texts.say("desk.nameless")]
    name = short_name(alert.learner, texts) or texts.say("desk.nameless")
    return [name, thai.tidy(alert.learner.number)]


def _screen(alert: Alert, texts: Catalogue) -> str:
    key = _SCREENS.get(alert.screen)
    return "" if key is None else texts.say("desk.alert.screen", thai.tidy(texts.say(key)))


def _device(alert: Alert, texts: Catalogue) -> tuple[str, str]:
    """What is wrong with a device, or with the clock, and what to do."""
    if alert.reason in _CLOCK:
        title = texts.say(_CLOCK[alert.reason], alert.node)
        hint = "desk.alert.clock.hub.hint" if alert.reason == OFF_HUB else "desk.alert.clock.hint"
        return title, texts.say(hint)
    device = texts.find(f"device.{alert.reason}") or alert.reason
    title = texts.say("desk.alert.device", device, alert.node)
    return title, texts.say("desk.alert.device.hint")
