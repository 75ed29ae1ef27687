"""A reading in, the outlook out: what is feared, hoped, doubted, threatened or foreseen, and by whom.

Cues ("analysts fear", "cast doubt on", "hopes are fading"), what a speaker says may or will happen,
and conditions ("if the talks fail"): one record a sentence, whose evidence is that sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import msgspec
from spacy.tokens import Token

from truceline.codebook.words import words
from truceline.events.attribution import source_of
from truceline.language.parse import Sentence
from truceline.language.syntax import (
    agents,
    children,
    governors,
    is_negated,
    is_passive,
    is_verb,
    modal,
    particle_keys,
    prepositions,
)
from truceline.records import Actor, Attribution, Outlook, Reason, Span
from truceline.records.registers import OutlookKind
from truceline.registers.conditions import clause_of, condition_of, opening
from truceline.registers.reading import Reading
from truceline.registers.roles import who
from truceline.registers.speakers import people, source_parties, speakers

_WORDS = "registers/outlook.yaml"
_LONGEST = 400  # characters of evidence
_OPEN_MODALS = ("will", "would", "could", "may", "might", "can", "wo", "shall")
_PLAIN = ("if", "unless", "should", "were")
_SELF = ("it", "they", "we", "he", "she", "i")
_OWN = ("his", "her", "its", "their", "our", "my")
_HARDLY_ANYBODY = ("few", "nobody", "none", "neither")
_COMPLEMENTS = ("ccomp", "xcomp", "dobj", "prep", "advcl", "acl", "oprd")
Lexicon = dict[str, frozenset[str]]


class _Draft(NamedTuple):
    """An outlook as one word tells it."""

    cue: Token
    kind: OutlookKind
    rule: str
    by: tuple[Actor, ...]


def find_outlook(reading: Reading) -> tuple[Outlook, ...]:
    """The outlook of ``reading``, one record a sentence at most, in the order of the text."""
    lexicon = words(reading.codebook, _WORDS)
    found: list[Outlook] = []
    for sentence in reading.parsed.sentences:
        if not sentence.parsed or sentence.kind in ("caption", "heading"):
            continue
        if _named(reading.parsed.span_of(sentence)) & lexicon["elsewhere"]:
            continue
        draft = _read(reading, sentence, lexicon)
        if draft is None:
            continue
        record = _record(reading, draft, sentence, lexicon)
        joined = _joined(reading, found[-1], record) if found else None
        found[-1:] = [joined] if joined else [*found[-1:], record]
    return tuple(found)


def _joined(reading: Reading, before: Outlook, after: Outlook) -> Outlook | None:
    """One record of two neighbouring sentences in which one speaker says one kind of thing."""
    start, end = before.evidence.start, after.evidence.end
    same = before.kind == after.kind and {a.name for a in before.by} == {a.name for a in after.by} != set()
    between = reading.parsed.article.text[before.evidence.end : after.evidence.start]
    if not same or end - start > _LONGEST or any(c.isalnum() for c in between):
        return None
    evidence = Span.cut(reading.parsed.article.text, start, end)
    condition = before.condition or after.condition
    return msgspec.structs.replace(before, evidence=evidence, condition=condition)


def _read(reading: Reading, sentence: Sentence, lexicon: Lexicon) -> _Draft | None:
    tokens = list(reading.parsed.doc[sentence.start : sentence.end])
    for way in (_cue, _noun, _doubted, _foretold):
        for token in tokens:
            draft = way(reading, token, lexicon)
            if draft is not None:
                return draft
    return _supposed(reading, sentence, lexicon) or _idiom(reading, sentence, lexicon)


def _record(reading: Reading, draft: _Draft, sentence: Sentence, lexicon: Lexicon) -> Outlook:
    cue = draft.cue
    reason = Reason(rule=f"outlook.{draft.rule}", words=cue.text, start=cue.idx, end=cue.idx + len(cue))
    return Outlook(
        evidence=_evidence(reading, draft, sentence),
        kind=draft.kind,
        by=draft.by,
        condition=condition_of(reading, sentence),
        why=(reason,),
    )


def _evidence(reading: Reading, draft: _Draft, sentence: Sentence) -> Span:
    span = reading.quote(sentence.start, sentence.end)
    if len(span.text) <= _LONGEST:
        return span
    return reading.clause(draft.cue if is_verb(draft.cue) else draft.cue.head)


# Cues


def _cue(reading: Reading, token: Token, lexicon: Lexicon) -> _Draft | None:
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
    alone = not spoken and not any(c.dep_ in _COMPLEMENTS and c.i != token.i for c in below)
    if alone and not _stands_alone(reading, verb, kind, lexicon):
        return None
    if kind == "warning" and (_is_order(token, lexicon) or _is_loss(token)):
        return None
    kind = _turned(kind, verb)
    if kind is None or reading.status(verb)[0] in ("hypothetical", "planned", "called_for", "denied"):
        return None
    harms = any(c.lemma_ in lexicon["hostile"] for c in children(verb, "xcomp", "ccomp"))
    if verb.lemma_ in lexicon["threat"] and not harms and not who(reading, agents(verb)):
        return _Draft(token, "warning", "cue", speakers(reading, verb))  # "the war threatens to spread"
    if token.lower_ in lexicon["impersonal"]:  # "officers say that it is unlikely to hold"
        return _Draft(token, kind, "cue", speakers(reading, token))
    return _Draft(token, kind, "cue", _holder(reading, verb))


def _stands_alone(reading: Reading, verb: Token, kind: OutlookKind, lexicon: Lexicon) -> bool:
    """ "The rebels are optimistic"; "the outcome remains uncertain"."""
    if kind not in ("hope", "doubt"):
        return False
    open_still = any(s.lemma_ in lexicon["open"] for s in children(verb, "nsubj"))
    return (verb.lemma_ == "be" and bool(who(reading, agents(verb)))) or (kind == "doubt" and open_still)


def _is_order(verb: Token, lexicon: Lexicon) -> bool:
    """ "warned the crew to stay away" tells somebody what to do, unless it says of what."""
    told = [c for c in children(verb, "xcomp", "advcl") if _is_infinitive(c)]
    if verb.lemma_ not in lexicon["told_off"] or not told or children(verb, "ccomp"):
        return False
    return not _named(t for c in told for t in c.subtree) & lexicon["dire"]


def _is_loss(verb: Token) -> bool:
    """ "Twelve are feared dead" counts the dead."""
    return is_passive(verb) and any(c.pos_ == "ADJ" for c in children(verb, "oprd", "acomp"))


def _kind_of_verb(verb: Token, lexicon: Lexicon, *, spoken: bool) -> OutlookKind | None:
    kinds: tuple[OutlookKind, ...] = ("warning", "hope", "doubt", "forecast", "threat")
    kind = next((k for k in kinds if verb.lemma_ in lexicon[k]), None)
    if kind == "forecast" and (is_passive(verb) or not children(verb, "ccomp", "xcomp", "dobj")):
        return None
    if kind == "hope" and any(_is_infinitive(c) and c.lemma_ in lexicon["negotiates"] for c in verb.children):
        return None  # "hoping to hammer out a deal" tells how far the talks are
    if kind == "hope" and not children(verb, "ccomp", "xcomp", "prep", "advcl"):
        return None
    if kind == "warning" and verb.lemma_ in lexicon["told_off"] and not spoken and not _warns_of(verb):
        return None
    if kind == "doubt" and verb.lemma_ == "question" and not children(verb, "ccomp"):
        return "doubt" if _named(children(verb, "dobj")) & lexicon["questioned"] else None
    if kind == "forecast" and not children(verb, "ccomp", "xcomp"):
        awaited = _named(t for o in children(verb, "dobj") for t in o.subtree)
        return "forecast" if awaited & (lexicon["dire"] | lexicon["bright"] | lexicon["awaited"]) else None
    if kind == "threat":
        # "threatens the deal" is what a thing does; somebody threatens to do something
        menaces = _named(children(verb, "dobj")) & lexicon["menace"]
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
    return likely or any(modal(c) in _OPEN_MODALS for c in below)


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
        if _is_infinitive(below) and verb.lemma_ in lexicon["swears"] | lexicon["promises"]:
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
    return any(a.cue.start == token.idx for a in reading.attributions)


def _holder(reading: Reading, verb: Token) -> tuple[Actor, ...]:
    """Whose outlook it is: the subject, the speaker where that is "we", nobody where it is "it"."""
    heads = agents(verb)
    own = [h for h in heads if h.lower_ not in ("it", "there", "this", "that", "which")]
    found = people(reading, own)
    if own and found:
        return found
    ours = any(h.lower_ in ("i", "we") for h in own)
    return () if own and not ours else speakers(reading, verb)


def _noun(reading: Reading, token: Token, lexicon: Lexicon) -> _Draft | None:
    """ "voiced doubts about", "raising fears of", "a glimmer of hope", "there is a risk that"."""
    kinds: tuple[OutlookKind, ...] = ("warning", "hope", "doubt")
    kind = next((k for k in kinds if token.pos_ == "NOUN" and token.lemma_ in lexicon[f"{k}_noun"]), None)
    if kind is None or token.dep_ in ("compound", "nmod"):
        return None
    verb = _carrier(token)
    borne = bool(set(_bears(token))) or (verb is not None and bool(children(verb, "ccomp")))
    if verb is None or not (borne or token.lemma_ in ("hope", "fear", "doubt", "scepticism")):
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
    return _Draft(token, kind, "noun", by)


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


def _doubted(reading: Reading, token: Token, lexicon: Lexicon) -> _Draft | None:
    """ "it does not seem achievable", "the truce will not hold": said by somebody."""
    if not is_verb(token) or not is_negated(token):
        return None
    below = children(token, "acomp", "attr", "oprd", "xcomp")
    seems = token.lemma_ in lexicon["seems"] and any(
        w.lemma_ in lexicon["unlikely"] for b in below for w in (b, *b.children)
    )
    lasts = token.lemma_ in lexicon["unlikely"] and modal(token) in _OPEN_MODALS
    by = speakers(reading, token)
    return _Draft(token, "doubt", "doubted", by) if (seems or lasts) and by else None


def _foretold(reading: Reading, token: Token, lexicon: Lexicon) -> _Draft | None:
    """What somebody says will or could happen, where it is dire, or bright under a condition."""
    if token.lower_ == "risks" and token.tag_ == "NNS" and token.i + 1 < len(token.doc):
        # "the killing risks derailing the talks": the model takes the verb for a noun
        return (
            _Draft(token, "warning", "endangers", speakers(reading, token))
            if token.nbor().tag_ == "VBG"
            else None
        )
    if not is_verb(token):
        return None
    attribution = source_of(token, reading.attributions)
    if attribution is None or attribution.content is None:
        return _endangers(reading, token, lexicon)
    if _is_document(reading, attribution, lexicon):
        return None
    if modal(token) == "can" and any(t.lower_ in ("no", "not") for t in token.subtree):
        return None  # "there can be no talks under bombs"
    ahead = modal(token) in _OPEN_MODALS or token.lemma_ in lexicon["risks"]
    if not ahead or (
        token.i and is_negated(token) and token.lemma_ not in ("be", "survive", "last", "tolerate")
    ):
        return None
    if attribution.source is not None and _is_outcome(token, lexicon):
        return _Draft(token, "forecast", "foretold", source_parties(reading, attribution))
    if not _named(token.subtree) & lexicon["dire"] or attribution.source is None:
        return None
    return _Draft(token, _kind_ahead(token, lexicon), "foretold", source_parties(reading, attribution))


def _endangers(reading: Reading, verb: Token, lexicon: Lexicon) -> _Draft | None:
    """ "The dispute could yet unravel the deal", "the killing risks a new war": the article's own voice."""
    if reading.source(verb) is not None or is_negated(verb) or not agents(verb):
        return None
    may = modal(verb) in ("could", "may", "might") and bool(set(particle_keys(verb)) & lexicon["ruins"])
    below = _named(t for t in verb.subtree if t.i > verb.i)
    risks = verb.lemma_ in lexicon["risks"] and reading.happened(verb) and bool(below & lexicon["dire"])
    if not (may or risks) or who(reading, agents(verb)):
        return None
    return _Draft(verb, "warning", "endangers", ())


