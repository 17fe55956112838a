"""Memory that a busy hour has left is given back, and only while nobody stands there."""

from __future__ import annotations

import sys

import pytest

from tests.bench.held import memory
from tests.fakes import FakeSeconds
from tests.screens.conftest import Visitor
from ui.renewing import REST_S
from ui.thrift import EVERY_S, Thrift

_BLOCKS, _BYTES = 10_000, 4000
_LEFT_MB = 0.5 * _BLOCKS * _BYTES / 1024**2


def own() -> float:
    return memory()[1]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do it by themselves")
def test_it_is_given_back_once_an_hour_and_at_rest() -> None:
    seconds, rests = FakeSeconds(), [True]
    thrift = Thrift(lambda: rests[0], seconds)
    # The last of many keeps the system from having what lies below it.
    blocks = [bytearray(_BYTES) for _ in range(_BLOCKS)]
    last = blocks.pop()
    blocks.clear()
    full = own()
    thrift.tick()
    seconds.at += EVERY_S
    rests[0] = False
    thrift.tick()
    assert own() > full - _LEFT_MB
    rests[0] = True
    thrift.tick()
    assert own() < full - _LEFT_MB
    assert len(last) == _BYTES
    blocks = [bytearray(_BYTES) for _ in range(_BLOCKS)]
    last = blocks.pop()
    blocks.clear()
    full = own()
    seconds.at += EVERY_S - 1
    thrift.tick()
    assert own() > full - _LEFT_MB
    assert len(last) == _BYTES


def test_the_kiosk_does_so_on_home_and_on_no_other_screen(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[int] = []
    monkeypatch.setattr("ui.thrift.give_back", lambda: given.append(1))
    visitor.tap("open.guests")
    visitor.seconds.at += EVERY_S
    visitor.kiosk.thrift.tick()
    assert given == []
    visitor.kiosk.flow.stage.home()
    visitor.settle()
    visitor.wait(REST_S + 1)
    assert given == [1]
