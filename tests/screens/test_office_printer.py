"""The office's printer: what is on it, and what becomes of pages without one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from kiosk.config import Settings
from tests.screens.test_evacuation_paper import Document, evacuation
from ui.office_printer import OfficePrinter, Pages, Printable, Printed
from ui.paper.evacuation import pages_of

PAGES = 4


@pytest.fixture
def pages(qtbot: QtBot) -> Pages:
    return Pages(pages_of(evacuation(100), Settings()))


def print_or_keep(
    qtbot: QtBot, send: Callable[[Printable], str], pages: Pages, file: Path
) -> Printed:
    printer = OfficePrinter(send)
    found: list[Printed] = []
    printer.print_or_keep(pages, file, found.append)
    qtbot.waitUntil(lambda: found != [])
    printer.close()
    return found[0]


def broken(_: Printable) -> str:
    raise OSError("jam")


def test_a_printer_gets_them_and_no_file_is_left(
    qtbot: QtBot, pages: Pages, tmp_path: Path
) -> None:
    sent: list[Printable] = []
    threads: list[int] = []

    def send(what: Printable) -> str:
        sent.append(what)
        threads.append(threading.get_ident())
        return "HP"

    file = tmp_path / "papers" / "inside.pdf"
    assert print_or_keep(qtbot, send, pages, file) == Printed("HP")
    assert sent == [pages]
    assert threads != [threading.get_ident()]
    assert not file.parent.exists()


@pytest.mark.parametrize("send", [lambda _: "", broken], ids=["none", "broken"])
def test_without_a_printer_every_page_is_in_a_file(
    qtbot: QtBot, pages: Pages, tmp_path: Path, send: Callable[[Printable], str]
) -> None:
    file = tmp_path / "papers" / "inside.pdf"
    assert print_or_keep(qtbot, send, pages, file) == Printed(file=file)
    assert [one.name for one in file.parent.iterdir()] == [file.name]
    document = Document(file.read_bytes())
    assert document.pages == PAGES
    assert "K100099" in document.words(PAGES - 1)
    document.close()


def test_where_no_file_can_be_it_is_said(qtbot: QtBot, pages: Pages, tmp_path: Path) -> None:
    (tmp_path / "papers").write_text("a file where the folder should be")
    file = tmp_path / "papers" / "inside.pdf"
    assert print_or_keep(qtbot, lambda _: "", pages, file) == Printed()


def test_who_closes_waits_for_no_printer(qtbot: QtBot, pages: Pages, tmp_path: Path) -> None:
    printed, go = threading.Event(), threading.Event()

    def slow(_: Printable) -> str:
        printed.set()
        go.wait(10)
        return "HP"

    thread = ThreadPoolExecutor(1)
    printer = OfficePrinter(slow, thread)
    found: list[Printed] = []
    printer.print_or_keep(pages, tmp_path / "inside.pdf", found.append)
    assert printed.wait(10)
    printer.close()
    go.set()
    thread.shutdown()
    printer.print_or_keep(pages, tmp_path / "inside.pdf", found.append)
    QCoreApplication.processEvents()
    assert found == []
