"""docs/reading.md names every reason there is, and no other."""

import re
from pathlib import Path

from truceline.pages.refusals import FIXES
from truceline.records import Removed

PAGE = (Path(__file__).parents[2] / "docs" / "reading.md").read_text(encoding="utf8")


def reasons_under(heading):
    part = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    cells = re.findall(r"^\| ([a-z, -]+) \|", part, re.MULTILINE)
    return {reason for cell in cells for reason in cell.split(", ")} - {"reason"}


def test_every_reason_for_a_refusal_is_explained():
    assert reasons_under("What is set aside") == set(FIXES)


def test_every_reason_for_a_removal_is_explained():
    listed = re.search(r"one of: (.*?)\.", Removed.__doc__, re.DOTALL)
    assert reasons_under("What is removed, and why") == set(re.split(r",\s+", listed[1])) - {"script"}
