"""Code folders of whole articles and score their registers: ``python bench/cases.py [--errors] [--json]``.

A folder holds NAME.txt or NAME.html beside NAME.gold.json. The scorer is that of ../shared/eval
(or --scorer FILE): its own functions judge each article, so the figures are those it would print.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from truceline.pages import read
from truceline.pipeline import code
from truceline.records import Article

_ROOT = Path(__file__).resolve().parents[1]
_SCORER = _ROOT.parent / "shared" / "eval" / "score_cases.py"
_FOLDERS = [_ROOT / "tests" / "cases" / name for name in ("dev", "held", "unseen")]
_STATUSES = ("not_asserted", "historical")


def load_scorer(path: Path) -> ModuleType:
    """The scorer as a module; ends the run with a message where there is none."""
    spec = importlib.util.spec_from_file_location("score_cases", path)
    if not path.is_file() or spec is None or spec.loader is None:
        sys.exit(f"{path}: no scorer there\n  to fix: name it with --scorer FILE")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def golds(folder: Path) -> Iterator[tuple[str, Path, dict[str, Any]]]:
    """Name, article and gold of each case of a folder."""
    for path in sorted(folder.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        article = next(p for p in folder.glob(name + ".*") if p.suffix in (".txt", ".html"))
        yield name, article, json.loads(path.read_text(encoding="utf8"))


def coded(article: Path, gold: dict[str, Any]) -> dict[str, Any]:
    """The coded document, as the command line would print it; empty where the page was skipped."""
    given = gold.get("published_given") or article.stem == "cable-astana"  # as the scorer itself does
    published = gold["published"] if given else None
    for page in read(str(article), published=published):
        if isinstance(page, Article):
            document: dict[str, Any] = json.loads(code(page).to_json())
            return document
    return {}


def summary_of(results: list[dict[str, Any]], registers: list[str]) -> dict[str, Any]:
    """The scorer's summary: counts over all cases, then each register, then all of them."""
    summary: dict[str, Any] = {"cases": len(results)}
    for key in ("published", "title", "contaminated"):
        summary[key] = sum(r[key] for r in results)
    for key in _STATUSES:
        right, asked = (sum(r[key][i] for r in results) for i in (0, 1))
        summary[f"{key}_right"] = round(right / asked, 4) if asked else None
    totals = {name: [sum(r[name][i] for r in results) for i in range(5)] for name in registers}
    for name, total in totals.items():
        found, made, wanted = total[:3]
        summary[name] = {"found": f"{found}/{wanted}", "extra": made - found, **rates(total)}
    summary["all_registers"] = rates([sum(t[i] for t in totals.values()) for i in range(5)])
    return summary


def rates(total: list[int]) -> dict[str, float | None]:
    """F1 of the records and share of right fields, of (found, made, wanted, right, fields)."""
    found, made, wanted, right, fields = total
    return {
        "f1": round(2 * found / (made + wanted), 4) if made + wanted else None,
        "fields_right": round(right / fields, 4) if fields else None,
    }


def score_folder(folder: Path, scorer: ModuleType, *, errors: bool) -> dict[str, Any]:
    """Code and score every case of a folder; with ``errors``, print what went wrong in each."""
    results = []
    for name, article, gold in golds(folder):
        result, problems = scorer.score_case(gold, coded(article, gold))
        results.append(result)
        if errors:
            print("\n   ".join([f"== {name}", *problems]))
    return summary_of(results, scorer.REGISTERS)


def main() -> None:
    """Print a summary for each folder."""
    options = argparse.ArgumentParser(description=__doc__)
    present = [folder for folder in _FOLDERS if folder.is_dir()]
    options.add_argument("--cases", nargs="+", type=Path, default=present, metavar="DIR")
    options.add_argument("--scorer", type=Path, default=_SCORER, metavar="FILE")
    options.add_argument("--errors", action="store_true")
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    scorer = load_scorer(chosen.scorer)
    for folder in chosen.cases:
        summary = score_folder(folder, scorer, errors=chosen.errors)
        lines = [f"{key:16} {value}" for key, value in summary.items()]
        print(
            json.dumps({"folder": str(folder), **summary})
            if chosen.json
            else "\n".join([f"# {folder}", *lines])
        )


if __name__ == "__main__":
    main()
