"""How a Korean word may stand in a text: with or without its particle, in one piece or in several.

No dictionary: a morphological analyser costs 500 MB and 4 s a process and finds no more (docs/decisions/0006).
"""

# Particles and endings that may follow a noun, the longest first.
_ENDINGS = (
    "을 를 이 가 은 는 의 에 에서 에게 로 으로 와 과 도 만 까지 부터 들 자 제 형 "
    "에는 에서의 으로의 와의 과의 들의 들을 들이 들은 이나 나 보다 처럼 마다 께 한 할 하는 하기 하고 적 적인"
)
ENDINGS = sorted(_ENDINGS.split(), key=len, reverse=True)
MAX_VARIANTS = 16
MAX_SPLIT = 10


def without_ending(word: str) -> str:
    """The word without one trailing particle or ending, if two syllables stay; else the word."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            return word[: -len(ending)]
    return word


def variants(word: str) -> list[tuple[str, ...]]:
    """The ways a word may be written: a tuple of the pieces between spaces each, the word as typed first.

    플랫폼노동자 → (플랫폼노동자,) (플랫폼노동,) (플랫폼, 노동자) (플랫폼, 노동) …
    """
    bare = without_ending(word)
    found: list[tuple[str, ...]] = [(word,), (bare,)]
    for form in dict.fromkeys((bare, word)):
        found += _splits(form)
    return list(dict.fromkeys(found))[:MAX_VARIANTS]


def _splits(word: str) -> list[tuple[str, ...]]:
    """In two, then in three pieces, each of two syllables or more."""
    if len(word) > MAX_SPLIT:
        return []
    size = len(word)
    two: list[tuple[str, ...]] = [(word[:i], word[i:]) for i in range(2, size - 1)]
    three: list[tuple[str, ...]] = [
        (word[:i], word[i:j], word[j:]) for i in range(2, size - 3) for j in range(i + 2, size - 1)
    ]
    return two + three
