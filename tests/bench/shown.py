"""A desk's window on a data folder: prints each entry that comes onto its list, and when.

`WALKIN_DATA` and `WALKIN_CONFIG` say which; it ends when its standard input does.
"""

from __future__ import annotations

import os
import sys
import threading
import time

ENTRY = "entry"


def main() -> None:
    """Show the window without a display."""
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    from kiosk.app import Installation
    from ui import shell
    from ui.desk.window import DeskWindow
    from ui.display import prepare_environment
    from ui.hands import wait_until

    prepare_environment()
    shell.application()
    installation = Installation()
    window = DeskWindow(installation.front_desk, installation.settings, size=(1280, 800))
    lines = window.attendance
    (role,) = (number for number, name in lines.ROLES.items() if name == ENTRY)

    def tell(_: object, first: int, last: int) -> None:
        for number in range(first, last + 1):
            print(lines.data(lines.index(number), role), time.time(), flush=True)

    lines.rowsInserted.connect(tell)
    ended = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), ended.set()), daemon=True).start()
    window.start()
    wait_until(ended.is_set, timeout_ms=86_400_000)
    window.close()


if __name__ == "__main__":
    main()
