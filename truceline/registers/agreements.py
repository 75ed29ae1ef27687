"""A reading in, the register of agreements out: one record a deal, provision, or step of its life.

Three readings make drafts: a noun of a deal with the verb that tells its step ("signed a truce"),
a promise whose infinitive is the deal ("agreed to withdraw"), and a clause that lays down what an
agreed text provides ("under the accord all prisoners must be freed"). Drafts are then folded.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import msgspec
from spacy.tokens import Token

from truceline.codebook import Codebook
from truceline.codebook.words import words
from truceline.language.syntax import is_verb
from truceline.records import Agreement
from truceline.registers.agreements_drafts import Draft, fold, main
from truceline.registers.agreements_naming import WORDS, is_deal
from truceline.registers.agreements_nouns import read_again, read_noun
from truceline.registers.agreements_provisions import read_nominal, read_peace, read_promise, read_provisions
from truceline.registers.reading import Reading


def find_agreements(reading: Reading) -> tuple[Agreement, ...]:
    """The agreements of ``reading``, with their provisions, in the order of the text."""
    folded: list[Draft] = []
    consumed: set[int] = set()
    for token in reading.parsed.words_of(_telling(reading.codebook)):
        if token.i in consumed:
            continue
        for draft in _read(reading, token, folded):
            consumed |= _consumed(reading, draft)
            fold(folded, draft)
    return tuple(d.record for d in _complete(reading, folded))


@lru_cache(maxsize=16)
def _telling(codebook: Codebook) -> frozenset[str]:
    """The lemmas by which an agreement can be told at all: only these words are looked at."""
    lexicon = words(codebook, WORDS)
    kept = ("truce", "deal", "loose", "provided", "stands_for", "agree", "provide", "provision")
    peace = frozenset(phrase.partition("_")[0] for phrase in lexicon["peace"])
    return peace.union(*(lexicon[name] for name in kept))


def _read(reading: Reading, token: Token, folded: list[Draft]) -> list[Draft]:
    """What ``token`` tells of, in the light of what was told before it."""
    lexicon = words(reading.codebook, WORDS)
    running = main(folded) or (folded[-1] if folded else None)
    if is_verb(token):
        provisions = read_provisions(reading, token, running)
        if provisions and token.lemma_ in lexicon["provide"]:
            return provisions  # "the pact commits the rebels to disarm" is no promise of the pact
        promise = read_promise(reading, token) if token.lemma_ in lexicon["agree"] else None
        promise = promise or read_peace(reading, token)
        return [promise] if promise else provisions
    if folded and token.lower_ in lexicon["stands_for"]:
        again = read_again(reading, token, folded)
        return [again] if again else []
    if token.pos_ not in ("NOUN", "PROPN"):
        return []
    provided = read_nominal(reading, token, running) if token.lemma_ in lexicon["provided"] else None
    found = provided or (read_noun(reading, token) if is_deal(token, reading) else None)
    return [found] if found else []


def _consumed(reading: Reading, draft: Draft) -> set[int]:
    """Tokens that ``draft`` has used up: one trigger makes one record."""
    start, end = draft.record.evidence.start, draft.record.evidence.end
    if not (draft.provision or is_verb(draft.trigger)):
        return {draft.trigger.i}
    lexicon = words(reading.codebook, WORDS)
    deals = lexicon["truce"] | lexicon["deal"] | lexicon["loose"] | lexicon["provision"] | lexicon["provided"]
    return {t.i for t in draft.trigger.subtree if t.lemma_.lower() in deals and start <= t.idx < end}


def _complete(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Give the main agreement, and steps that point at it, the parties and brokers told elsewhere."""
    leading = main(drafts)
    talks = reading.done.talks
    convenors = next((t.convenors for t in talks if t.convenors), ())
    done = []
    for draft in drafts:
        record = draft.record
        if draft is leading:
            record = msgspec.structs.replace(
                record,
                parties=record.parties or reading.scene.cast.parties,
                brokers=record.brokers or convenors,
            )
        elif draft.definite and not record.parties:
            record = msgspec.structs.replace(record, parties=reading.scene.cast.parties)
        done.append(replace(draft, record=record))
    return done