def _is_outcome(verb: Token, lexicon: Lexicon) -> bool:
    """ "would win", "will be over by April": how it ends, and no appointment."""
    if modal(verb) not in ("will", "would"):
        return False
    over = verb.lemma_ == "be" and any(c.lower_ == "over" for c in verb.children)
    return over or verb.lemma_ in lexicon["outcome"]


def _is_document(reading: Reading, attribution: Attribution, lexicon: Lexicon) -> bool:
    """ "The accord says that": what a text lays down is no outlook."""
    if attribution.source is None:
        return False
    tokens = reading.parsed.tokens_at(attribution.source.start, attribution.source.end)
    return any(t.lemma_.lower() in lexicon["document"] for t in tokens[-1:])


def _supposed(reading: Reading, sentence: Sentence, lexicon: Lexicon) -> _Draft | None:
    """ "If the talks fail, an assault could follow": nobody need say it."""
    mark = opening(reading, sentence)
    if mark is None or (mark.lower_ in lexicon["supposes"] and mark.i > sentence.start + 1):
        return None
    tokens = list(reading.parsed.doc[sentence.start : sentence.end])
    verbs = [t for t in tokens if is_verb(t) and _decides(t, mark) and _looks_ahead(t)]
    if not verbs or any(is_negated(g) for g, _ in governors(verbs[0], "ccomp")):
        return None
    attribution = source_of(verbs[0], reading.attributions)
    if attribution is not None and _is_document(reading, attribution, lexicon):
        return None
    by = speakers(reading, verbs[0]) or _told_by(reading, mark.head.head)
    named = _named(tokens)
    arranged = verbs[0].lemma_ in lexicon["appointment"] or mark.lower_ not in _PLAIN
    if named & lexicon["dire"] or (by and not arranged):
        return _Draft(verbs[0], _kind_ahead(verbs[0], lexicon), "supposed", by)
    if not arranged and not named & lexicon["bright"] and _is_of_the_war(reading, mark, lexicon):
        # in the voice of an essay or of who is asked
        return _Draft(verbs[0], _kind_ahead(verbs[0], lexicon), "supposed", ())
    bright = named & lexicon["bright"] and modal(verbs[0]) in ("could", "may", "might")
    return _Draft(verbs[0], "hope", "supposed", ()) if bright else None


