"""A word that names nobody in ("the rebels", "the country", "the group"), whom it means out.

What the words beside it or the main parties of the article settle; else it keeps its own words.
"""

from __future__ import annotations

from spacy.tokens import Token

from truceline.language.syntax import subjects, verb_of
from truceline.mentions.lexicon import Role
from truceline.mentions.roster import Actors, Roster, distinct
from truceline.records import Actor

_REBELS = ("REB", "OPP", "SEP", "INS")


def by_text(token: Token, roster: Roster) -> Actor:
    """The phrase of ``token`` as an actor that is known by its own words alone."""
    start = token.i
    for child in token.lefts:
        if child.dep_ in ("amod", "compound", "nmod", "nummod", "poss", "quantmod"):
            start = min(start, child.left_edge.i)
    words = roster.doc[start : token.i + 1]
    return Actor(text=words.text, start=words.start_char, end=token.idx + len(token), name=words.text)


def stranger(token: Token, roster: Roster) -> Actors:
    """A proper name that nobody knows, where somebody acts or is acted against."""
    if token.pos_ != "PROPN" or not token.text[0].isupper() or token.i in roster.at:
        return ()
    acts = token.dep_ in ("nsubj", "agent") or (token.dep_ == "pobj" and token.head.dep_ == "agent")
    meant = token.dep_ in ("dobj", "nsubjpass") or (
        token.dep_ == "pobj" and token.head.lower_ in ("against", "with", "by")
    )
    joined = token.dep_ == "conj" and (token.head.i in roster.head or bool(stranger(token.head, roster)))
    if not (acts or meant or joined):
        return ()
    if token.lemma_.lower() in roster.cues["no_stranger"] | roster.cues["calendar"]:
        return ()
    actor = by_text(token, roster)
    return () if actor.text in roster.names.gazetteer else (actor,)


def named_beside(token: Token, roster: Roster) -> Actor | None:
    """The name before or behind a noun that only says what it is: "the Houthi movement"."""
    return _named_before(token, roster) or _named_after(token, roster)


def _named_before(token: Token, roster: Roster) -> Actor | None:
    if token.lemma_.lower() not in roster.cues["group_noun"]:
        return None
    before = (roster.at.get(c.i) for c in token.lefts if c.dep_ in ("compound", "amod", "nmod", "poss"))
    return next((a for a in before if a is not None and a.kind in ("armed group", "igo", "ngo")), None)


def _named_after(token: Token, roster: Roster) -> Actor | None:
    """ "the militant group Hamas": a role, and the name right behind it."""
    if token.i + 1 >= len(roster.doc) or roster.role(token) is None:
        return None
    after = roster.doc[token.i + 1]
    named = roster.at.get(after.i)
    return named if named is not None and after.pos_ == "PROPN" and named.start == after.idx else None


def the_group(token: Token, roster: Roster, parties: Actors) -> Actor | None:
    """The only armed group among the main parties: "the group", "the Gaza-based movement".

    Where they are none, the only one that this sentence and the one before it name.
    """
    before = [c for c in token.lefts if not c.lower_.endswith("based")]
    if token.lemma_ not in ("group", "movement", "faction", "organisation", "organization", "militia"):
        return None
    if [c.lower_ for c in before] != ["the"] or list(token.rights):
        return None
    groups = [p for p in parties if p.kind == "armed group"] or _groups_before(token, roster)
    return roster.place(roster.party(groups[0]), token) if len(groups) == 1 else None


def _groups_before(token: Token, roster: Roster) -> Actors:
    first = roster.parsed.sentences[max(0, roster.parsed.number_of(token) - 1)].start
    near = (a for i in range(first, token.i) if (a := roster.head.get(i)) is not None)
    return distinct(a for a in near if a.kind == "armed group")


def the_country(token: Token, roster: Roster) -> Actors:
    """The state named last before "the country", in its sentence or the one before."""
    modifiers = {c.lower_ for c in token.lefts}
    if token.lemma_ not in ("country", "nation") or not modifiers <= {"the", "this", "that"} or not modifiers:
        return ()
    parsed = roster.parsed
    first = parsed.sentences[max(0, parsed.number_of(token) - 1)].start
    verb = verb_of(token)
    own = {s.i for s in subjects(verb)} if verb is not None else set()  # "Cuban troops left the country"
    before = (roster.head.get(i) for i in range(token.i - 1, first - 1, -1) if i not in own)
    state = next((s for a in before if a is not None and (s := roster.country(a)) is not None), None)
    return (state,) if state is not None else ()


def only_of_its_sort(token: Token, actor: Actor, role: Role, roster: Roster, parties: Actors) -> Actor:
    """ "the rebels", "the army": the only main party of that sort, else the words themselves."""
    first = roster.doc[token.left_edge.i]
    definite = first.lower_ in ("the", "this", "that", "these", "those")
    bare = token.tag_ in ("NNS", "NNPS") and actor.start == first.idx
    bare = bare and actor.sector != "UAF"  # gunmen are anybody's
    if not (definite or bare) or any(_is_narrower(c, roster) for c in token.children):
        return actor
    fitting = [p for p in parties if _fits(actor, role, p)]
    if not fitting:
        return at_home((actor,), roster, parties)[0]
    if len({p.name for p in fitting}) != 1:
        return actor
    party = roster.party(fitting[0])
    if party.kind == "state":
        party = roster.known.office(role, token.text, party)
    return roster.as_at(party, actor)


def _is_narrower(token: Token, roster: Roster) -> bool:
    """Whether a modifier makes it some of them: "other Darfur rebels", "six soldiers"."""
    described = token.dep_ == "compound" and token.i not in roster.names.at
    return described or token.dep_ in ("amod", "nummod", "relcl")


def _fits(actor: Actor, role: Role, party: Actor) -> bool:
    """Whether a bare role can mean ``party``: the army a state, the rebels an armed group."""
    if actor.sector in (*_REBELS, "UAF"):
        return party.kind == "armed group" or party.sector in _REBELS
    if actor.sector in ("GOV", "MIL", "COP"):
        return party.kind == "state" or party.sector in ("GOV", "MIL")
    return role.sector is None and party.kind in ("armed group", "group") and not role.person


def at_home(actors: Actors, roster: Roster, parties: Actors) -> Actors:
    """Bare organs of a state, given the one country of the main parties beside them.

    "The government" that talks to the Tamil Tigers is Sri Lanka's.
    """
    countries = {p.country for p in (*parties, *actors) if p.country}
    state = roster.known.parties.get(countries.pop() or "") if len(countries) == 1 else None
    if state is None:
        return actors
    return tuple(roster.organ(a, state) if a.country is None else a for a in actors)


def named_soon(actor: Actor, roster: Roster) -> Actor:
    """ "the country's largest rebel group", by the name that the next sentences give it.

    Only where they name one armed group and the words mean a single one.
    """
    parsed = roster.parsed
    token = next((t for t in parsed.tokens_at(actor.start, actor.end) if roster.head.get(t.i)), None)
    if token is None or token.tag_ != "NN" or actor.sector not in ("REB", "UAF") or actor.kind != "group":
        return actor
    last = min(parsed.number_of(token) + 2, len(parsed.sentences) - 1)
    words_after = range(token.i, parsed.sentences[last].end)
    groups = {a.name: a for i in words_after if (a := roster.at.get(i)) and a.kind == "armed group"}
    return roster.as_at(roster.party(next(iter(groups.values()))), actor) if len(groups) == 1 else actor
