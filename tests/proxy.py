"""A network that fails as it is told to, between a client and a server; it may speak TLS for it."""

from __future__ import annotations

import contextlib
import select
import socket
import ssl
import struct
import subprocess
import threading
from pathlib import Path
from typing import Any, NamedTuple

_TLS_WANTED = struct.pack(">II", 8, 80877103)
_GSS_WANTED = struct.pack(">II", 8, 80877104)
_LOOK_S = 0.02
_CHUNK = 65536


class Weather(NamedTuple):
    """What happens to what is carried. The numbers count from when it is set.

    `cut_after` so many bytes of the client's both ends are told goodbye, or with `reset` a reset;
    `swallow`: whatever comes back after these bytes of the client's were carried is lost, and the
    connection too. `hole`: nothing is carried, nothing is closed. `delay_s`: each answer waits.
    `refuse`: who comes is sent away.
    """

    cut_after: int | None = None
    reset: bool = False
    swallow: bytes = b""
    hole: bool = False
    delay_s: float = 0.0
    refuse: bool = False


class Proxy:
    """Listens on `port` of 127.0.0.1 and carries to a port there; `up` and `down` count bytes.

    With a certificate it ends TLS itself, for a server that has none.
    """

    def __init__(self, target: int, certificate: Certificate | None = None) -> None:
        self.target = target
        self.up = self.down = 0
        self.weather = Weather()
        self._certificate = certificate
        self._since = 0
        self._cuts = 0
        self._clients: list[socket.socket] = []
        self._changed = threading.Event()
        self._closed = threading.Event()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        self._threads = [threading.Thread(target=self._listen, daemon=True)]
        self._threads[0].start()

    def __enter__(self) -> Proxy:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def set(self, **weather: Any) -> None:
        """Other weather from now on, for connections that are open too; fair when none is named."""
        self._since = self.up
        self.weather = Weather(**weather)
        self._changed.set()
        self._changed = threading.Event()

    def cut(self) -> None:
        """Every open connection ends with a reset, within moments."""
        self._cuts += 1

    def close(self) -> None:
        """Let go of everything."""
        self._closed.set()
        self.set()
        # A thread that waits in accept is not woken by close.
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        for client in self._clients:
            with contextlib.suppress(OSError):
                client.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(10)

    def _listen(self) -> None:
        while True:
            try:
                client, _ = self._door.accept()
            except OSError:
                return
            self._clients.append(client)
            thread = threading.Thread(target=self._serve, args=[client], daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, client: socket.socket) -> None:
        with contextlib.ExitStack() as both, contextlib.suppress(OSError):
            both.callback(client.close)
            if self.weather.refuse:
                return
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._pass_hole()
            if self._certificate is not None:
                client = self._secured(client, self._certificate)
                self._clients.append(client)
                both.callback(client.close)
            server = both.enter_context(socket.create_connection(("127.0.0.1", self.target)))
            server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._carry(client, server)

    def _secured(self, client: socket.socket, certificate: Certificate) -> socket.socket:
        """What a client asks for first, answered as a server does that has TLS and no GSSAPI."""
        while (asked := client.recv(8, socket.MSG_WAITALL)) == _GSS_WANTED:
            client.sendall(b"N")
        if asked != _TLS_WANTED:
            raise ConnectionError
        client.sendall(b"S")
        return certificate.context.wrap_socket(client, server_side=True)

    def _carry(self, client: socket.socket, server: socket.socket) -> None:
        lost, cuts = False, self._cuts
        while not self._closed.is_set():
            if cuts != self._cuts:
                _reset(client)
                _reset(server)
                return
            pending = isinstance(client, ssl.SSLSocket) and client.pending()
            ready = [client] if pending else select.select([client, server], [], [], _LOOK_S)[0]
            self._pass_hole()
            for one in ready:
                said = one.recv(_CHUNK)
                self._pass_hole()
                if not said:
                    return
                if one is client:
                    lost = self._send_up(said, client, server) or lost
                elif lost:
                    # The server has done what it was asked; nobody hears of it.
                    _reset(client)
                    return
                else:
                    self._send_down(said, client)

    def _send_up(self, said: bytes, client: socket.socket, server: socket.socket) -> bool:
        """Carry it to the server; returns whether the answer is to be lost."""
        weather = self.weather
        if weather.cut_after is not None:
            rest = weather.cut_after - (self.up - self._since)
            if rest < len(said):
                server.sendall(said[: max(0, rest)])
                self.up += max(0, rest)
                if weather.reset:
                    _reset(client)
                    _reset(server)
                raise ConnectionAbortedError
        server.sendall(said)
        self.up += len(said)
        return bool(weather.swallow) and weather.swallow in said

    def _send_down(self, said: bytes, client: socket.socket) -> None:
        changed = self._changed
        if self.weather.delay_s:
            changed.wait(self.weather.delay_s)
        client.sendall(said)
        self.down += len(said)

    def _pass_hole(self) -> None:
        while self.weather.hole and not self._closed.is_set():
            self._changed.wait(_LOOK_S)


class Certificate(NamedTuple):
    """A server's certificate for localhost and 127.0.0.1, its key, and who signed it."""

    authority: Path
    chain: Path
    key: Path

    @property
    def context(self) -> ssl.SSLContext:
        """A server's side of TLS with it."""
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.load_cert_chain(self.chain, self.key)
        return made


def certificate(folder: Path, days: int = 30, name: str = "localhost") -> Certificate:
    """Make one; below 0 days it has run out."""
    made = Certificate(folder / "ca.pem", folder / "server.pem", folder / "server.key")
    authority_key, extra = folder / "ca.key", folder / "extra"
    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    # Of a certificate that has run out the authority is good still.
    _openssl(
        "req", "-x509", *curve, "-days", "30", "-subj", "/CN=Test authority",
        "-keyout", authority_key, "-out", made.authority,
    )  # fmt: skip
    _openssl("req", *curve, "-subj", f"/CN={name}", "-keyout", made.key, "-out", folder / "request")
    addresses = f"DNS:{name},IP:127.0.0.1" if name == "localhost" else f"DNS:{name}"
    extra.write_text(f"subjectAltName={addresses}\n")
    _openssl(
        "x509", "-req", "-in", folder / "request", "-CA", made.authority, "-CAkey", authority_key,
        "-CAcreateserial", "-days", str(days), "-extfile", extra, "-out", made.chain,
    )  # fmt: skip
    return made


def _openssl(*args: str | Path) -> None:
    subprocess.run(["openssl", *args], check=True, capture_output=True)


def _reset(one: socket.socket) -> None:
    """Close it with a reset."""
    one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    one.close()
