"""Where a kiosk's buttons are: walks through the counting of guests, and prints it as JSON.

`WALKIN_DATA` and `WALKIN_CONFIG` say whose kiosk it is; a guest is counted and taken back there.
"""

from __future__ import annotations

import json
import os

from tests.under_x import SIZE

HOME = "open.guests"
BAND, TAKE_BACK, DONE = "band.child", "guest.undo", "guest.done"


def main() -> None:
    """Touch one after the other, each as soon as it is there."""
    os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    from kiosk.app import Installation
    from ui.display import prepare_environment
    from ui.hands import Hands, look, wait_until

    prepare_environment()
    from ui.application import Kiosk, application

    application()
    installation = Installation()
    kiosk = Kiosk(installation.front_desk, installation.settings, size=SIZE)
    kiosk.window.setProperty("moving", False)
    hands = Hands(kiosk.window)
    kiosk.start()
    wait_until(lambda: kiosk.flow.watch.today is not None, 60_000)
    places: dict[str, tuple[int, int]] = {}
    for name in (HOME, BAND, DONE, TAKE_BACK):
        wait_until(lambda name=name: any(s.name == name for s in look(kiosk.window)), 20_000)
        middle = hands.find(name).middle
        places[name] = (round(middle.x()), round(middle.y()))
        if name != DONE:
            hands.tap(name)
    kiosk.close()
    print(json.dumps(places))


if __name__ == "__main__":
    main()
