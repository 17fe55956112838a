"""Whoever looked at somebody or took names out stands in a list, by name of staff and with why."""

import csv
import datetime as dt
import io
from pathlib import Path

from kiosk.exporting.access import export_access
from kiosk.exporting.people import export_learners
from tests.storage.centre import Centre
from tests.storage.workload import DAY

STAFF = "สมศรี"


def rows(centre: Centre, first: dt.date, last: dt.date) -> list[dict[str, str]]:
    out = io.BytesIO()
    count = export_access(centre.store, centre.settings.zone, first, last, out)
    found = list(csv.DictReader(io.StringIO(out.getvalue().decode("utf-8-sig"))))
    assert len(found) == count
    return found


def test_every_act_of_staff_is_listed_with_its_reason(centre: Centre, tmp_path: Path) -> None:
    centre.desk.scan("K100001")
    assert rows(centre, DAY, DAY) == []
    centre.desk.show("l1", STAFF, "=ขอดู")
    centre.clock.later(1)
    zone = centre.settings.zone
    export_learners(centre.store, centre.clock, zone, tmp_path / "l.csv", reason="ตรวจ", by=STAFF)
    centre.clock.later(1)
    centre.desk.forget("l2", bytes(16), STAFF, "ขอให้ลบ")
    found = rows(centre, DAY, DAY)
    told = [(one["by"], one["act"], one["learner_number"], one["why"]) for one in found]
    assert told == [
        (STAFF, "looked", "K100001", "'=ขอดู"),
        (STAFF, "names-seen", "", "ตรวจ"),
        (STAFF, "erased", "", "ขอให้ลบ"),
    ]
    assert found[0]["time"] == "2026-11-22 12:00:00"
    assert rows(centre, DAY + dt.timedelta(days=1), DAY + dt.timedelta(days=9)) == []
