"""A reading in, the register of positions out: who backs, opposes, mediates or guarantees whom or what.

Verbs ("which back Assad"), nouns ("an ally of the Houthis", "rebel supporter Ankara"), predicates
("opposed to the deal") and compounds ("Iran-backed rebels") each give a mention; one record a stance.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from truceline.codebook.words import words
from truceline.language.syntax import governors, is_negated, is_verb, modal
from truceline.records import Position, Reason
from truceline.registers.position_nouns import from_compound, from_office, from_role, from_sides, from_support
from truceline.registers.position_verbs import told_by_verb
from truceline.registers.reading import Reading
from truceline.registers.stances import WORDS, Lexicon, Mention, Toward


def find_positions(reading: Reading) -> tuple[Position, ...]:
    """The positions that ``reading`` states as facts, each once, in the order of the text."""
    lexicon = words(reading.codebook, WORDS)
    found: list[Position] = []
    for token in reading.parsed.doc:
        for mention in _read(reading, token, lexicon):
            record = _record(reading, mention, lexicon)
            if record and not any(_repeats(record, known) for known in found):
                found.append(record)
    return tuple(found)


def _read(reading: Reading, token: Token, lexicon: Lexicon) -> Iterator[Mention]:
    if not token.dep_:
        return
    if is_verb(token):
        if not _is_accusation(token, lexicon):
            found = told_by_verb(reading, token, lexicon)
            yield from [found] if found else []
    elif token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() in _roles(lexicon):
        yield from from_role(reading, token, lexicon)
    elif token.pos_ == "NOUN" and token.lemma_ in lexicon["mediator"] | lexicon["guarantor"]:
        yield from from_office(reading, token, lexicon)
    elif token.pos_ == "NOUN" and token.lemma_ in _support(lexicon):
        yield from from_support(reading, token, lexicon)
    elif token.lower_ == "sides" and token.tag_ == "NNS":
        yield from from_sides(reading, token, lexicon)
    if "-" in token.text and len(token) > 1:
        yield from from_compound(reading, token, lexicon)


def _roles(lexicon: Lexicon) -> frozenset[str]:
    return lexicon["backer"] | lexicon["opponent"] | lexicon["client"]


def _support(lexicon: Lexicon) -> frozenset[str]:
    return lexicon["support"] | lexicon["opposition"] | lexicon["cause"]


def _is_accusation(verb: Token, lexicon: Lexicon) -> bool:
    """Whether it is only what somebody is accused of: "accused of arming the militia"."""
    return verb.dep_ == "pcomp" and verb.head.head.lemma_ in lexicon["accuse"]


def _record(reading: Reading, mention: Mention, lexicon: Lexicon) -> Position | None:
    targets = {t.name for t in mention.toward if not isinstance(t, str)}
    actors = tuple(a for a in mention.actors if a.name not in targets)  # "A fights alongside B"
    if not actors or _is_question(reading, mention.word):
        return None
    word = mention.word
    reason = Reason(
        rule=f"positions.{mention.stance}", words=word.text, start=word.idx, end=word.idx + len(word)
    )
    stance = mention.stance
    status, why = reading.status(word) if is_verb(word) else ("asserted", ())
    if status == "negated" and stance == "backs" and is_negated(word):
        stance, status = "opposes", "asserted"  # who does not back a deal is against it
    announced = status == "planned" and (
        modal(word) in ("will", "would") or _is_meant(reading, word, lexicon)
    )
    if status not in ("asserted", "historical") and not announced:
        return None
    span = reading.quote(*mention.evidence) if mention.evidence else reading.clause(word)
    return Position(
        evidence=span,
        actors=actors,
        stance=stance,
        toward=mention.toward,
        status=status,
        why=(reason, *why),
    )


def _is_question(reading: Reading, word: Token) -> bool:
    sentence = reading.parsed.sentence_of(word)
    return any(t.text == "?" for t in word.doc[word.i : sentence.end])


def _is_meant(reading: Reading, verb: Token, lexicon: Lexicon) -> bool:
    """ "vowed to veto the plan", "sent fighters to prop up the army": who means it has the stance."""
    for above, step in governors(verb, "xcomp", "advcl", "acl", "pcomp", "prep", "conj"):
        if is_verb(above) and step in ("xcomp", "advcl", "acl", "pcomp", "prep", "ccomp"):
            means = above.lemma_ in lexicon["commits"] or (
                step != "xcomp" and above.lemma_ in lexicon["gives"]
            )
            return means and reading.happened(above)
    return False


def _repeats(record: Position, known: Position) -> bool:
    """Whether ``record`` says again what ``known`` says."""
    names = {a.name for a in record.actors}
    return (
        record.stance == known.stance
        and names <= {a.name for a in known.actors}
        and _names(record.toward) <= _names(known.toward)
    )


def _names(toward: Toward) -> set[str]:
    return {t if isinstance(t, str) else t.name for t in toward}
