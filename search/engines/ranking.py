"""How relevance is reckoned, the same on every engine (docs/search.md, "Order").

A record's weight is the sum, over the clauses of the query it satisfies, of how rare the clause is times how it stands
there: in the text at all, besides in the summary, among the terms, in the title, and how much of the text it makes up.
"""

from math import log

ANYWHERE = 1.0
FIELD_WEIGHTS = {"title": 10.0, "labels": 5.0, "summary": 3.0}
OFTEN = 6.0  # for the record that says it most, by the engine's own measure of frequency; less for the others
FEW = 1_500  # matches: of more, how often a clause is said is not looked at, which costs more than it tells
READERS_LANGUAGE = 0.25  # a little more for what can be read in the reader's language: it decides between equals


def rarity(found: int, of: int) -> float:
    """How much a clause tells records apart, from the number it finds: between 0.1 and about 10."""
    return max(log((of + 1) / (found + 0.5)), 0.1)
