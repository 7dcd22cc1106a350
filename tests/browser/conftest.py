"""A real browser on the running site: the demo's content, served by gunicorn as `make demo` serves it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium():
    """The path of the machine's Chromium, or an empty string."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    return found or ""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {"executable_path": chromium(), "args": QUIET}


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Address of a server of its own with the sample content; stopped at the end."""
    folder = tmp_path_factory.mktemp("browser")
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "kb.settings.dev",
        "DATABASE_URL": f"sqlite:///{folder}/library.sqlite3",
        "MEDIA_ROOT": str(folder / "media"),
        "DEBUG": "false",
    }
    for command in ("migrate --verbosity 0", "seed_demo --accounts"):
        subprocess.run([sys.executable, "manage.py", *command.split()], cwd=ROOT, env=environment, check=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    arguments = ["-m", "gunicorn", "kb.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4", "--log-level", "warning"]
    server = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=environment)
    try:
        yield _answering(f"http://127.0.0.1:{port}")
    finally:
        server.terminate()
        server.wait(10)


def _answering(address):
    for _attempt in range(100):
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=2)
            return address
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"The site did not answer at {address}.")


@pytest.fixture(scope="session")
def base_url(site):
    return site
