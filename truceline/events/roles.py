"""A clause and a type in, who did it and to whom out: by the slots of a frame, else by search.

The search follows how news names the other side: an object that can act, its owner, else the nearest
party in a phrase of the verb or beneath its object, up to four phrases deep ("lifted sanctions
imposed in May on Norway"). A theme (troops, aid, prisoners) is never the recipient of what is sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from spacy.tokens import Token

from truceline.codebook.entries import Frame, Plover, Words, words
from truceline.events.clauses import Clause, is_nominal, is_pronoun, possessors
from truceline.events.frames import Index, Nouns
from truceline.events.matching import is_a, is_party, is_time
from truceline.language import syntax

# The order in which prepositions name the other side, where the type prefers none.
_PREPOSITIONS = tuple(
    "against with upon on into onto to toward towards at from over for of in inside within near about "
    "between among through across by despite".split()
)
_DEPTH = 4
_DEMONYM_ENDINGS = ("an", "ese", "ish", "i", "ch", "ot")
_GROUND = frozenset("border territory airspace soil land water embassy base airport port".split())
_ARGUMENTS = ("pobj", "dobj", "nsubj", "poss", "nsubjpass")

Tokens = tuple[Token, ...]


def recipients(clause: Clause, plover: Plover, nouns: Nouns, slots: Words = ()) -> Tokens:
    """Whom it is done to: by ``slots`` where they name a party, else by search, else as named."""
    named = fill(slots, clause, nouns)
    if any(is_party(t, nouns) for t in named) or "nobody" in words(slots):
        return named
    return search(clause, plover, nouns) or named


def fill(slots: Words, clause: Clause, nouns: Nouns, beneath: Tokens = ()) -> Tokens:
    """The first slot that names a party, else the first that names anything.

    "object+with" takes both together.
    ``beneath`` is the recipients of the complement, for the slot of that name.
    """
    groups = (
        unique(t for part in slot.split("+") for t in _slot(part, clause, nouns, beneath))
        for slot in words(slots)
    )
    return first_party(groups, nouns)


def first_party(groups: Iterable[Tokens], nouns: Nouns) -> Tokens:
    """The first group with a party among it, else the first that names anything."""
    named: list[Tokens] = []
    for group in groups:
        if any(is_party(t, nouns) for t in group):
            return group
        if group:
            named.append(group)
    return named[0] if named else ()


def _slot(name: str, clause: Clause, nouns: Nouns, beneath: Tokens) -> Iterable[Token]:
    if name == "subject":
        return clause.subjects
    if name == "object":
        return (*clause.objects, *clause.datives)
    if name == "dative":
        return clause.datives
    if name == "complement":
        return beneath or nearest_parties(clause.complements + clause.gerunds, nouns)
    if name == "performer":
        return _performers_beneath(clause, nouns)
    return [t for t in _walk(name.split("."), clause) if not is_time(t, nouns)]


def _walk(path: list[str], clause: Clause) -> list[Token]:
    """Follow a path of slots: "object.to.by" is who stands behind the object's "to" phrase."""
    first, *rest = path
    starts = {"object": list(clause.objects), "subject": list(clause.subjects), "head": [clause.head.head]}
    reached = starts[first] if first in starts else list(clause.phrases.get(first, ()))
    if first == "anywhere":  # the parse may hang it deep: "a pendant with the image of … to Norway"
        reached = list(clause.head.subtree)
    if first == "owner":
        reached = possessors(clause.head)
    for step in rest:
        if step == "owner":
            reached = [o for token in reached for o in possessors(token)]
        else:
            reached = [o for token in reached for o in syntax.prepositions(token).get(step, [])]
    return reached


