"""A codebook in, its problems out, each with file and line: what the types of entries cannot say.

Fields of the wrong kind stop the loading itself. Here it is asked whether the entries of the event
part fit one another: a reading that can never be reached, a name that stands for nothing, a reading
without an example. Whether the examples are coded as they say is asked in ``events.examples``.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from truceline.codebook.entries import Cameo, Frame, NounClass, Operator, Plover, VerbFamily, When, words
from truceline.codebook.load import SHIPPED, Codebook

_ID = re.compile(r"""\s*- \{?id: ["']?([^,"'}]+)""")
_STANDING = {"any", "none", "party", "gerund"}
_SLOTS = {
    "subject",
    "object",
    "dative",
    "complement",
    "performer",
    "owner",
    "search",
    "nobody",
    "head",
    "anywhere",
}
_RESULTS = {"same", "nothing", "pass", "obligation"}
_GROUPS = {"cooperative", "hostile", "any", "unknown", "nothing", "obligation", "responsibility"}


@dataclass(frozen=True)
class Problem:
    """What is wrong with an entry, and where it stands: ``file:line``."""

    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


@dataclass(frozen=True)
class _Words:
    """What the names in entries may stand for."""

    classes: dict[str, NounClass]
    families: dict[str, VerbFamily]
    types: dict[str, Plover]
    codes: frozenset[str]


def check(codebook: Codebook = SHIPPED) -> list[Problem]:
    """The problems of the event part of ``codebook``; none where it is sound.

    Raises CannotStart, with file and line, where a file does not fit its types.
    """
    known = _known(codebook)
    frames = codebook.entries("events", Frame)
    operators = codebook.entries("operators.yaml", Operator)
    where = places(codebook)
    found = [(f.id, what) for f in frames for what in _frame_problems(f, known)]
    found += [(o.id, what) for o in operators for what in _operator_problems(o, known)]
    found += list(_shadowed(frames, known))
    return [Problem(where.get(id_, id_), f"{id_}: {what}") for id_, what in found]


def _known(codebook: Codebook) -> _Words:
    return _Words(
        classes={c.id: c for c in codebook.entries("nouns.yaml", NounClass)},
        families={f.id: f for f in codebook.entries("verbs.yaml", VerbFamily)},
        types={t.id: t for t in codebook.entries("types.yaml", Plover)},
        codes=frozenset(c.id for c in codebook.entries("cameo.yaml", Cameo)),
    )


def _frame_problems(frame: Frame, known: _Words) -> Iterator[str]:
    if not (frame.lemma or frame.verbs or frame.noun or frame.silent):
        yield "names no verb and no noun"
    if (frame.type is None) == (frame.silent is None):
        yield "has a type or is silent, one of the two"
    for family in words(frame.verbs):
        if family not in known.families:
            yield f"no family of verbs is called {family!r}{_close(family, known.families)}"
    plover = known.types.get(frame.type or "")
    if frame.mode and plover and frame.mode not in plover.modes:
        yield f"{plover.id} has no mode {frame.mode!r}{_close(frame.mode, plover.modes)}"
    if frame.cameo and frame.cameo not in known.codes:
        yield f"no CAMEO code {frame.cameo!r} in cameo.yaml"
    if not frame.yes:
        yield "has no example: add a sentence under yes"
    yield from _slot_problems((*words(frame.actor), *words(frame.recipient)))
    yield from _name_problems(frame.when, known)


def _operator_problems(operator: Operator, known: _Words) -> Iterator[str]:
    for beneath, made in operator.map.items():
        if beneath not in known.types and beneath not in _GROUPS:
            yield f"nothing beneath is called {beneath!r}{_close(beneath, [*known.types, *_GROUPS])}"
        if made not in known.types and made not in _RESULTS:
            yield f"no result is called {made!r}{_close(made, [*known.types, *_RESULTS])}"
    yield from _slot_problems(words(operator.recipient))
    yield from _name_problems(operator.when, known)


def _slot_problems(slots: Iterable[str]) -> Iterator[str]:
    for slot in slots:
        for part in slot.split("+"):
            for step in part.split("."):
                near = difflib.get_close_matches(step, _SLOTS, 1, 0.8)
                if step not in _SLOTS and (near or not step.isalpha()):
                    yield f"no slot is called {step!r}; did you mean {near[0] if near else 'object'!r}?"


def _name_problems(when: When, known: _Words) -> Iterator[str]:
    """Words that are nearly the name of a class: a slip turns a class into a word that never comes."""
    listed = {noun for c in known.classes.values() for noun in c.nouns}
    behind = tuple(phrase.partition(" ")[2] for phrase in words(when.phrase))
    for name in (*words(when.object), *words(when.subject), *behind):
        stands = name in known.classes or name in _STANDING or name in listed
        near = difflib.get_close_matches(name, known.classes, 1, 0.85)
        if not stands and near:
            yield f"{name!r} is no class of nouns; did you mean {near[0]!r}?"


def _shadowed(frames: Iterable[Frame], known: _Words) -> Iterator[tuple[str, str]]:
    """Readings that another one of the same word and the same conditions always comes before."""
    first: dict[tuple[str, bool, bytes], str] = {}
    for frame in frames:
        conditions = msgspec.json.encode(frame.when, order="sorted")
        families = [known.families[family] for family in words(frame.verbs) if family in known.families]
        verbs = [verb for family in families for verb in family.lemma]
        for word in dict.fromkeys([*words(frame.lemma), *words(frame.noun), *verbs]):
            other = first.setdefault((word, bool(frame.noun), conditions), frame.id)
            if other != frame.id:
                yield frame.id, f"is never reached for {word!r}: {other} has the same conditions"


def _close(name: str, names: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(names), 1)
    return f"; did you mean {near[0]!r}?" if near else ""


def places(codebook: Codebook) -> dict[str, str]:
    """Where each entry of the event part stands, ``file:line``, by id."""
    files = [*codebook.files("events"), *codebook.files("operators.yaml")]
    found: dict[str, str] = {}
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf8").splitlines(), 1):
            if named := _ID.match(line):
                found[named[1]] = f"{file}:{number}"
    return found
