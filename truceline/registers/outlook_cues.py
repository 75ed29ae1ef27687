"""A word in, the fear, hope, doubt, threat or forecast that it names out: "they fear", "hopes are fading"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from truceline.language.syntax import (
    agents,
    children,
    is_negated,
    is_passive,
    is_verb,
    modal,
    prepositions,
)
from truceline.records import Actor
from truceline.records.registers import OutlookKind
from truceline.registers.outlook_drafts import OPEN_MODALS, Draft, Lexicon, is_infinitive, named
from truceline.registers.reading import Reading
from truceline.registers.roles import who
from truceline.registers.speakers import people, speakers

_SELF = ("it", "they", "we", "he", "she", "i")
_OWN = ("his", "her", "its", "their", "our", "my")
_HARDLY_ANYBODY = ("few", "nobody", "none", "neither")
_HOPED = ("ccomp", "xcomp", "prep", "advcl")
_NOT_HELD = ("hypothetical", "planned", "called_for", "denied")
_COMPLEMENTS = ("ccomp", "xcomp", "dobj", "prep", "advcl", "acl", "oprd")


def from_cue(reading: Reading, token: Token, lexicon: Lexicon) -> Draft | None:
    """A verb or an adjective that says whose fear, hope or doubt it is: "diplomats fear"."""
    spoken = is_verb(token) and _is_spoken(reading, token)
    acts = is_verb(token) and token.dep_ != "acomp"
    kind = _kind_of_verb(token, lexicon, spoken=spoken) if acts else _kind_of_adjective(token, lexicon)
    if (kind is None or kind == "warning") and is_verb(token) and token.lemma_ in lexicon["vow"]:
        kind = "threat" if _vows_harm(reading, token, lexicon) else kind
    if kind is None:
        return None
    verb = token if acts else token.head
    spoken = _is_spoken(reading, token)
    below = token.children if verb is token else (*token.children, *verb.children)
    alone = not spoken and not any(_completes(c) and c.i != token.i for c in below)
    if alone and not _stands_alone(reading, verb, kind, lexicon):
        return None
    if kind == "warning" and (_is_order(token, lexicon) or _is_loss(token)):
        return None
    kind = _turned(kind, verb)
    blind = modal(verb) in ("can", "could") and is_negated(verb) and kind == "doubt"  # "cannot foresee peace"
    if kind is None or (not blind and reading.status(verb)[0] in _NOT_HELD):
        return None
    harms = any(c.lemma_ in lexicon["hostile"] for c in children(verb, "xcomp", "ccomp"))
    if verb.lemma_ in lexicon["threat"] and not harms and not who(reading, agents(verb)):
        return Draft(token, "warning", "cue", speakers(reading, verb))  # "the war threatens to spread"
    if token.lower_ in lexicon["impersonal"]:  # "officers say that it is unlikely to hold"
        return Draft(token, kind, "cue", speakers(reading, token))
    return Draft(token, kind, "cue", _holder(reading, verb))


def _completes(word: Token) -> bool:
    return word.dep_ in _COMPLEMENTS or _is_so(word)


def _is_so(word: Token) -> bool:
    """The complement of "I hope so"."""
    return word.lower_ == "so" and word.dep_ == "advmod"


def _stands_alone(reading: Reading, verb: Token, kind: OutlookKind, lexicon: Lexicon) -> bool:
    """ "The rebels are optimistic"; "the outcome remains uncertain"."""
    if kind not in ("hope", "doubt"):
        return False
    open_still = any(s.lemma_ in lexicon["open"] for s in children(verb, "nsubj"))
    return (verb.lemma_ == "be" and bool(who(reading, agents(verb)))) or (kind == "doubt" and open_still)


def _is_order(verb: Token, lexicon: Lexicon) -> bool:
    """ "warned the crew to stay away" tells somebody what to do, unless it says of what."""
    told = [c for c in children(verb, "xcomp", "advcl") if is_infinitive(c)]
    if verb.lemma_ not in lexicon["told_off"] or not told or children(verb, "ccomp"):
        return False
    return not named(t for c in told for t in c.subtree) & lexicon["dire"]


def _is_loss(verb: Token) -> bool:
    """ "Twelve are feared dead" counts the dead."""
    return is_passive(verb) and any(c.pos_ == "ADJ" for c in children(verb, "oprd", "acomp"))


def _kind_of_verb(verb: Token, lexicon: Lexicon, *, spoken: bool) -> OutlookKind | None:
    kinds: tuple[OutlookKind, ...] = ("warning", "hope", "doubt", "forecast", "threat")
    kind = next((k for k in kinds if verb.lemma_ in lexicon[k]), None)
    if kind == "forecast" and (is_passive(verb) or not children(verb, "ccomp", "xcomp", "dobj")):
        return None
    if kind == "hope" and any(is_infinitive(c) and c.lemma_ in lexicon["negotiates"] for c in verb.children):
        return None  # "hoping to hammer out a deal" tells how far the talks are
    if kind == "hope" and not any(c.dep_ in _HOPED or _is_so(c) for c in verb.children):
        return None
    if kind == "warning" and verb.lemma_ in lexicon["told_off"] and not spoken and not _warns_of(verb):
        return None
    if kind == "doubt" and verb.lemma_ == "question" and not children(verb, "ccomp"):
        return "doubt" if named(children(verb, "dobj")) & lexicon["questioned"] else None
    if kind == "forecast" and any(c.lower_ == "did" for c in children(verb, "aux")):
        return None  # "I did not expect him" is a surprise
    if kind == "forecast" and not children(verb, "ccomp", "xcomp"):
        awaited = named(t for o in children(verb, "dobj") for t in o.subtree)
        return (
            "forecast"
            if is_negated(verb) or awaited & (lexicon["dire"] | lexicon["bright"] | lexicon["awaited"])
            else None
        )
    if kind == "threat":
        # "threatens the deal" is what a thing does; somebody threatens to do something
        menaces = named(children(verb, "dobj")) & lexicon["menace"]
        return "threat" if menaces or children(verb, "xcomp", "ccomp", "prep", "advcl") else None
    few = any(s.lower_ in _HARDLY_ANYBODY for s in children(verb, "nsubj"))
    if kind is None and verb.lemma_ in lexicon["thinks"] and (_unlikely(verb, lexicon) or few):
        return "forecast" if few else "doubt"  # turned into a doubt by "few"
    if kind is None and f"{verb.lemma_}_{_particle(verb)}" in lexicon["hope"]:
        return "hope"
    if kind is None and verb.lemma_ in lexicon["thinks"] and _thinks_ahead(verb, lexicon):
        return "forecast"
    return kind


def _unlikely(verb: Token, lexicon: Lexicon) -> bool:
    """ "think it unlikely that", "consider a deal impossible"."""
    below = [c for b in children(verb, "ccomp", "oprd", "acomp", "dobj", "xcomp") for c in (b, *b.children)]
    return any(c.pos_ == "ADJ" and c.lower_ in lexicon["doubt_adjective"] for c in below)


def _thinks_ahead(verb: Token, lexicon: Lexicon) -> bool:
    """Whether what is believed is still to come: "believe that neither side could", "that war is likely"."""
    below = children(verb, "ccomp")
    likely = any(c.lower_ in lexicon["likely"] for b in below for c in children(b, "acomp", "oprd"))
    return likely or any(modal(c) in OPEN_MODALS for c in below)


def _particle(verb: Token) -> str:
    """The adverb behind ``verb``: "forward" of "look forward"."""
    return next((c.lower_ for c in children(verb, "advmod", "prt") if c.i > verb.i), "")


def _warns_of(verb: Token) -> bool:
    """Whether it is told what the warning is of: "warned the army" alone says nothing of it."""
    phrases = prepositions(verb)
    return bool(
        children(verb, "ccomp", "xcomp") or any(p in phrases for p in ("of", "against", "about", "over"))
    )


def _vows_harm(reading: Reading, verb: Token, lexicon: Lexicon) -> bool:
    """ "vowed to avenge", "said it would retaliate": the speaker is who will do it."""
    conditional = any(t.dep_ == "mark" and t.lower_ in ("if", "unless") for t in verb.subtree)
    for below in children(verb, "xcomp", "ccomp", "advcl"):
        harms = below.lemma_ in lexicon["hostile"]
        if is_infinitive(below) and verb.lemma_ in lexicon["swears"] | lexicon["promises"]:
            sworn = verb.lemma_ in lexicon["swears"] and (harms or conditional)
            if sworn or below.lemma_ in lexicon["harm"]:
                return True
        if not harms or below.dep_ == "advcl":
            continue
        own = any(_is_own(reading, s, verb) for s in children(below, "nsubj"))
        if own and modal(below) in ("will", "would") and (conditional or below.lemma_ in lexicon["harm"]):
            return True
    return False


def _is_own(reading: Reading, subject: Token, verb: Token) -> bool:
    """Whether the speaker is meant: "it", "his army", the country for which the speaker speaks."""
    if subject.lower_ in _SELF or any(c.lower_ in _OWN for c in children(subject, "poss")):
        return True
    mine, theirs = who(reading, agents(verb)), who(reading, [subject])
    names = {n for a in mine for n in (a.name, reading.scene.cast.principal(a).name)}
    return any(
        a.name in names or (a.kind == "state" and a.country in {m.country for m in mine}) for a in theirs
    )


def _kind_of_adjective(token: Token, lexicon: Lexicon) -> OutlookKind | None:
    if token.lower_ in lexicon["likely"] and any(_is_ahead(c, lexicon) for c in children(token, "xcomp")):
        return "forecast"
    if token.dep_ not in ("acomp", "oprd") and not (token.pos_ == "ADJ" and token.dep_ in ("conj", "ROOT")):
        return None
    unsure = is_negated(token.head) or any(c.lower_ == "far" for c in (*token.lefts, *token.head.children))
    if token.lower_ in lexicon["sure"] and unsure:
        return "hope"  # turned into a doubt by its negation
    kinds: tuple[OutlookKind, ...] = ("warning", "hope", "doubt")
    return next((k for k in kinds if token.lower_ in lexicon[f"{k}_adjective"]), None)


def _is_ahead(verb: Token, lexicon: Lexicon) -> bool:
    """Whether "is likely to" goes on with an outcome and not with an appointment."""
    return verb.lemma_ not in lexicon["appointment"] | lexicon["negotiates"]


def _turned(kind: OutlookKind, verb: Token) -> OutlookKind | None:
    """The kind under a negation: who does not expect it doubts it; who does not fear it says nothing."""
    few = any(s.lower_ in _HARDLY_ANYBODY for s in children(verb, "nsubj"))
    if not (is_negated(verb) or few):
        return kind
    return "doubt" if kind in ("hope", "forecast") else "hope" if kind == "doubt" else None


def _is_spoken(reading: Reading, token: Token) -> bool:
    """Whether the cue governs what is said: '…, analysts warned'."""
    return token.idx in reading.cues


def _holder(reading: Reading, verb: Token) -> tuple[Actor, ...]:
    """Whose outlook it is: the subject, the speaker where that is "we", nobody where it is "it"."""
    heads = agents(verb)
    own = [h for h in heads if h.lower_ not in ("it", "there", "this", "that", "which")]
    found = people(reading, own)
    if own and found:
        return found
    ours = any(h.lower_ in ("i", "we") for h in own)
    return () if own and not ours else speakers(reading, verb)


def from_noun(reading: Reading, token: Token, lexicon: Lexicon) -> Draft | None:
    """ "voiced doubts about", "raising fears of", "a glimmer of hope", "there is a risk that"."""
    kinds: tuple[OutlookKind, ...] = ("warning", "hope", "doubt")
    kind = next((k for k in kinds if token.pos_ == "NOUN" and token.lemma_ in lexicon[f"{k}_noun"]), None)
    if kind is None or token.dep_ in ("compound", "nmod"):
        return None
    verb = _carrier(token)
    borne = bool(set(_bears(token))) or (verb is not None and bool(children(verb, "ccomp")))
    if verb is None or not (borne or token.lemma_ in ("hope", "fear", "doubt", "scepticism")):
        return None
    if token.lemma_ == "question" and verb.lemma_ not in ("raise", "pose"):
        return None
    if verb.lemma_ in lexicon["dashes"]:
        kind = "doubt" if kind == "hope" else None
    elif verb.lemma_ not in lexicon["raises"] and not (
        verb.lemma_ in lexicon["seems"] and token.dep_ == "nsubj"
    ):
        return None
    said = children(verb, "acomp", "oprd") if token.dep_ == "nsubj" else []
    slight = any(c.lower_ in lexicon["slight"] for c in (*token.children, *said))
    if kind == "hope" and slight and not any(c.lower_ == "a" for c in token.children):
        kind = "doubt"  # "little hope"
    kind = _turned(kind, verb) if kind else None
    if kind is None or reading.status(verb)[0] in (
        "hypothetical",
        "planned",
        "called_for",
        "denied",
        "negated",
    ):
        return None
    says = verb.lemma_ in lexicon["says"] and token.i > verb.i
    by = (
        (people if verb.lemma_ in lexicon["speaks"] else who)(reading, agents(verb))
        if says
        else people(reading, children(token, "poss")) or speakers(reading, token)
    )
    return Draft(token, kind, "noun", by)


def _bears(noun: Token) -> Iterator[Token]:
    """What the fear or hope is of: a clause, or a phrase with of, for, about, over, on."""
    yield from children(noun, "acl", "ccomp", "relcl")
    for preposition, heads in prepositions(noun).items():
        if preposition in ("of", "for", "to", "about", "over", "on", "that"):
            yield from heads


def _carrier(noun: Token) -> Token | None:
    """The verb that brings ``noun`` up: of its clause, through "a glimmer of hope"."""
    head = noun
    for _ in range(3):
        above = head.head.head if head.dep_ == "pobj" and head.head.lower_ in ("of", "to", "for") else None
        if above is None or above.pos_ != "NOUN":
            break
        head = above
    above = head.head.head if head.dep_ == "pobj" else head.head
    of_verb = head.dep_ in ("dobj", "nsubj", "nsubjpass", "attr", "pobj") and is_verb(above)
    return above if of_verb else None