def search(clause: Clause, plover: Plover, nouns: Nouns) -> Tokens:
    """Whom it is done to, where no slot says so."""
    themes = {o.i for o in clause.objects if _is_theme(o, plover, nouns)}
    acting = [o for o in clause.objects if is_party(o, nouns) and o.i not in themes]
    acting = [o for o in acting if not _is_own_thing(o)] or []
    found: list[Token] = list(clause.datives)
    if plover.beneath:
        found += _performers_beneath(clause, nouns)
    for preposition in words(plover.first):
        named = [o for o in clause.phrases.get(preposition, ()) if not is_time(o, nouns)]
        if plover.id == "CONSULT" and named:
            return unique([*named, *acting])
        found = [o for o in named if is_party(o, nouns)] + found
    found += acting
    if not acting:
        found += _beneath_object(clause, plover, nouns, found)
        found += [o for o in clause.objects if o.i not in themes]
        if not any(is_party(o, nouns) and not _is_own_thing(o) for o in found):
            found = _anywhere(clause, plover, nouns, themes)[:1] + found
        if not any(is_party(o, nouns) for o in found):
            found = _goals(clause, plover) + found
    return unique(found)


def _is_own_thing(noun: Token) -> bool:
    """Whether it belongs to who acts, and is nobody by itself: "opened [its borders] to"."""
    return noun.lemma_.lower() in _GROUND and any(c.tag_ == "PRP$" for c in noun.children)


def _goals(clause: Clause, plover: Plover) -> list[Token]:
    """What the first phrases name, be it a party or not: "returned it to [its owner]"."""
    return [o for p in words(plover.first) for o in clause.phrases.get(p, ()) if is_nominal(o)][:1]


def doers(tokens: Iterable[Token], index: Index) -> Tokens:
    """Who acts where a deed or a weapon is said to: "an attack [by Norway] killed", "[Norway]'s jets".

    A deed without an owner acts for nobody.
    """
    found: list[Token] = []
    for token in tokens:
        deed = token.lemma_.lower() in index.event_nouns or is_a(token, "instrument", index.nouns)
        if not deed or is_party(token, index.nouns):
            found.append(token)
        elif token.pos_ != "PRON":
            found += _answerable(token, index.nouns)
    return unique(found)


def targets(tokens: Iterable[Token], index: Index) -> Tokens:
    """Whom the deed that is said to act was aimed at: "an attack on [a convoy] killed"."""
    deeds = (t for t in tokens if t.pos_ == "NOUN" and t.lemma_.lower() in index.event_nouns)
    phrases = (syntax.prepositions(d) for d in deeds)
    return unique(o for p in phrases for at in ("on", "against") for o in p.get(at, ()))


def keepers(clause: Clause, nouns: Nouns) -> Tokens:
    """Who holds those to whom it is done: "tortured in [police] custody", "died in [a jail in Mali]"."""
    behind = (t for t in _own_subtree(clause.head) if t.dep_ == "pobj" and t.head.lower_ in ("in", "at"))
    held = next((t for t in behind if is_a(t, "place of detention", nouns)), None)
    return tuple(possessors(held) or [held]) if held is not None else ()


def _answerable(deed: Token, nouns: Nouns) -> list[Token]:
    phrases = syntax.prepositions(deed)
    if "between" in phrases:
        return phrases["between"]  # "talks between Norway and Jordan failed"
    named = possessors(deed) + [o for p in ("of", "from", "by") for o in phrases.get(p, ())]
    named += [o for verb in syntax.children(deed, "acl") for o in syntax.by_phrase(verb)]
    named += sorted(syntax.children(deed, "compound", "nmod", "amod"), key=lambda o: o.pos_ != "PROPN")
    return [o for o in named if is_party(o, nouns) or _is_demonym(o)][:1]


def _is_demonym(modifier: Token) -> bool:
    """ "the [Norwegian] raid": a describing word with a capital, and not because it comes first."""
    first = modifier.is_sent_start and not modifier.lower_.endswith(_DEMONYM_ENDINGS)
    return modifier.pos_ == "ADJ" and modifier.text[:1].isupper() and not first


