"""The sample content on a server of its own, and the browser to look at it: for the browser tests and the pictures."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
QUIET = [  # Chromium as it is in a container, asking no host of its own
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> str:
    """The path of the machine's Chromium, or an empty string."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""


def free_port() -> int:
    """A loopback port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment_of(folder: Path) -> dict[str, str]:
    """What a process needs to know to work on the site of this folder."""
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "kb.settings.dev",
        "DATABASE_URL": f"sqlite:///{folder}/library.sqlite3",
        "MEDIA_ROOT": str(folder / "media"),
        "EMAIL_FILE_PATH": str(folder / "mail"),
        "DEBUG": "false",
    }


@contextmanager
def sample_site(folder: Path, **settings: str) -> Iterator[str]:
    """Fills a database in a folder, serves it as `make demo` does, yields its address, and stops it at the end."""
    port = free_port()
    address = f"http://localhost:{port}"  # by name: passkeys belong to names
    environment = environment_of(folder) | settings | {"SITE_URL": address}
    for command in ("migrate --verbosity 0", "seed_demo --accounts"):
        subprocess.run([sys.executable, "manage.py", *command.split()], cwd=ROOT, env=environment, check=True)
    arguments = ["-m", "gunicorn", "kb.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4", "--log-level", "warning"]
    server = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=environment)
    try:
        yield _answering(address)
    finally:
        server.terminate()
        server.wait(10)


def _answering(address: str) -> str:
    for _attempt in range(100):
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=2)
            return address
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"The site did not answer at {address}.")
