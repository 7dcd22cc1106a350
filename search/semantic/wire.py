"""One HTTP question whose whole answer comes in time and in bounds, or not at all."""

import io
import socket
import time
from collections.abc import Mapping
from http.client import HTTPConnection, HTTPSConnection
from urllib.parse import urlsplit


def post(url: str, body: bytes, headers: Mapping[str, str], timeout: float, limit: int) -> tuple[int, bytes]:
    """(status, body) of the answer. Redirects are not followed, and proxies not used.

    Raises OSError (TimeoutError after `timeout` seconds in all, however slowly the octets come), HTTPException for what
    is not HTTP, and ValueError for more than `limit` octets. A name that must be looked up is looked up first, in the
    time of the system's resolver.
    """
    address = urlsplit(url)
    connect = HTTPSConnection if address.scheme == "https" else HTTPConnection
    deadline = time.monotonic() + timeout
    connection = connect(address.hostname or "", address.port, timeout=timeout)
    try:
        connection.connect()
        with connection.sock as plain:
            connection.sock = _TimedSocket(plain, deadline)
            connection.request("POST", address.path, body, {**headers, "Connection": "close"})
            response = connection.getresponse()
            answer = response.read(limit + 1)
    finally:
        connection.close()
    if len(answer) > limit:
        raise ValueError(f"an answer of more than {limit} octets")
    return response.status, answer


class _TimedSocket:
    """As much of a socket as http.client uses, of which nothing outlasts the deadline.

    A socket's own timeout is for one reading: a server that sends an octet now and then would never reach it.
    """

    def __init__(self, plain: socket.socket, deadline: float):
        self._plain, self._deadline = plain, deadline

    def timed(self) -> socket.socket:
        """The socket, with the time that is left."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        self._plain.settimeout(left)
        return self._plain

    def sendall(self, data: bytes) -> None:
        self.timed().sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Reader(self))

    def close(self) -> None:
        """http.client closes before it reads the body; `post` closes the socket itself."""


class _Reader(io.RawIOBase):
    def __init__(self, timed_socket: _TimedSocket):
        self._socket = timed_socket

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        return self._socket.timed().recv_into(buffer)