def _beneath_object(clause: Clause, plover: Plover, nouns: Nouns, found: list[Token]) -> list[Token]:
    owners = [c for o in clause.objects for c in syntax.children(o, "poss") if c.pos_ != "PRON"]
    named, loose = _phrase_parties(clause, plover, nouns)
    if plover.owner_first and owners:
        return owners
    chosen = named[:1] + owners
    if not chosen and not found:
        chosen = _name_modifiers(clause.objects, nouns)[:1]
    if not chosen and not found:
        chosen = loose[:1]
    return chosen


def _phrase_parties(clause: Clause, plover: Plover, nouns: Nouns) -> tuple[list[Token], list[Token]]:
    """Candidates in phrases: those that can act, and the others, in the order of prepositions."""
    invited = {"for": syntax.for_subjects(clause.head, *clause.objects)}
    sources: list[Mapping[str, Sequence[Token]]] = [clause.phrases, invited, *_nested(clause, nouns)]
    preferred = words(plover.prefer)
    order = [*preferred, *(p for p in _PREPOSITIONS if p not in preferred)]
    if clause.passive and "by" not in preferred:
        order.remove("by")
    candidates = [
        (preposition, o)
        for preposition in order
        for source in sources
        for o in source.get(preposition, ())
        if is_nominal(o) and not is_time(o, nouns)
    ]
    # "after talks in Oslo, Norway condemned the raid by Peru": what opens the sentence comes last
    candidates.sort(key=lambda found: found[1].i < clause.head.i)
    named = [o for p, o in candidates if p == "against" or _stands_for_party(o, nouns)]
    loose = [o for _, o in candidates if o not in named]
    return named, sorted(loose, key=lambda o: not _has_name(o))


def _has_name(noun: Token) -> bool:
    """Whether a name describes it: "Bosnian territory", "the Grasberg mine"."""
    return any(c.text[:1].isupper() for c in syntax.children(noun, "compound", "amod", "nmod", "poss"))


def _stands_for_party(noun: Token, nouns: Nouns) -> bool:
    return is_party(noun, nouns) or any(is_party(k, nouns) for k in syntax.children(noun, "poss"))


def _nested(clause: Clause, nouns: Nouns) -> Iterator[dict[str, list[Token]]]:
    """The phrases beneath the objects and phrases of the clause, level by level."""
    front = [o for o in clause.objects if not is_party(o, nouns)]
    front += [o for os in clause.phrases.values() for o in os if _leads_on(o, nouns)]
    seen: set[int] = set()
    for _ in range(_DEPTH):
        below: list[Token] = []
        for token in front:
            if token.i in seen:
                continue
            seen.add(token.i)
            phrases = syntax.prepositions(token)
            if token.dep_ == "relcl":  # "the ban that they imposed on", not where it was
                phrases = {p: o for p, o in phrases.items() if p in ("on", "upon", "against")}
            yield phrases
            below += [o for os in phrases.values() for o in os if _leads_on(o, nouns)]
            below += syntax.children(token, "acl", "relcl")
            if token.pos_ == "VERB":
                below += [o for o in syntax.children(token, "dobj", "xcomp") if not is_party(o, nouns)]
        front = below


def _leads_on(noun: Token, nouns: Nouns) -> bool:
    return not is_party(noun, nouns) and not is_time(noun, nouns)


def _name_modifiers(things: Iterable[Token], nouns: Nouns) -> list[Token]:
    """Names before a noun: "the Norwegian offer"."""
    return [
        c
        for thing in things
        for c in syntax.children(thing, "compound", "amod", "nmod")
        if c.pos_ in ("PROPN", "ADJ") and c.text[:1].isupper() and not is_time(c, nouns)
    ]


