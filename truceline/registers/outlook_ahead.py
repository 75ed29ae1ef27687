"""A verb or a sentence in, what it looks ahead to out: "the truce will not hold", "if the talks fail"."""

from __future__ import annotations

from spacy.tokens import Token

from truceline.events.attribution import source_of
from truceline.language.parse import Sentence
from truceline.language.syntax import (
    agents,
    children,
    governors,
    is_negated,
    is_verb,
    modal,
    particle_keys,
)
from truceline.records import Actor, Attribution
from truceline.records.registers import OutlookKind
from truceline.registers.conditions import clause_of, opening
from truceline.registers.outlook_drafts import OPEN_MODALS, Draft, Lexicon, is_infinitive, named
from truceline.registers.reading import Reading
from truceline.registers.roles import who
from truceline.registers.speakers import source_parties, speakers

_PLAIN = ("if", "unless", "should", "were")


def doubted(reading: Reading, token: Token, lexicon: Lexicon) -> Draft | None:
    """ "it does not seem achievable", "the truce will not hold": said by somebody."""
    if not is_verb(token) or not is_negated(token):
        return None
    below = children(token, "acomp", "attr", "oprd", "xcomp")
    seems = token.lemma_ in lexicon["seems"] and any(
        w.lemma_ in lexicon["unlikely"] for b in below for w in (b, *b.children)
    )
    lasts = token.lemma_ in lexicon["unlikely"] and modal(token) in OPEN_MODALS
    by = speakers(reading, token)
    return Draft(token, "doubt", "doubted", by) if (seems or lasts) and by else None


def foretold(reading: Reading, token: Token, lexicon: Lexicon) -> Draft | None:
    """What somebody says will or could happen, where it is dire, or bright under a condition."""
    if token.lower_ == "risks" and token.tag_ == "NNS" and token.i + 1 < len(token.doc):
        # "the killing risks derailing the talks": the model takes the verb for a noun
        derails = token.nbor().tag_ == "VBG"
        return Draft(token, "warning", "endangers", speakers(reading, token)) if derails else None
    if not is_verb(token):
        return None
    attribution = source_of(token, reading.attributions)
    if attribution is None or attribution.content is None:
        return _endangers(reading, token, lexicon)
    if _is_document(reading, attribution, lexicon):
        return None
    if modal(token) == "can" or (modal(token) == "could" and token.lemma_ in lexicon["perceives"]):
        return None  # "we can patrol the road", "I could see a gun": what one is able to do
    ahead = modal(token) in OPEN_MODALS or token.lemma_ in lexicon["risks"]
    if not ahead or (
        token.i and is_negated(token) and token.lemma_ not in ("be", "survive", "last", "tolerate")
    ):
        return None
    if attribution.source is not None and _is_outcome(token, lexicon):
        return Draft(token, "forecast", "foretold", source_parties(reading, attribution))
    if not named(token.subtree) & lexicon["dire"] or attribution.source is None:
        return None
    return Draft(token, _kind_ahead(token, lexicon), "foretold", source_parties(reading, attribution))


def _endangers(reading: Reading, verb: Token, lexicon: Lexicon) -> Draft | None:
    """ "The dispute could yet unravel the deal", "the killing risks a new war": the article's own voice."""
    if reading.source(verb) is not None or is_negated(verb):
        return None
    there = any(c.dep_ == "expl" for c in verb.children) and modal(verb) == "will"
    if there and named(children(verb, "attr", "nsubj")) & lexicon["calamity"]:
        return Draft(verb, "warning", "endangers", speakers(reading, verb))  # "there will be war"
    answers = speakers(reading, verb)
    if answers and modal(verb) in OPEN_MODALS and verb.lemma_ in lexicon["hostile"]:
        return Draft(verb, "forecast", "endangers", answers)  # in an interview: "the junta will bomb more"
    may = modal(verb) in ("could", "may", "might") and bool(set(particle_keys(verb)) & lexicon["ruins"])
    below = named(t for t in verb.subtree if t.i > verb.i)
    risks = verb.lemma_ in lexicon["risks"] and reading.happened(verb) and bool(below & lexicon["dire"])
    if not (may or risks) or not agents(verb) or who(reading, agents(verb)):
        return None
    return Draft(verb, "warning", "endangers", ())


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


def supposed(reading: Reading, sentence: Sentence, lexicon: Lexicon) -> Draft | None:
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
    words_ = named(tokens)
    arranged = verbs[0].lemma_ in lexicon["appointment"] or mark.lower_ not in _PLAIN
    if words_ & lexicon["dire"] or (by and not arranged):
        return Draft(verbs[0], _kind_ahead(verbs[0], lexicon), "supposed", by)
    if not arranged and not words_ & lexicon["bright"] and _is_of_the_war(reading, mark, lexicon):
        # in the voice of an essay or of who is asked
        return Draft(verbs[0], _kind_ahead(verbs[0], lexicon), "supposed", ())
    bright = words_ & lexicon["bright"] and modal(verbs[0]) in ("could", "may", "might")
    return Draft(verbs[0], "hope", "supposed", ()) if bright else None


def _is_of_the_war(reading: Reading, mark: Token, lexicon: Lexicon) -> bool:
    """Whether the condition is about a party, a place or the talks: "If Lashio goes"."""
    heads = children(clause_of(mark), "nsubj", "nsubjpass")
    atlas = reading.scene.atlas
    return any(who(reading, [h]) or atlas.at(h) or h.lemma_.lower() in lexicon["document"] for h in heads)


def _kind_ahead(verb: Token, lexicon: Lexicon) -> OutlookKind:
    """A threat where the speakers themselves will do harm, else a warning."""
    ours = any(s.lower_ in ("we", "i") for s in children(verb, "nsubj"))
    words_ = verb.sent.text.lower()
    menaces = any(phrase in words_ for phrase in lexicon["threat_idiom"])
    return "threat" if (ours and verb.lemma_ in lexicon["hostile"]) or menaces else "warning"


def idiom(reading: Reading, sentence: Sentence, lexicon: Lexicon) -> Draft | None:
    """ "time is running out", "on the brink of war": said by somebody or by the article."""
    span = reading.parsed.doc[sentence.start : sentence.end]
    text = span.text.lower()
    kinds: tuple[OutlookKind, ...] = ("warning", "doubt", "hope")
    kind = next((k for k in kinds if any(p in text for p in lexicon[f"{k}_idiom"])), None)
    verb = next((t for t in span if is_verb(t)), None)
    if kind is None or verb is None or reading.status(verb)[0] in ("negated", "denied"):
        return None
    return Draft(verb, kind, "idiom", speakers(reading, verb))


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
        is_infinitive(c) for o in children(verb, "dobj") for c in o.children
    )
    return modal(verb) in OPEN_MODALS or orders
