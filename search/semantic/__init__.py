"""The optional second stage of search: how near in meaning texts are (docs/decisions/0014).

Off without SEARCH_EMBEDDER. It orders what was found and names cases in other languages beside it; what matches, how
many, and the facets are never its business. `stage.py` is the door for the service, `level.py` for `embed_cases`.
"""
