"""A real Elasticsearch for tests and the demo, assembled from Maven Central; see README.md beside this file."""

from tests.services.elasticsearch.build import ElasticsearchError, home, missing
from tests.services.elasticsearch.server import Server, server

__all__ = ["ElasticsearchError", "Server", "home", "missing", "server"]
