"""Hold the figures of the day: ``python -m bench.floors check|pin [SET…] [--lower]``.

Each set of ../shared/eval, and each folder of tests/cases, is coded and scored; what comes out may
not fall below bench/floors.json by more than 0.01. ``pin`` raises the floors to the figures of
the day; to lower one takes ``--lower``.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.cases import load_scorer, score_folder
from bench.score import predict

ROOT = Path(__file__).resolve().parents[1]
EVAL = ROOT.parent / "shared" / "eval"
FLOORS = ROOT / "bench" / "floors.json"
SLACK = 0.01
# The figures that are held, as paths into what the scorer gives; all are better when higher,
# save those that begin with a minus.
HELD: dict[str, tuple[str, ...]] = {
    "plover": ("root_accuracy", "quad_accuracy", "root_and_pair"),
    "gsr": ("type_top1", "actors.f1", "recipients.f1", "-extra_events_per_sentence"),
    "quad": ("accuracy", "actor_found", "recipient_found"),
    "places": ("recognition.f1", "resolved_within_161km", "end_to_end_within_161km"),
    "dates": ("strict.f1", "value.f1"),
    "displaced": ("value.f1", "kind_given_value", "unit_given_value"),
    "status": ("happened_right", "not_happened_right", "covered"),
    "attribution": ("cue.f1", "cue_and_source.f1", "content_characters.f1"),
}
CASES: dict[str, Path] = {
    "cases": EVAL / "cases",
    "cases-dev": ROOT / "tests" / "cases" / "dev",
    "cases-held": ROOT / "tests" / "cases" / "held",
    "cases-unseen": ROOT / "tests" / "cases" / "unseen",
}
HELD_CASES = (
    "all_registers.f1",
    "all_registers.fields_right",
    "not_asserted_right",
    "historical_right",
    "-contaminated",
)


def measure(name: str) -> dict[str, float]:
    """Code and score one set or folder; the held figures by their path."""
    if name in CASES:
        result = score_folder(CASES[name], load_scorer(EVAL / "score_cases.py"), errors=False)
        return {path: _at(result, path) for path in HELD_CASES}
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "predictions.jsonl"
        predict(EVAL / f"{name}.docs.jsonl", out)
        scorer = _scorer()
        gold, predicted = scorer.rows(EVAL / f"{name}.gold.jsonl"), scorer.rows(out)
        result = getattr(scorer, name)(gold, predicted, lambda *_: None)
    return {path: _at(result, path) for path in HELD[name]}


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", EVAL / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(EVAL / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _at(result: dict[str, Any], path: str) -> float:
    value: Any = result
    for key in path.removeprefix("-").split("."):
        value = value[key]
    return float(value or 0)


def falls(name: str, measured: dict[str, float], floors: dict[str, float]) -> list[str]:
    """What of ``measured`` is worse than its floor, in words."""
    found = []
    for path, floor in floors.items():
        sign = -1 if path.startswith("-") else 1
        if sign * measured[path] < sign * floor - SLACK:
            found.append(f"{name} {path}: {measured[path]:.4f}, the floor is {floor:.4f}")
    return found


def load() -> dict[str, dict[str, float]]:
    """The floors, by set and path."""
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    return floors


def pin(names: list[str], *, lower: bool) -> list[str]:
    """Write the figures of the day; what would fall is kept and said, unless ``lower``."""
    floors, kept = load(), []
    for name in names:
        measured = measure(name)
        held = floors.get(name, measured)
        for path, value in measured.items():
            sign = -1 if path.startswith("-") else 1
            if path in held and sign * value < sign * held[path] and not lower:
                kept.append(f"{name} {path}: measured {value:.4f}, kept {held[path]:.4f}")
                measured[path] = held[path]
        floors[name] = measured
    FLOORS.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n")
    return kept


def main() -> None:
    """Check the floors, or pin them."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("what", choices=["check", "pin"])
    options.add_argument("sets", nargs="*", help="all of them, if none is named")
    options.add_argument("--lower", action="store_true", help="let pin lower a floor")
    chosen = options.parse_args()
    names = chosen.sets or [*HELD, *(name for name, folder in CASES.items() if folder.is_dir())]
    if chosen.what == "pin":
        print("\n".join(pin(names, lower=chosen.lower)) or f"pinned in {FLOORS}")
        return
    wrong = []
    for name in names:
        measured = measure(name)
        print(
            f"{name:12}",
            "  ".join(f"{path.lstrip('-')} {value:.4f}" for path, value in measured.items()),
            flush=True,
        )
        wrong += falls(name, measured, load().get(name, {}))
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
