"""Mentions of deals in, records out: one draft a mention, folded into one a deal and step."""

from __future__ import annotations

from dataclasses import dataclass, replace

import msgspec
from spacy.tokens import Token

from truceline.records import Agreement, Date, Place
from truceline.registers.lifecycle import modifiers
from truceline.registers.roles import distinct

_LIFE = ("in force", "extended", "suspended", "collapsed", "expired", "rejected")


@dataclass(frozen=True)
class Draft:
    """One mention read; ``definite`` points back, ``past`` at a deal before this one."""

    record: Agreement
    trigger: Token
    definite: bool = False
    past: bool = False
    caption: bool = False
    provision: bool = False


def main(drafts: list[Draft]) -> Draft | None:
    """The agreement that the article is about: the first one that is agreed, now, in the body."""
    good = (d for d in drafts if not d.past and not d.caption and not d.provision)
    return next((d for d in good if d.record.status in ("agreed", "in force", "extended")), None)


def fold(drafts: list[Draft], draft: Draft) -> None:
    """Add ``draft`` to the record that it tells again, or open a new one."""
    for number in reversed(range(len(drafts))):
        if _same(drafts[number], draft):
            drafts[number] = _merge(drafts[number], draft)
            return
    drafts.append(draft)


def _same(old: Draft, new: Draft) -> bool:
    """Whether ``new`` tells again of ``old``: an old step, or the day on which it takes effect."""
    if new.provision and old.provision:
        return old.record.kind == new.record.kind and _joined(old.trigger, new.trigger)
    if new.provision or old.provision or old.past != new.past or old.caption != new.caption:
        return False
    if not _compatible(old.record.kind, new.record.kind) or _apart(old.record.date, new.record.date):
        return False
    if old.trigger.pos_ in ("PRON", "DET") and new.record.date:
        return False  # "it collapsed", then "the truce declared in May"
    if _is_new(new.trigger) and _apart(_begun(old.record), _begun(new.record)):
        return False
    if _by_other_names(old.trigger, new.trigger):
        return False
    if not new.definite and _on_other_days(old.record.date, new.record.date):
        return False
    if old.record.places and new.record.places and not _shared(old.record.places, new.record.places):
        return False
    parties = {a.name for a in old.record.parties}, {a.name for a in new.record.parties}
    if all(parties) and not parties[0] & parties[1] and not new.definite:
        return False
    if old.record.status == new.record.status:
        if not _is_new(new.trigger):
            return True
        alike = old.record.kind == new.record.kind and not new.record.date
        return alike or not _is_new(old.trigger)
    talked = ("proposed", "under negotiation")
    if old.record.status in talked and new.record.status in talked:
        return True
    return new.definite and new.record.status not in _LIFE


def _joined(old: Token, new: Token) -> bool:
    """ "will be cantoned and then absorbed into the army": one provision in two verbs."""
    while new.dep_ == "conj" and new.i != old.i:
        new = new.head
    return new.i == old.i


def _by_other_names(old: Token, new: Token) -> bool:
    """ "the harvest truce", "the school truce": two names, two deals."""
    beside = ([c for c in t.children if c.dep_ == "compound" and c.i < t.i] for t in (old, new))
    named = [{c.lemma_.lower() for c in names} - _PLAIN for names in beside]
    return all(named) and not named[0] & named[1]


# Names that any deal may go by.
_PLAIN = frozenset({"peace", "ceasefire", "cease-fire", "truce", "draft", "framework", "agreement"})


def _begun(record: Agreement) -> Date | None:
    return record.date or record.from_


def _is_new(noun: Token) -> bool:
    """ "a paper", "a peace accord": two of these are two deals."""
    return bool(modifiers(noun) & {"a", "an", "another"})


def _compatible(old: str | None, new: str | None) -> bool:
    general = (None, "peace agreement", "framework")
    return old == new or old in general or new in general


def _apart(old: Date | None, new: Date | None) -> bool:
    """Whether two dates cannot be of one deal: other months, or a day that nobody can place."""
    if old is None or new is None:
        return False
    if not (old.value and new.value):
        return old.text != new.text and "unresolved" in (old.precision, new.precision)
    return old.value[:7] != new.value[:7]


def _on_other_days(old: Date | None, new: Date | None) -> bool:
    precise = old is not None and new is not None and old.precision == new.precision == "day"
    return bool(precise and old and new and old.value != new.value)


def _shared(old: tuple[Place, ...], new: tuple[Place, ...]) -> bool:
    return bool({p.name for p in old} & {p.name for p in new})


def _merge(old: Draft, new: Draft) -> Draft:
    a, b = old.record, new.record
    merged = msgspec.structs.replace(
        a,
        kind=a.kind or b.kind,
        parties=a.parties or b.parties,
        brokers=distinct((*a.brokers, *b.brokers)),
        date=a.date or b.date,
        from_=a.from_ or b.from_,
        until=a.until or b.until,
        places=a.places or b.places,
        zones=a.zones or b.zones,
        why=(*a.why, *b.why),
    )
    return replace(old, record=merged)
