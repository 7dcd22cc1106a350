"""The sample content of the demo: the network's pages, its events, the cities and the sample case studies."""
