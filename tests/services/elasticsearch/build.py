"""Builds the test server once, with Maven, into the user's cache."""

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
JAVA_NEEDED = 17
CURE = "apt-get install default-jdk-headless maven"


class ElasticsearchError(RuntimeError):
    """The test server cannot be built or does not answer; says why, and what to do."""


def missing() -> str:
    """What the machine lacks and the command that brings it; empty when the server can be built and run."""
    lacking = []
    if java_version() < JAVA_NEEDED:
        lacking.append(f"a JDK, {JAVA_NEEDED} or newer")
    if not shutil.which("mvn"):
        lacking.append("Maven")
    return f"The Elasticsearch test server needs {' and '.join(lacking)}. To bring it: {CURE}" if lacking else ""


def home() -> Path:
    """The folder with lib, modules and plugins, built if it is not there yet; raises ElasticsearchError."""
    if lack := missing():
        raise ElasticsearchError(lack)
    root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dwcn-library" / "elasticsearch"
    built = root / sources_hash()
    if not built.exists():
        root.mkdir(parents=True, exist_ok=True)
        with (root / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not built.exists():
                build(built)
    return built


def build(built: Path) -> None:
    """Runs Maven in a folder beside and moves the whole result to its place; raises ElasticsearchError."""
    output = built.parent / "building"
    shutil.rmtree(output, ignore_errors=True)
    command = ["mvn", "--batch-mode", "--file", HERE / "pom.xml", f"-Doutput={output}", "package"]
    maven = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if maven.returncode:
        raise ElasticsearchError(
            "Maven could not build the Elasticsearch test server; it needs Maven Central, or a ~/.m2 it filled "
            f"before. The end of what it said:\n{tail(maven.stdout)}"
        )
    os.replace(output / "home", built)
    shutil.rmtree(output)


def sources_hash() -> str:
    """Names the state of the pom and of everything under src."""
    digest = hashlib.sha256()
    for path in [HERE / "pom.xml", *sorted(path for path in (HERE / "src").rglob("*") if path.is_file())]:
        digest.update(f"{path.relative_to(HERE)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def java(program: str = "java") -> str | None:
    """The path of a JDK's program: JAVA_HOME's, as Maven chooses, else the one on PATH."""
    return shutil.which(program, path=f"{os.environ['JAVA_HOME']}/bin" if os.environ.get("JAVA_HOME") else None)


@cache
def java_version() -> int:
    """The compiler's major version; 0 without one."""
    compiler = java("javac")
    said = subprocess.run([compiler, "-version"], capture_output=True, text=True) if compiler else None
    version = re.search(r"javac (\d+)", said.stdout + said.stderr) if said else None
    return int(version[1]) if version else 0


def tail(log: str, lines: int = 30) -> str:
    """The end of a log, its stack traces without their frames."""
    return "\n".join([line for line in log.splitlines() if not line.lstrip().startswith("at ")][-lines:])
