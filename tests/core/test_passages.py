"""A section cut into passages comes together again."""

from hypothesis import given, strategies as st

from core.passages import passages, with_passages

TEXT = st.text(st.sampled_from("ab가 1.-*+)\n\t\u00a0")) | st.text(max_size=80)


@given(text=TEXT)
def test_what_is_cut_comes_together_again(text):
    assert with_passages(text, passages(text)) == text


@given(text=TEXT)
def test_every_passage_is_replaced_and_nothing_else(text):
    found = passages(text)
    replaced = with_passages(text, [f"<{number}>" for number in range(len(found))])
    assert passages(replaced) == [f"<{number}>" for number in range(len(found))]
    assert replaced.count("\n") == text.count("\n")


def test_lists_and_blank_lines_stay():
    text = "First.\n\n- one\n- two\n\n1. yes\n  * deep  \n-\n"
    assert passages(text) == ["First.", "one", "two", "yes", "deep", "-"]
    assert with_passages(text, ["A", "b", "c", "d", "e\nf", "-"]) == "A\n\n- b\n- c\n\n1. d\n  * e f  \n-\n"
