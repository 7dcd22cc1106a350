"""What readers asked for and did not find: counted by day, language and words, without a trace of who asked.

`visits.py` says which requests count, `privacy.py` which words may be kept, `ledger.py` counts in memory and writes,
`terms.py` gives words to a term of the vocabularies.
"""
