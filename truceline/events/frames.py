"""Codebook in, index out: for each word its operators and its readings, the most specific first.

Specificity decides between readings, never the order of a file: each condition counts by its
strictness (a word more than a class, a class more than ``party``, that more than ``any``), and of two
that count the same the one with the smaller classes speaks first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from spacy.tokens import Token

from truceline.codebook import SHIPPED, Codebook
from truceline.codebook.entries import (
    Cameo,
    Context,
    Frame,
    NounClass,
    Operator,
    Plover,
    VerbFamily,
    When,
    words,
)
from truceline.mentions.lexicon import Role

E = TypeVar("E", Frame, Operator)
_WORD_WEIGHT, _CLASS_WEIGHT, _PARTY_WEIGHT, _ANY_WEIGHT = 4, 3, 2, 1
_GROUPS = {
    "cooperative": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"),
    "hostile": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}


@dataclass(frozen=True)
class Nouns:
    """The noun classes, by name."""

    classes: dict[str, frozenset[str]]
    never: dict[str, frozenset[str]]
    titles: frozenset[str]  # classes whose words stand before names too

    def __contains__(self, name: str) -> bool:
        return name in self.classes

    def words(self, name: str) -> frozenset[str]:
        """The nouns of class ``name``; of a word that names no class, the word itself."""
        return self.classes.get(name) or frozenset((name,))


@dataclass(frozen=True)
class Index:
    """The event part of a codebook, ready to be asked."""

    nouns: Nouns
    verbs: dict[str, tuple[Frame, ...]]  # by lemma, particle included: "call off"
    event_nouns: dict[str, tuple[Frame, ...]]
    operators: dict[str, tuple[Operator, ...]]
    everywhere: tuple[Operator, ...]  # operators over any verb
    moods: tuple[Operator, ...]  # modals and negation
    types: dict[str, Plover]
    scores: dict[str, Cameo]
    contexts: dict[str, frozenset[str]]  # the words that tell each

    def knows(self, lemma: str) -> bool:
        """Whether a verb of this lemma stands in the codebook."""
        return lemma in self.verbs or lemma in self.operators

    def lemma(self, token: Token) -> str:
        """The lemma of ``token``; where the model's is unknown, a known one that its form allows."""
        lemma = token.lemma_.lower()
        if token.pos_ != "VERB" or self.knows(lemma):
            return lemma
        return next((s for s in _stems(token.lower_, lemma) if self.knows(s)), lemma)


def _stems(form: str, lemma: str) -> Iterator[str]:
    """What an inflected form may come from, where the model's lemma is no verb: "readmitted"."""
    yield lemma + "e"
    for ending in ("ed", "ing"):
        if form.endswith(ending):
            stem = form.removesuffix(ending)
            yield from (stem, stem + "e")
            if stem[-1:] == stem[-2:-1]:
                yield stem[:-1]


def result(operator: Operator, beneath: str) -> str | None:
    """What ``operator`` makes of a meaning: its type first, then its group, then ``any``."""
    if beneath in operator.map:
        return operator.map[beneath]
    for group, types in _GROUPS.items():
        if beneath in types and group in operator.map:
            return operator.map[group]
    if beneath in ("unknown", "nothing", "obligation", "responsibility"):
        return {"unknown": "pass", "nothing": "nothing"}.get(beneath, operator.map.get("any"))
    return operator.map.get("any")


@lru_cache(maxsize=8)
def load_index(codebook: Codebook = SHIPPED) -> Index:
    """Compile the frames, operators and classes of ``codebook``; raises CannotStart with file:line."""
    nouns = load_nouns(codebook)
    frames = codebook.entries("events", Frame)
    operators = codebook.entries("operators.yaml", Operator)
    families = {f.id: f.lemma for f in codebook.entries("verbs.yaml", VerbFamily)}
    return Index(
        nouns=nouns,
        verbs=_by_word(frames, lambda f: verbs_of(f, families), nouns),
        event_nouns=_by_word(frames, lambda f: words(f.noun), nouns),
        operators=_by_word(
            (o for o in operators if words(o.lemma) != ("any",)), lambda o: words(o.lemma), nouns
        ),
        everywhere=tuple(o for o in operators if words(o.lemma) == ("any",)),
        moods=tuple(o for o in operators if not o.lemma),
        types={t.id: t for t in codebook.entries("types.yaml", Plover)},
        scores={c.id: c for c in codebook.entries("cameo.yaml", Cameo)},
        contexts={c.id: frozenset(c.words) for c in codebook.entries("contexts.yaml", Context)},
    )


@lru_cache(maxsize=8)
def load_nouns(codebook: Codebook = SHIPPED) -> Nouns:
    """The noun classes of ``codebook``."""
    entries = codebook.entries("nouns.yaml", NounClass)
    roles = codebook.entries("actors/roles.yaml", Role)
    classes = {e.id: frozenset(e.nouns) for e in entries}
    # whoever has a role can act: what the actors' files call people is not listed twice
    people = frozenset(w for role in roles for w in role.words if " " not in w)
    return Nouns(
        classes | {"party": classes.get("party", frozenset()) | people},
        {e.id: frozenset(e.never) for e in entries if e.never},
        frozenset(e.id for e in entries if e.titles),
    )


def verbs_of(frame: Frame, families: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The lemmas of ``frame``, those of its families included, each once."""
    shared = (lemma for family in words(frame.verbs) for lemma in families.get(family, ()))
    return tuple(dict.fromkeys([*words(frame.lemma), *shared]))


def _by_word(
    entries: Iterable[E], key: Callable[[E], tuple[str, ...]], nouns: Nouns
) -> dict[str, tuple[E, ...]]:
    found: dict[str, list[E]] = {}
    for entry in entries:
        for word in key(entry):
            found.setdefault(word, []).append(entry)
    return {w: tuple(sorted(es, key=lambda e: specificity(e.when, nouns))) for w, es in found.items()}


def specificity(when: When, nouns: Nouns) -> tuple[int, int]:
    """A sort key: the more and the stricter the conditions, the smaller."""
    weight = size = 0
    for field in When.__struct_fields__:
        value = getattr(when, field)
        if value is None or value == ():
            continue
        named = words(value) if isinstance(value, str | tuple) else ()
        strictest, members = _strictness(field, named, nouns)
        weight += strictest
        size += members
    return -weight, size


def _strictness(field: str, named: tuple[str, ...], nouns: Nouns) -> tuple[int, int]:
    if field in ("clause", "passive", "own_deed", "dative", "parties", "without"):
        return _ANY_WEIGHT, 0
    if field == "called":
        return _CLASS_WEIGHT, 0
    if field in ("negated", "beside", "object_mod", "anywhere"):
        return _WORD_WEIGHT, 0
    loosest, size = _WORD_WEIGHT, 0
    for name in named:
        name = name.partition(" ")[2] if field == "phrase" else name
        if name in ("any", "none"):
            loosest = _ANY_WEIGHT
        elif name == "party":
            loosest = min(loosest, _PARTY_WEIGHT)
        elif name in nouns:
            loosest = min(loosest, _CLASS_WEIGHT)
        size += len(nouns.words(name))
    return loosest, size