def _is_of_the_war(reading: Reading, mark: Token, lexicon: Lexicon) -> bool:
    """Whether the condition is about a party, a place or the talks: "If Lashio goes"."""
    heads = children(clause_of(mark), "nsubj", "nsubjpass")
    atlas = reading.scene.atlas
    return any(who(reading, [h]) or atlas.at(h) or h.lemma_.lower() in lexicon["document"] for h in heads)


def _kind_ahead(verb: Token, lexicon: Lexicon) -> OutlookKind:
    """A threat where the speakers themselves will do harm, else a warning."""
    ours = any(s.lower_ in ("we", "i") for s in children(verb, "nsubj"))
    words_ = verb.sent.text.lower()
    menaces = any(idiom in words_ for idiom in lexicon["threat_idiom"])
    return "threat" if (ours and verb.lemma_ in lexicon["hostile"]) or menaces else "warning"


def _named(tokens: Iterable[Token]) -> set[str]:
    return {t.lemma_.lower() for t in tokens}


def _idiom(reading: Reading, sentence: Sentence, lexicon: Lexicon) -> _Draft | None:
    """ "time is running out", "on the brink of war": said by somebody or by the article."""
    span = reading.parsed.doc[sentence.start : sentence.end]
    text = span.text.lower()
    kinds: tuple[OutlookKind, ...] = ("warning", "doubt", "hope")
    kind = next((k for k in kinds if any(p in text for p in lexicon[f"{k}_idiom"])), None)
    verb = next((t for t in span if is_verb(t)), None)
    if kind is None or verb is None or reading.status(verb)[0] in ("negated", "denied"):
        return None
    return _Draft(verb, kind, "idiom", speakers(reading, verb))


def _decides(verb: Token, mark: Token) -> bool:
    """Whether the condition that ``mark`` opens is that of ``verb``, a cue between them or not."""
    told = mark.head.head  # "If it fails, she told me, the boys will go": the model hangs it on "told"
    return verb.is_ancestor(mark) or (verb.dep_ == "ccomp" and verb.head.i == told.i)


def _told_by(reading: Reading, told: Token) -> tuple[Actor, ...]:
    """Who speaks in "If it fails, an old woman told me, the boys will go"."""
    cue = next((a for a in reading.attributions if a.cue.start == told.idx), None)
    return source_parties(reading, cue) if cue else ()


def _looks_ahead(verb: Token) -> bool:
    """Whether ``verb`` stands under an open modal, or has orders, plans, means for what may come."""
    orders = verb.lemma_ == "have" and any(
        _is_infinitive(c) for o in children(verb, "dobj") for c in o.children
    )
    return modal(verb) in _OPEN_MODALS or orders


def _is_infinitive(verb: Token) -> bool:
    return any(c.lower_ == "to" for c in children(verb, "aux"))
