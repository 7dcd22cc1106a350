"""The project's own benchmark: `make bench` (docs/benchmarks.md)."""