def _anywhere(clause: Clause, plover: Plover, nouns: Nouns, themes: set[int]) -> list[Token]:
    """Any party after the verb; of what is given, first who stands in a to, for or from phrase."""
    below = [
        t
        for top in (*clause.complements, clause.head)
        for t in _own_subtree(top)
        if t.i > clause.head.i
        and t.dep_ in _ARGUMENTS
        and is_party(t, nouns)
        and t.i not in themes
        and t.head.i not in themes
    ]
    if plover.theme:
        given = [t for t in below if t.dep_ == "pobj" and t.head.lower_ in ("to", "for", "from")]
        return given or below
    return below


def _own_subtree(top: Token) -> Iterator[Token]:
    """What hangs beneath ``top``, without the verbs coordinated with it."""
    joined = [c for c in syntax.children(top, "conj", "parataxis") if syntax.is_verb(c)]
    meanwhile = [c for c in syntax.children(top, "advcl") if _is_meanwhile(c)]
    apart = {t.i for c in (*joined, *meanwhile) for t in c.subtree}
    return (t for t in top.subtree if t.i not in apart)


def _is_meanwhile(verb: Token) -> bool:
    """ "as police arrested others": what happened beside it concerns somebody else."""
    return any(m.lower_ in ("as", "while", "whereas", "although") for m in syntax.children(verb, "mark"))


def _is_theme(noun: Token, plover: Plover, nouns: Nouns) -> bool:
    if noun.pos_ == "PROPN":
        return False
    return any(is_a(noun, name, nouns) for name in words(plover.theme))


def _performers_beneath(clause: Clause, nouns: Nouns) -> list[Token]:
    """Who does what hangs beneath: "said [Norway] must", "its demand that [Norway] ease"."""
    contents = [c for o in clause.objects for c in syntax.children(o, "acl") if _says_that(c)]
    asked = [s for c in contents for s in syntax.children(c, *syntax.SUBJECTS)]
    return [s for s in asked if s.pos_ != "PRON" and not is_time(s, nouns)] + [
        s
        for c in clause.complements
        if c.pos_ != "VERB" or not syntax.children(c, "mark")
        for s in syntax.children(c, *syntax.SUBJECTS)
        if s.pos_ != "PRON" and not is_time(s, nouns)
    ]


def _says_that(verb: Token) -> bool:
    return any(m.lower_ == "that" for m in syntax.children(verb, "mark"))


def nearest_parties(tops: Iterable[Token], nouns: Nouns) -> list[Token]:
    """The first two parties beneath ``tops``."""
    found = [
        t
        for top in tops
        for t in top.subtree
        if t.dep_ in ("pobj", "dobj", "nsubj", "nsubjpass") and is_party(t, nouns)
    ]
    return found[:2]


def noun_roles(noun: Token, frame: Frame, plover: Plover, nouns: Nouns) -> tuple[Tokens, Tokens]:
    """Actors and recipients of an event noun: "Norway's talks with Jordan"."""
    clause = noun_clause(noun)
    actors = fill(frame.actor, clause, nouns) if frame.actor else tuple(possessors(noun))
    actors = tuple(a for a in actors if not is_pronoun(a))
    apart = {noun.i, *(a.i for a in actors)}
    found = [r for r in recipients(clause, plover, nouns, frame.recipient) if r.i not in apart]
    named = fill(frame.recipient, clause, nouns)
    return actors, tuple(found) or tuple(r for r in named if r.i not in apart)


def noun_clause(noun: Token, verb: Token | None = None) -> Clause:
    """An event noun, done by ``verb``, seen as a clause with itself as its object.

    So the same conditions and the same search serve verbs and nouns.
    """
    phrases = {p: tuple(o) for p, o in syntax.prepositions(noun).items()}
    return Clause(head=noun, verb=verb if verb is not None else noun, objects=(noun,), phrases=phrases)


def unique(tokens: Iterable[Token]) -> Tokens:
    """``tokens`` in order, each once."""
    return tuple({t.i: t for t in tokens}.values())
