"""What a run found, as plain values for the report."""

from dataclasses import dataclass, field

from benchmarks.client import Timing


@dataclass
class Clients:
    """The same requests from one client and from four."""

    one: Timing
    four: Timing


@dataclass
class SizeResults:
    """Everything measured on a library of one size. Times in seconds where nothing else is said."""

    size: int
    pages: int
    planted: dict[str, int]
    rebuild: float = 0
    rebuild_peak_mib: float = 0
    database_mib: float = 0
    library: dict[str, Clients] = field(default_factory=dict)  # search name: the library's page
    json: dict[str, Clients] = field(default_factory=dict)
    stock: dict[str, Timing] = field(default_factory=dict)
    others: dict[str, Clients] = field(default_factory=dict)  # page name: case study, home, city
    first_search: float = 0  # of a new worker
    search_after_publishing: float = 0  # the first one after another process published a page
    worker_mib: float = 0
    agreement: dict[str, int] = field(default_factory=dict)  # the importer's word on cases written in bulk
    draft: float = 0
    publish: float = 0


@dataclass
class ImportResults:
    """New records through `import_cases` into a library of this size, without the start of the process."""

    size: int
    records: int
    seconds: float
    peak_mib: float
