"""Who answers in an interview: under a name with a colon, or between questions without any."""

from __future__ import annotations

from collections.abc import Callable

from truceline.registers import Reading
from truceline.registers.outlook import find_outlook

INTERVIEW = """Review: You were there when they signed?

Paw Lah: I was. They gave us all a pen.

Is the accord dead?

If Lashio falls, the whole house will collapse."""


def test_an_answer_without_a_label_is_that_of_who_answered_before(read_text: Callable[..., Reading]) -> None:
    (one,) = find_outlook(read_text(INTERVIEW))
    assert [a.text for a in one.by] == ["Paw Lah"]


def test_a_line_with_a_colon_makes_no_interview(read_text: Callable[..., Reading]) -> None:
    text = "Latest: The accord holds.\n\nIf Lashio falls, the whole house will collapse."
    (one,) = find_outlook(read_text(text))
    assert one.by == ()
