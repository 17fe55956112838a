"""What happens at the turnstile, another process, stands on the desk's list."""

from collections.abc import Callable
from pathlib import Path

from kiosk import demo
from kiosk.app import Installation
from kiosk.config import Settings
from kiosk.desk import FrontDesk
from tests.screens.desk.conftest import Driver
from tests.station import station


class Centre:
    """A real installation with the sample day."""

    def __init__(self, folder: Path) -> None:
        self.environ = {
            "WALKIN_DATA": str(folder / "data"),
            "WALKIN_CONFIG": str(folder / "walkin.toml"),
        }
        self.installation = Installation(environ=self.environ)
        opened = self.installation.open()
        demo.prepare(opened, bytes(range(16)))
        opened.store.close()

    @property
    def settings(self) -> Settings:
        return self.installation.settings

    @property
    def papers(self) -> Path:
        return self.installation.data / "papers"

    def desk(self) -> FrontDesk:
        return self.installation.front_desk()


def test_a_scan_at_the_turnstile_shows_by_itself(
    desk: Callable[..., Driver], tmp_path: Path
) -> None:
    centre = Centre(tmp_path)
    driver = desk(centre)
    assert driver.model.rowCount() == 0
    with station(centre.environ, "--visit") as turnstile:
        for came, code in enumerate(("K100002", "K100004"), start=1):
            answer = turnstile.scan(code)
            driver.until(lambda n=came: driver.model.rowCount() == n)
            assert str(driver.model.newest.entry) == answer["entry"]
            assert driver.model.newest.learner.number == code
    driver.until(lambda: driver.shown() == ["ชูศักดิ์ ส.", "ขวัญใจ ศ."])
    assert driver.desk.board.came == "2"
