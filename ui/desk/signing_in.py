"""Staff come in at the desk: who they are, and the PIN that proves it."""

from __future__ import annotations

import math
import secrets
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from kiosk import pins, thai
from kiosk.record import Role
from ui.desk.clerk import Clerk
from ui.jobs import Jobs, log_trouble
from ui.trouble import code_of, told
from ui.viewmodels.desk.signing_in import SignInModel, SignInProps, Step
from ui.viewmodels.pad import PadModel

if TYPE_CHECKING:
    from kiosk.desk import FrontDesk, NotProven, Proven
    from ui.catalogue import Catalogue

_SALT_BYTES = 16


class SigningIn(QObject):
    """The box that lets somebody in; on the first day it makes the first administrator.

    `now` counts monotonic seconds.
    """

    def __init__(
        self,
        jobs: Jobs,
        clerk: Clerk,
        view: SignInModel,
        pin: PadModel,
        texts: Catalogue,
        *,
        now: Callable[[], float],
    ) -> None:
        super().__init__()
        self._jobs = jobs
        self._clerk = clerk
        self._view = view
        self._pin = pin
        self._texts = texts
        self._now = now
        self._last = ""
        self._rest_ends = 0.0
        self._turn = 0
        clerk.wanted.connect(self.open)
        view.chosen.connect(self.choose)
        view.others.connect(self.choose_again)
        view.typed.connect(self.type_in)
        view.founded.connect(self.found)
        view.closed.connect(self.close)
        pin.changed.connect(self._typed)

    def open(self) -> None:
        """Ask who it is."""
        if self._view.props.step is Step.CLOSED:
            self._turn += 1
            self._jobs.submit(_names, partial(self._offer, self._turn), self._fail)

    def choose(self, name: str) -> None:
        """One of those who work here; their PIN is asked for."""
        if name in self._view.props.names:
            self._jobs.submit(
                lambda desk: desk.pin_rest(name),
                partial(self._ask, self._turn, name),
                self._fail,
            )

    def choose_again(self) -> None:
        """Show all who work here."""
        self._pin.clear()
        self._rest(0)
        self._show(step=Step.NAME, name="", problem="")

    def type_in(self, text: str) -> None:
        """Digits, whatever layout the keyboard has."""
        if not self._view.props.busy:
            self._pin.type_in(thai.from_kedmanee(thai.ascii_digits(text)))

    def found(self, name: str, pin: str, again: str) -> None:
        """Keep the first administrator, who is in then."""
        if self._view.props.step is not Step.FIRST or self._view.props.busy:
            return
        name = thai.tidy(name)
        if not name or not pins.digits(pin) or pins.digits(pin) != pins.digits(again):
            key = "name" if not name else "digits" if not pins.digits(pin) else "again"
            self._show(problem=self._texts.say(f"desk.first.{key}"))
            return
        self._show(busy=True, problem="")
        self._jobs.submit(
            lambda desk: _found(desk, name, pin), partial(self._founded, name), self._fail
        )

    def close(self) -> None:
        """Nobody comes in; what waited for it is not done."""
        self._turn += 1
        self._pin.clear()
        self._view.show(SignInProps())
        self._clerk.forget_waiting()

    def tick(self) -> None:
        """Bring the wait up to date."""
        self._pin.rest(max(0, math.ceil(self._rest_ends - self._now())))

    def _show(self, **more: object) -> None:
        self._view.show(self._view.props._replace(**more))  # type: ignore[arg-type]

    def _offer(self, turn: int, names: tuple[str, ...] | None) -> None:
        if turn != self._turn:
            return
        self._pin.clear()
        self._rest(0)
        if names is None:
            self._view.show(SignInProps(Step.FIRST))
            return
        self._view.show(SignInProps(Step.NAME, names))
        only = names[0] if len(names) == 1 else self._last
        self.choose(only)

    def _ask(self, turn: int, name: str, rest: int) -> None:
        if turn == self._turn and self._view.props.step in (Step.NAME, Step.PIN):
            self._pin.clear()
            self._rest(rest)
            self._show(step=Step.PIN, name=name, problem="")

    def _rest(self, seconds: int) -> None:
        self._rest_ends = self._now() + seconds if seconds else 0.0
        self.tick()

    def _typed(self) -> None:
        """The last digit proves by itself."""
        props = self._view.props
        if self._pin.props.length < pins.LENGTH or props.step is not Step.PIN or props.busy:
            return
        name, digits, need = props.name, self._pin.take(), self._clerk.needed
        self._show(busy=True, problem="")
        self._jobs.submit(
            lambda desk: desk.prove_pin(name, digits, need),
            partial(self._proved, self._turn),
            self._fail,
        )

    def _proved(self, turn: int, proof: Proven | NotProven) -> None:
        from kiosk.desk import Proven

        if turn != self._turn:
            return
        self._show(busy=False)
        if isinstance(proof, Proven):
            self._come(proof.name, proof.role)
            return
        self._pin.clear()
        self._rest(proof.rest)
        if proof.below:
            self._show(problem=self._texts.say("desk.pin.below"))
        elif not proof.rest:
            self._pin.tell_wrong()

    def _founded(self, name: str, problem: str) -> None:
        self._show(busy=False)
        if problem:
            self._show(problem=self._texts.say(f"desk.not.{problem}"))
        else:
            self._come(name, Role.ADMIN)

    def _come(self, name: str, role: Role) -> None:
        self._last = name
        self._turn += 1
        self._pin.clear()
        self._view.show(SignInProps())
        self._clerk.come(name, role)

    def _fail(self, trouble: Exception) -> None:
        log_trouble(trouble)
        problem = told("desk.undo.trouble", code_of(trouble), self._texts)
        if self._view.props.step is Step.CLOSED:
            self._view.show(SignInProps(Step.NAME))
        self._show(busy=False, problem=problem)


def _names(desk: FrontDesk) -> tuple[str, ...] | None:
    """Who may come in; None when nobody ever worked here."""
    names = tuple(staff.name for staff in desk.staff())
    return names if names or desk.all_staff() else None


def _found(desk: FrontDesk, name: str, pin: str) -> str:
    """Keep the first administrator; why not, "" when it is done."""
    from kiosk.desk import NotPossible

    try:
        desk.found(name, pin, secrets.token_bytes(_SALT_BYTES))
    except NotPossible as e:
        return e.why.value
    return ""
