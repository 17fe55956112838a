"""What a test's centre offers."""

from kiosk.record import Activity


def an_activity(uid: str, title: str, start: str, end: str, capacity: int = 20) -> Activity:
    """Once, on the builders' day, from and to these times of Bangkok (HHMM)."""
    ics = (
        f"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART;TZID=Asia/Bangkok:20261122T{start}00\r\n"
        f"DTEND;TZID=Asia/Bangkok:20261122T{end}00\r\nSUMMARY:{title}\r\n"
        f"X-WALKIN-CAPACITY:{capacity}\r\nEND:VEVENT\r\n"
    )
    return Activity(uid=uid, title=title, ics=ics)
