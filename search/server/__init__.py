"""The search server: Elasticsearch 8 or 9, when ELASTICSEARCH_URL names one (docs/decisions/0012)."""
