"""Where a noun stands among its verbs, and the names under which the codebook may know them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from truceline.registers import Reading
from truceline.registers.lifecycle import Clause, locate, verb_keys

CASES = [
    ("The truce collapsed in May.", "truce", "subject", "collapse"),
    ("The truce fell apart.", "truce", "subject", "fall_apart"),
    ("The truce lay in tatters.", "truce", "subject", "lie_tatters"),
    ("They signed a truce.", "truce", "object", "sign"),
    ("A truce was signed in May.", "truce", "object", "sign"),
    ("They put the truce on hold.", "truce", "object", "put_hold"),
    ("They agreed to a truce.", "truce", "oblique", "agree_to"),
    ("The shelling put an end to the truce.", "truce", "oblique", "put_end_to"),
    ("The sides are close to a truce.", "truce", "oblique", "be_close_to"),
    ("They signed up to a truce.", "truce", "oblique", "sign_up_to"),
    ("The talks are due to open.", "talks", "subject", "open"),
]


def clause_of(reading: Reading, word: str) -> Clause:
    noun = next(t for t in reading.parsed.doc if t.lower_ == word)
    main = locate(noun, frozenset()).main
    assert main is not None
    return main


@pytest.mark.parametrize("text, word, role, key", CASES, ids=[c[0] for c in CASES])
def test_the_governing_clause_tells_role_and_verb(
    text: str, word: str, role: str, key: str, read_text: Callable[..., Reading]
) -> None:
    found = clause_of(read_text(text), word)
    assert found.role == role
    assert key in verb_keys(found)


def test_what_hangs_on_a_noun_is_a_relative_clause(read_text: Callable[..., Reading]) -> None:
    reading = read_text("The talks, which opened in July, were hosted by Qatar.")
    noun = next(t for t in reading.parsed.doc if t.lower_ == "talks")
    assert [c.verb.text for c in locate(noun, frozenset()).relatives] == ["opened"]
