"""Judged queries: how well the search finds what people mean. See README.md."""
