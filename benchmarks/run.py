"""Measures speed on generated libraries and prints one report: `python -m benchmarks.run [--sizes N …] [--quick]`."""

import argparse
import sys
import time

from benchmarks.client import QUICK, BadAnswer, Effort
from benchmarks.databases import FOLDER
from benchmarks.measure import measure_import, measure_size
from benchmarks.process import CommandFailed
from benchmarks.report import report

SIZES = (2_000, 10_000, 20_000)


def main() -> int:
    """0 when everything was measured, whatever the figures; 1, with the reason, when something broke."""
    arguments = parse()
    began, effort = time.monotonic(), QUICK if arguments.quick else Effort()
    try:
        results = [measure_size(size, effort, say) for size in sorted(arguments.sizes)]
        imported = measure_import(min(arguments.sizes), say)
    except (CommandFailed, BadAnswer) as error:
        say(f"The benchmark broke: {error}")
        return 1
    text = report(results, imported, time.monotonic() - began)
    (FOLDER / "report.md").write_text(text, encoding="utf-8")
    print(text)
    return 0


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=SIZES, metavar="N", help="cases in each library")
    parser.add_argument("--quick", action="store_true", help="a quarter of the requests: rougher figures, sooner")
    return parser.parse_args()


def say(text: str) -> None:
    """Progress goes beside the report, not into it."""
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
