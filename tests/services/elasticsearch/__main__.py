"""Runs a command beside an Elasticsearch of its own, told by ELASTICSEARCH_URL.

python -m tests.services.elasticsearch pytest tests/search     a fresh server, gone when the command ends
python -m tests.services.elasticsearch --port 9200             a server that stays until Ctrl+C; prints its address
python -m tests.services.elasticsearch --build                 builds only

A command for which ELASTICSEARCH_URL is set already runs with that one, and nothing is started.
"""

import argparse
import os
import signal
import subprocess
import sys

from tests.services.elasticsearch import ElasticsearchError, Server, home, missing, server


def run(command: list[str], url: str) -> int:
    """Runs the command told of the address; returns its exit code."""
    return subprocess.run(command, env={**os.environ, "ELASTICSEARCH_URL": url}).returncode


def stay(running: Server) -> int:
    """Prints the address and waits for Ctrl+C, or for the server's own end."""
    print(f"ELASTICSEARCH_URL={running.url}", flush=True)
    try:
        return running.process.wait()
    except KeyboardInterrupt:
        return 0


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.services.elasticsearch",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--no-nori", action="store_true", help="without the Korean analysis")
    parser.add_argument("--port", type=int, help="the loopback port, a free one unless given")
    parser.add_argument("--heap", default="512m", help="the JVM's -Xmx (512m)")
    parser.add_argument("--full-speed", action="store_true", help="compile as a server does: for measuring")
    parser.add_argument("--build", action="store_true", help="build the server and start nothing")
    parser.add_argument("--or-say", metavar="WHAT", help="say that WHAT is left out when it must be (never in CI)")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()

    if options.or_say and missing() and not os.environ.get("CI"):
        print(f"LEFT OUT: {options.or_say}. {missing()}")
        return 0
    if options.build:
        print(home())
        return 0
    given = os.environ.get("ELASTICSEARCH_URL")
    if options.command and given:
        return run(options.command, given)
    how = {"port": options.port, "heap": options.heap, "full_speed": options.full_speed}
    with server(nori=not options.no_nori, **how) as running:
        return run(options.command, running.url) if options.command else stay(running)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        sys.exit(main())
    except ElasticsearchError as error:
        sys.exit(str(error))
