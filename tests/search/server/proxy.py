"""A wire between the site and the search server that can be made slow, or cut in the midst of a request."""

import contextlib
import socket
import time
from threading import Event, Thread


class Proxy:
    """Passes bytes on. `delay` holds each answer back by so many seconds; `hang()` swallows all until `flow()`."""

    def __init__(self, target: int):
        self.target, self.delay = target, 0.0
        self._flowing = Event()
        self._flowing.set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        Thread(target=self._accept, daemon=True).start()

    def hang(self) -> None:
        self._flowing.clear()

    def flow(self) -> None:
        self.delay = 0.0
        self._flowing.set()

    def close(self) -> None:
        self.flow()
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                here, _address = self._listener.accept()
                try:
                    there = socket.create_connection(("127.0.0.1", self.target), timeout=5)
                except OSError:
                    here.close()
                    continue
                there.settimeout(None)
                Thread(target=self._pass, args=(here, there, False), daemon=True).start()
                Thread(target=self._pass, args=(there, here, True), daemon=True).start()

    def _pass(self, source: socket.socket, sink: socket.socket, is_answer: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                if is_answer and self.delay:
                    time.sleep(self.delay)
                self._flowing.wait()
                sink.sendall(data)
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
