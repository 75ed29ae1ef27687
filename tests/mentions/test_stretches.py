"""Stretches around words: what a pattern could match is inside one."""

from __future__ import annotations

from truceline.mentions.stretches import find_stretches, needed_words


def test_text_without_such_words_has_no_stretch() -> None:
    assert find_stretches("Nothing here counts anything.", {"dozen": ("number",)}) == {}


def test_a_stretch_reaches_sixty_characters_to_both_sides_and_ends_with_a_word() -> None:
    text = "word " * 40 + "dozen " + "word " * 40
    ((start, end),) = find_stretches(text, {"dozen": ("number",)})["number"]
    at = text.index("dozen")
    assert start <= at - 60
    assert end >= at + 65
    assert text[start:end].split() == ["word"] * text[start:at].count("word") + ["dozen"] + ["word"] * text[
        at:end
    ].count("word")


def test_stretches_that_touch_are_one() -> None:
    assert len(find_stretches("a dozen of a dozen", {"dozen": ("number",)})["any"]) == 1


def test_digits_are_a_kind_of_their_own_and_four_of_them_another() -> None:
    assert set(find_stretches("in 2017", {})) == {"digits", "four digits", "any"}
    assert set(find_stretches("of 12", {})) == {"digits", "any"}


def test_of_a_form_in_many_words_the_longest_is_needed() -> None:
    assert needed_words(["a couple of", "dozens"]) == {"couple", "dozens"}
