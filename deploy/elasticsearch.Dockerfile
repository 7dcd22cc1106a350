# Elasticsearch with nori, the Korean analysis; the library uses it when it is there.
FROM docker.elastic.co/elasticsearch/elasticsearch:8.19.21
RUN bin/elasticsearch-plugin install --batch analysis-nori
