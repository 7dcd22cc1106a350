"""A single Elasticsearch node on a loopback port, with its data in a temporary folder."""

import atexit
import contextlib
import json
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from tests.services.elasticsearch.build import ElasticsearchError, home, java, tail

START_SECONDS = 60
STOP_SECONDS = 10


class Server:
    """One node: start() brings it up, stop() ends it and removes its data; what is between keeps port and data.

    The node ends when its standard input does, so it does not outlive this process, however that ends.
    """

    def __init__(self, *, nori: bool = True, port: int | None = None, heap: str = "512m", full_speed: bool = False):
        self.nori = nori
        self.port = port
        self.heap, self.full_speed = heap, full_speed
        self.folder: Path | None = None
        self.process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        """Where it answers; known once it was started, or from the beginning when the port was given."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Returns when the server answers; raises ElasticsearchError with the end of its log when it does not."""
        built = home()
        if self.folder is None:
            self.folder = Path(tempfile.mkdtemp(prefix="library-elasticsearch-"))
            atexit.register(self.stop)
            self._lay_out(built)
        self._write_settings()
        with (self.folder / "log").open("w") as log:
            self.process = subprocess.Popen(
                self._command(built),
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                # Ctrl+C is for the command; and a paused orphan in a group of its own gets SIGHUP and SIGCONT.
                process_group=0,
            )
        self._wait()

    def stop(self) -> None:
        """Ends the process, at once if need be, and removes the data."""
        self._end()
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder = None
            atexit.unregister(self.stop)

    def restart(self, *, empty: bool = False) -> None:
        """Ends the process and starts it on the same port, with the same data or with none."""
        self._end()
        if empty:
            shutil.rmtree(self.folder / "data")
        self.start()

    def kill(self) -> None:
        """Ends the process as a power cut would: connections are refused until start() or restart()."""
        self.process.kill()
        self.process.wait()

    def pause(self) -> None:
        """Stops the process where it is: connections are accepted by the system and never answered."""
        self.process.send_signal(signal.SIGSTOP)

    def resume(self) -> None:
        self.process.send_signal(signal.SIGCONT)

    def _lay_out(self, built: Path) -> None:
        """A home of its own that points to the built one; without nori its plugin is left out."""
        for name in ["config", "data", "logs", "plugins", "tmp"]:
            (self.folder / name).mkdir()
        (self.folder / "modules").symlink_to(built / "modules")
        if self.nori:
            (self.folder / "plugins" / "analysis-nori").symlink_to(built / "plugins" / "analysis-nori")

    def _write_settings(self) -> None:
        settings = {
            "action.auto_create_index": False,
            "cluster.name": "library-test",
            "cluster.routing.allocation.disk.threshold_enabled": False,
            "discovery.type": "single-node",
            "http.port": self.port or 0,
            "network.host": "127.0.0.1",
            "node.portsfile": True,
            "transport.port": 0,
        }
        (self.folder / "config" / "elasticsearch.yml").write_text(json.dumps(settings))
        self._ports.unlink(missing_ok=True)

    def _command(self, built: Path) -> list[str]:
        return [
            java(),
            f"-Xmx{self.heap}",
            "-XX:+UseSerialGC",
            *([] if self.full_speed else ["-XX:TieredStopAtLevel=1"]),
            f"-Djava.io.tmpdir={self.folder / 'tmp'}",
            "-cp",
            f"{built / 'lib'}/*",
            "library.elasticsearch.Launcher",
            str(self.folder),
        ]

    @property
    def _ports(self) -> Path:
        """The file the server writes when it listens: one address a line."""
        return self.folder / "logs" / "http.ports"

    def _wait(self) -> None:
        """Until the node answers that it holds its data; sets the port if it was the system's to choose."""
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and self.process.poll() is None:
            if self._ports.exists():
                self.port = int(self._ports.read_text().split()[0].rpartition(":")[2])
                with contextlib.suppress(OSError):
                    urllib.request.urlopen(f"{self.url}/_cluster/health?wait_for_status=yellow", timeout=5).close()
                    return
            time.sleep(0.05)
        log = (self.folder / "log").read_text(errors="replace")
        self.stop()
        raise ElasticsearchError(f"The Elasticsearch test server did not start. The end of its log:\n{tail(log)}")

    def _end(self) -> None:
        if self.process is None:
            return
        with contextlib.suppress(OSError):
            self.resume()
            self.process.stdin.close()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
        self.process = None


@contextlib.contextmanager
def server(**options) -> Iterator[Server]:
    """A started server, gone when the block ends; options as Server's. Raises ElasticsearchError."""
    running = Server(**options)
    try:
        running.start()
        yield running
    finally:
        running.stop()
