"""Names of a register and its tables in, recall, precision and fields out (see the package)."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator

from tests.registers.tables import Row, find, is_told, rows, wrong_fields
from truceline.events import find_attributions
from truceline.language import parse
from truceline.mentions.scene import find_mentions
from truceline.records import Article, Published, Record
from truceline.registers import Reading

PUBLISHED = "2020-05-14"


def read(text: str) -> Reading:
    """The reading of a text of one's own, dated as the tests date theirs."""
    given = Published(value=PUBLISHED, precision="day", basis="given")
    parsed = parse(Article(id="a", source="test", text=text, published=given))
    return Reading(find_mentions(parsed), (), find_attributions(parsed))


def pairs(row: Row, records: tuple[Record, ...]) -> Iterator[tuple[dict[str, str], Record | None]]:
    """Each wanted record with the one that tells it best, each of these used once; as score_cases.py does."""
    left = list(records)
    for wanted in row.all_wanted:
        best = min(
            left, key=lambda r: (not is_told(wanted, r), len(wrong_fields(wanted, r)[1])), default=None
        )
        if best is not None:
            left.remove(best)
        yield wanted, best


def measure(register: str, table: str, *, errors: bool = False) -> Counter[str]:
    """Counts over one table: records wanted, told and made, fields asked and right."""
    counts: Counter[str] = Counter()
    for row in rows(table):
        records = find(register, read(row.text))
        problems: list[str] = []
        spared = 0
        for wanted, best in pairs(row, records):
            if "maybe" in wanted:
                spared += best is not None
                continue
            counts["wanted"] += 1
            if best is None:
                problems.append(f"  missed {wanted}")
                continue
            asked, wrong = wrong_fields(wanted, best)
            counts.update(told=1, asked=asked, right=asked - len(wrong))
            problems += [f"  {k} should be {wanted[k]}: {best.evidence.text!r}" for k in wrong]
        counts["made"] += len(records) - spared
        if errors and (problems or len(records) > len(row.all_wanted)):
            print(row.text, *problems, *(f"  made {said(r)}" for r in records), sep="\n")  # noqa: T201
    return counts


def said(record: Record) -> str:
    """The fields of a record in one line."""
    kept = ("kind", "status", "round", "process", "date", "from_", "until", "venue", "places", "zones")
    kept += ("participants", "parties", "convenors", "brokers", "observers")
    told = ((k, getattr(record, k, None)) for k in kept)
    return f"{record.evidence.text!r} " + "; ".join(f"{k}={_short(v)}" for k, v in told if v)


def _short(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(_short(v) for v in value)
    return str(getattr(value, "name", None) or getattr(value, "value", None) or getattr(value, "text", value))


def main() -> None:
    """Print one line a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("register", choices=["talks", "agreements", "zones"])
    options.add_argument("tables", nargs="+")
    options.add_argument("--errors", action="store_true")
    given = options.parse_args()
    for table in given.tables:
        n = measure(given.register, table, errors=given.errors)
        shares = (n["told"] / n["wanted"], n["told"] / max(1, n["made"]), n["right"] / max(1, n["asked"]))
        print(table, "recall {:.3f} precision {:.3f} fields {:.3f}".format(*shares), dict(n))  # noqa: T201


if __name__ == "__main__":
    main()
