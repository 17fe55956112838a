"""Who works here, and the PINs that were typed for them."""

from __future__ import annotations

import msgspec
from sqlalchemy import text

from db.alerts import Alerts
from kiosk.clock import from_micros
from kiosk.ports import PinTry
from kiosk.record import Staff

_STAFF = text("SELECT body FROM staff ORDER BY name")
_TRY = text(
    "SELECT t.wrong, t.at FROM pin_try t WHERE t.node = :node AND t.staff = :staff AND NOT EXISTS"
    " (SELECT 1 FROM staff s WHERE s.name = t.staff AND s.stamp > t.stamp)"
)

_read_staff = msgspec.json.Decoder(Staff).decode


class Staffing(Alerts):
    """`kiosk.ports.Reader`: facts, lists, alerts, and staff."""

    def staff(self) -> list[Staff]:
        """Everybody who works or worked here, by name."""
        return [_read_staff(body) for (body,) in self._link.all(_STAFF)]

    def pin_try(self, node: str, staff: str) -> PinTry | None:
        """The last PIN typed on a node for somebody; None when their record is newer."""
        row = self._link.first(_TRY, {"node": node, "staff": staff})
        return None if row is None else PinTry(row[0], from_micros(row[1]))
