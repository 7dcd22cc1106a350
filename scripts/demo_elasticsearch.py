"""Serves the demo as a large installation runs: a search server (told by ELASTICSEARCH_URL), a worker, and the site."""

import os
import subprocess
import sys

ENVIRONMENT = os.environ | {
    "DJANGO_SETTINGS_MODULE": "kb.settings.dev",
    "DEBUG": "false",
    "TASKS_BACKEND": "database",
    "ELASTICSEARCH_PREFIX": "demo",
}
SITE = ["-m", "gunicorn", "kb.wsgi", "--workers", "2", "--threads", "4", "--log-level", "warning", "--bind"]


def main(port: str) -> int:
    """Runs until Ctrl+C."""
    subprocess.run([sys.executable, "manage.py", "rebuild_search"], env=ENVIRONMENT, check=True)
    print(f"The library is at http://localhost:{port}/, its search on {os.environ['ELASTICSEARCH_URL']}.", flush=True)
    print(f"What answers is told by http://localhost:{port}/healthz (Ctrl+C stops all).", flush=True)
    worker = subprocess.Popen([sys.executable, "manage.py", "run_worker"], env=ENVIRONMENT)
    try:
        return subprocess.run([sys.executable, *SITE, f"0.0.0.0:{port}"], env=ENVIRONMENT).returncode
    except KeyboardInterrupt:
        return 0
    finally:
        worker.terminate()
        worker.wait(10)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
