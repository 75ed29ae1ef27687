"""Actors in, a cast out: which party or parties a noun phrase or a pronoun stands for.

What the text does not settle stays unresolved: it is named by its own words, or is nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Token

from truceline.codebook import SHIPPED, Codebook
from truceline.language import Parsed
from truceline.language.syntax import RELATIVES, SUBJECTS, antecedent, children, is_verb, subjects, verb_of
from truceline.mentions import sides
from truceline.mentions.antecedents import (
    FIRST,
    NEUTER,
    PERSONAL,
    PLURAL,
    candidates,
    is_expletive,
    is_thing,
    speakers,
)
from truceline.mentions.lexicon import Role
from truceline.mentions.naming import find_names
from truceline.mentions.parties import ORGANS, Party
from truceline.records import Actor

Actors = tuple[Actor, ...]
_DEPTH = 8


class Cast:
    """Who is who in one article. Built once; its questions change nothing."""

    def __init__(self, parsed: Parsed, actors: Actors, codebook: Codebook = SHIPPED) -> None:
        self._doc = parsed.doc
        self._text = parsed.text
        self._parsed = parsed
        self._names = find_names(parsed, codebook)
        self._known, self._cues = self._names.known, self._names.cues
        self.actors = actors
        self._at: dict[int, Actor] = {}
        self._head: dict[int, Actor] = {}
        for actor in actors:
            span = parsed.doc.char_span(actor.start, actor.end, alignment_mode="expand")
            if span is None:
                continue
            self._head[span.root.i] = actor
            for token in span:
                self._at[token.i] = actor
        self._inner = self._inner_names()
        self._answers: dict[int, Actors] = {}
        self.parties: Actors = ()
        found = _distinct(self._named_soon(a) for a in self._at_home(self._main_parties()))
        self.parties = found if len(found) > 1 else ()

    def who(self, token: Token) -> Actors:
        """The parties that the phrase headed by ``token`` stands for, in order; () for nobody.

        A coordination gives all its members, "both sides" the main parties of the article, a
        pronoun its antecedent; each party comes once.
        """
        if token.i not in self._answers:
            self._answers[token.i] = _distinct(self._who(token, 0))
        return self._answers[token.i]

    def is_actor(self, token: Token) -> bool:
        """Whether ``token`` heads a phrase that stands for somebody."""
        return bool(self.who(token))

    def actor_at(self, token: Token) -> Actor | None:
        """The actor whose mention covers ``token``, nothing resolved."""
        return self._at.get(token.i)

    def by_text(self, token: Token) -> Actor:
        """The phrase of ``token`` as an actor that is known by its own words alone."""
        start = token.i
        for child in token.lefts:
            if child.dep_ in ("amod", "compound", "nmod", "nummod", "poss", "quantmod"):
                start = min(start, child.left_edge.i)
        text = self._doc[start : token.i + 1].text
        return Party(text).at(self._text, self._doc[start].idx, token.idx + len(token))

    def principal(self, actor: Actor) -> Actor:
        """For whom ``actor`` speaks: the state or organisation of a person, else ``actor`` itself.

        The words stay the person's: "envoy Martin Griffiths" gives the United Nations there.
        """
        party = self._principal(actor)
        return party.at(self._text, actor.start, actor.end) if party else actor

    def _principal(self, actor: Actor) -> Party | None:
        if actor.kind != "person":
            return None
        leader = self._known.by_name.get(actor.name)
        if leader is not None:
            return self._known.principal_of(leader, self._names.day)
        same = [a for a in self.actors if a.name == actor.name]
        named = next((p for a in same if (p := self._named_beside(a)) is not None), None)
        if named is None and actor.sector == "GOV":
            return self._known.parties.get(actor.country or "")
        return named

    def _named_beside(self, actor: Actor) -> Party | None:
        """The state, group or organisation whose officer a person is, by the words around the name."""
        tokens = self._parsed.tokens_at(actor.start, actor.end)
        inside = [a for t in tokens if (a := self._inner.get(t.i)) is not None]
        head = next((t for t in tokens if self._head.get(t.i) is actor), None)
        beside = [*children(head, "appos"), head.head] if head is not None and head.dep_ else []
        joined = [a for t in beside if (a := self._head.get(t.i)) is not None and a is not actor]
        found = inside or [a for a in joined if a.code == actor.code]
        party = next((a for a in found if a.kind != "person"), None)
        return self._party(party) if party is not None else None

    def state(self, country: str, token: Token) -> Actor | None:
        """The state with this ISO code, at the words of ``token``: for a place that stands for it."""
        party = self._known.parties.get(country)
        return party.at(self._text, token.idx, token.idx + len(token)) if party else None

    def _inner_names(self) -> dict[int, Actor]:
        """The names inside larger mentions: Syria in "Syria's army"."""
        found: dict[int, Actor] = {}
        for mention in self._names.mentions:
            actor, party = self._at.get(mention.head.i), self._names.party(mention)
            if actor is None or party is None or self._head.get(mention.head.i) is actor:
                continue
            same = party.kind == "person" and party.name == actor.name
            if not same and (actor.start, actor.end) != (mention.start, mention.end):
                found[mention.head.i] = party.at(self._text, mention.start, mention.end)
        return found

    # Who

    def _who(self, token: Token, depth: int) -> Iterator[Actor]:
        if depth > _DEPTH:
            return
        if token.is_punct:
            return
        yield from self._one(token, depth)
        for other in (*children(token, "conj"), *_joined_to_apposition(token)):
            if not is_verb(other):
                yield from self._who(other, depth + 1)

    def _one(self, token: Token, depth: int) -> Actors:
        """Who ``token`` is without what is coordinated with it."""
        word = token.lower_
        if word in RELATIVES:
            return self._antecedent(token, depth)
        if token.pos_ == "PRON" or token.tag_ == "PRP$":
            return self._pronoun(token, depth)
        if sides.is_side(token, self._cues):
            return self._sides(token, depth)
        return self._noun(token, depth)

    def _antecedent(self, pronoun: Token, depth: int) -> Actors:
        """Whom a relative pronoun means: with a plural verb all that is joined to its noun."""
        over = pronoun.head.head
        if pronoun.lower_ in ("whom", "which") and over.lower_ in ("both", "each", "all"):
            return self._coordination_before(over, depth)
        head = antecedent(pronoun)
        if head is None:
            return ()
        verb = verb_of(pronoun)
        finite = [verb, *children(verb, "aux", "auxpass")] if verb is not None else []
        plural = any(t.tag_ == "VBP" or t.lower_ == "were" for t in finite)
        while plural and head.dep_ == "conj" and head.head.pos_ in ("NOUN", "PROPN"):
            head = head.head
        return tuple(self._who(head, depth + 1))

    def _noun(self, token: Token, depth: int) -> Actors:
        if token.i in self._inner:
            return (self._inner[token.i],)
        actor = self._head.get(token.i)
        if actor is None and (covering := self._at.get(token.i)) is not None and self._covers_head(token):
            actor = covering
        if actor is not None:
            return self._specified(token, actor, depth)
        named = self._named_group(token) or self._named_after(token) or self._the_group(token)
        if named is not None:
            return (named,)
        several = self._several_owners(token, depth)
        if several:
            return several
        if token.lemma_.lower() in self._cues["partitive"] or token.pos_ in ("NUM", "DET"):
            return tuple(a for o in sides.of_phrase(token) for a in self._who(o, depth + 1))
        return self._apposition(token, depth) or self._the_country(token) or self._stranger(token)

    def _the_country(self, token: Token) -> Actors:
        """The state named last before "the country", in its sentence or the one before."""
        modifiers = {c.lower_ for c in token.lefts}
        if (
            token.lemma_ not in ("country", "nation")
            or not modifiers <= {"the", "this", "that"}
            or not modifiers
        ):
            return ()
        first = self._parsed.sentences[max(0, self._parsed.number_of(token) - 1)].start
        verb = verb_of(token)
        own = {s.i for s in subjects(verb)} if verb is not None else set()  # "Cuban troops left the country"
        before = (self._head.get(i) for i in range(token.i - 1, first - 1, -1) if i not in own)
        state = next((s for a in before if a is not None and (s := self._country(a)) is not None), None)
        return (state,) if state is not None else ()

    def _stranger(self, token: Token) -> Actors:
        """A proper name that nobody knows, where somebody acts or is acted against."""
        if token.pos_ != "PROPN" or not token.text[0].isupper() or token.i in self._at:
            return ()
        acts = token.dep_ in ("nsubj", "agent") or (token.dep_ == "pobj" and token.head.dep_ == "agent")
        meant = token.dep_ in ("dobj", "nsubjpass") or (
            token.dep_ == "pobj" and token.head.lower_ in ("against", "with", "by")
        )
        actor = self.by_text(token)
        joined = token.dep_ == "conj" and (token.head.i in self._head or bool(self._stranger(token.head)))
        if (
            not (acts or meant or joined)
            or token.lemma_.lower() in self._cues["no_stranger"] | self._cues["calendar"]
        ):
            return ()
        return () if actor.text in self._names.gazetteer else (actor,)

    def _named_group(self, token: Token) -> Actor | None:
        """The group of "the Houthi movement": a name before a noun that only says what it is."""
        if token.lemma_.lower() not in self._cues["group_noun"]:
            return None
        before = (self._at.get(c.i) for c in token.lefts if c.dep_ in ("compound", "amod", "nmod", "poss"))
        return next((a for a in before if a is not None and a.kind in ("armed group", "igo", "ngo")), None)

    def _the_group(self, token: Token) -> Actor | None:
        """The only armed group among the main parties: "the group", "the Gaza-based movement"."""
        before = [c for c in token.lefts if not c.lower_.endswith("based")]
        if token.lemma_ not in ("group", "movement", "faction") or [c.lower_ for c in before] != ["the"]:
            return None
        groups = [p for p in self.parties if p.kind == "armed group"]
        if len(groups) != 1:
            return None
        return self._party(groups[0]).at(self._text, token.idx, token.idx + len(token))

    def _named_after(self, token: Token) -> Actor | None:
        """The name right behind a role that says who it is: "the militant group Hamas"."""
        if token.i + 1 >= len(self._doc) or self._role(token) is None:
            return None
        after = self._doc[token.i + 1]
        named = self._at.get(after.i)
        return named if named is not None and after.pos_ == "PROPN" and named.start == after.idx else None

    def _covers_head(self, token: Token) -> bool:
        """Whether ``token`` is the head of what its actor's words say, or a name within a word."""
        actor = self._at[token.i]
        head = token.head
        return head.i == token.i or self._at.get(head.i) is not actor

    def _apposition(self, token: Token, depth: int) -> Actors:
        """The name that says who a noun is: "the regional bloc IGAD", "a neighbour, Kenya"."""
        if token.pos_ == "PROPN" and token.text in self._names.gazetteer:
            return ()  # "Astana, Kazakhstan": a place and where it lies
        for child in children(token, "appos"):
            found = tuple(self._who(child, depth + 1))
            if found:
                return found
        if token.dep_ == "appos" and token.head.pos_ in ("PROPN", "NOUN"):
            return self._one(token.head, depth + 1)
        return ()

    def _specified(self, token: Token, actor: Actor, depth: int) -> Actors:
        """A role without a country, given one by its context: "its army", "whose troops"."""
        named = self._apposed(token, actor, depth)
        if named:
            return named
        role = self._role(token)
        above = self._head.get(token.head.i) if token.dep_ == "appos" else None
        if role is not None and role.person and above is not None and above.kind == "person":
            return (above,)
        if role is None or actor.kind in ("igo", "ngo") or (actor.kind == "person" and not role.person):
            return (actor,)
        several = self._several_owners(token, depth)
        if len(several) > 1 or (several and actor.country is None):
            return several
        if actor.country is not None or actor.kind == "person":
            return (actor,)
        return self._only_of_its_sort(token, actor, role)

    def _apposed(self, token: Token, actor: Actor, depth: int) -> Actors:
        """The name that a generic phrase carries: "rebel supporter Ankara", "the bloc, IGAD"."""
        if actor.kind != "group" or actor.name in self._known.party_names:
            return ()
        for child in children(token, "appos"):
            own = self._at.get(child.i)
            named = own is not None and (own.kind != "group" or own.name in self._known.party_names)
            if own is not None and named and own.name != actor.name:
                return tuple(self._who(child, depth + 1))
        return ()

    def _several_owners(self, token: Token, depth: int) -> Actors:
        """The parties whose role it is: "Russian and Turkish troops", "whose country", "their envoys"."""
        role = self._role(token)
        country = token.lemma_ in ("country", "nation", "side", "people", "homeland")
        if role is None and not country:
            return ()
        owners: list[Actor] = []
        for owner in self._owners(token):
            if owner.lower_ == "whose":
                head = antecedent(owner)
                owners += self._who(head, depth + 1) if head is not None else ()
            else:
                owners += self._who(owner, depth + 1)
        if country:
            return tuple(a for o in owners if (a := self._country(o)) is not None)
        return tuple(self._office(role, token, o) for o in owners) if role else ()

    def _owners(self, token: Token) -> Iterator[Token]:
        for child in token.lefts:
            side = child.dep_ == "poss" and sides.is_side(child, self._cues)
            if side or (child.dep_ in ("poss", "amod", "compound", "nmod") and self._is_owner(child)):
                yield child
        for preposition in children(token, "prep"):
            if preposition.lower_ in ("of", "from", "for"):
                yield from children(preposition, "pobj")
                # "officers of the army and of the rebels"
                second = (
                    p for p in preposition.subtree if p.dep_ == "conj" and p.lower_ == preposition.lower_
                )
                yield from (o for p in second for o in children(p, "pobj"))

    def _is_owner(self, token: Token) -> bool:
        if token.tag_ in ("PRP$", "WP$"):
            return True
        actor, mention = self._at.get(token.i), self._names.at.get(token.i)
        if actor is None or (mention is not None and mention.inside_word):
            return False
        return actor.country is not None or actor.kind != "group"

    def _office(self, role: Role, token: Token, of: Actor) -> Actor:
        party = self._known.office(role, token.text, self._party(of))
        at = self._at.get(token.i)
        if at is not None:
            return party.at(self._text, at.start, at.end)
        return party.at(self._text, token.idx, token.idx + len(token))

    def _party(self, actor: Actor) -> Party:
        if actor.kind == "person" and (party := self._principal(actor)) is not None:
            return party
        return Party(actor.name, actor.code, actor.country, actor.sector, actor.kind, actor.name)

    def _country(self, actor: Actor) -> Actor | None:
        own = self._principal(actor)
        party = own if own and own.kind == "state" else self._known.parties.get(actor.country or "")
        return party.at(self._text, actor.start, actor.end) if party else None

    def _role(self, token: Token) -> Role | None:
        """The role that ``token`` names."""
        mention = self._names.headed_by(token)
        return mention.named.role if mention is not None else None

    def _only_of_its_sort(self, token: Token, actor: Actor, role: Role) -> Actors:
        """ "the rebels", "the army": the only main party of that sort, else the words themselves."""
        definite = self._doc[token.left_edge.i].lower_ in ("the", "this", "that", "these", "those")
        bare = token.tag_ in ("NNS", "NNPS") and actor.start == self._doc[token.left_edge.i].idx
        bare = bare and actor.sector != "UAF"  # gunmen are anybody's
        if not (definite or bare) or any(self._is_narrower(c) for c in token.children):
            return (actor,)
        fitting = [p for p in self.parties if _fits(actor, role, p)]
        if not fitting:
            return self._at_home((actor,))
        if len({p.name for p in fitting}) != 1:
            return (actor,)
        party = self._party(fitting[0])
        if party.kind == "state":
            party = self._known.office(role, token.text, party)
        return (party.at(self._text, actor.start, actor.end),)

    def _is_narrower(self, token: Token) -> bool:
        """Whether a modifier makes it some of them: "other Darfur rebels", "six soldiers"."""
        described = token.dep_ == "compound" and token.i not in self._names.at
        return described or token.dep_ in ("amod", "nummod", "relcl")

    def _at_home(self, actors: Actors) -> Actors:
        """Bare organs of a state, given the one country of the main parties beside them.

        "The government" that talks to the Tamil Tigers is Sri Lanka's.
        """
        countries = {p.country for p in (*self.parties, *actors) if p.country}
        state = self._known.parties.get(countries.pop() or "") if len(countries) == 1 else None
        if state is None:
            return actors
        return tuple(self._organ(a, state) if a.country is None else a for a in actors)

    def _named_soon(self, actor: Actor) -> Actor:
        """ "the country's largest rebel group", by the name that the next sentences give it.

        Only where they name one armed group and the words mean a single one.
        """
        token = next((t for t in self._parsed.tokens_at(actor.start, actor.end) if self._head.get(t.i)), None)
        if token is None or token.tag_ != "NN" or actor.sector not in ("REB", "UAF") or actor.kind != "group":
            return actor
        last = min(self._parsed.number_of(token) + 2, len(self._parsed.sentences) - 1)
        words_after = range(token.i, self._parsed.sentences[last].end)
        groups = {a.name: a for i in words_after if (a := self._at.get(i)) and a.kind == "armed group"}
        if len(groups) != 1:
            return actor
        [group] = groups.values()
        return self._party(group).at(self._text, actor.start, actor.end)

    def _organ(self, actor: Actor, state: Party) -> Actor:
        role = self._known.roles.get(actor.text.split()[-1].lower())
        if role is None or role.person or actor.kind == "person" or actor.sector not in ORGANS:
            return actor
        return self._known.office(role, actor.text, state).at(self._text, actor.start, actor.end)

    # Sides

    def _sides(self, token: Token, depth: int) -> Actors:
        """The main parties; of "both" or "the two leaders" after a coordination, its members."""
        lemma = token.lemma_.lower()
        if lemma in self._cues["state_noun"]:
            near = self._coordination_before(token, depth, sentences=2) or self.parties
            return tuple(state for a in near if (state := self._country(a)) is not None)
        if token.lower_ in ("both", "each") or lemma in self._cues["two_persons"]:
            near = self._coordination_before(token, depth)
            if near:
                return near
        named = tuple(a for o in self._owners(token) for a in self._who(o, depth + 1))
        return named if len(named) > 1 else self.parties

    def _coordination_before(self, token: Token, depth: int, sentences: int = 0) -> Actors:
        """The nearest two or more actors joined by "and" before ``token``, so many sentences back."""
        number = self._parsed.number_of(token)
        first = self._parsed.sentences[max(0, number - sentences)].start
        for i in range(token.i - 1, first - 1, -1):
            other = self._doc[i]
            if other.dep_ != "conj" and children(other, "conj") and self._at.get(i) is not None:
                found = tuple(self._who(other, depth + 1))
                if len(found) > 1:
                    return found
        return ()

    # Pronouns

    def _pronoun(self, token: Token, depth: int) -> Actors:
        word = token.lower_
        if word in ("whom", "which") or (word == "both" and sides.of_phrase(token)):
            return self._coordination_before(token, depth)
        if word in FIRST:
            return tuple(a for s in speakers(token, self._cues["speech"]) for a in self._who(s, depth + 1))
        if word not in PERSONAL | NEUTER | PLURAL:
            return tuple(a for o in sides.of_phrase(token) for a in self._who(o, depth + 1))
        if word == "it" and (token.dep_ == "dobj" or is_expletive(token)):
            return ()  # what is denied or called something is mostly no party
        back = 1 if word in NEUTER else 2
        for candidate in dict.fromkeys(candidates(self._parsed, token, back)):
            if word in NEUTER and not self._may_be_it(candidate, token):
                continue
            inside = candidate.is_ancestor(token)  # "Blair and his Irish counterpart"
            found = _distinct(self._one(candidate, depth + 1) if inside else self._who(candidate, depth + 1))
            if found and _agrees(word, candidate, found):
                return found
            if word in NEUTER and not found and is_thing(candidate):
                return ()
        return ()

    def _may_be_it(self, candidate: Token, token: Token) -> bool:
        """Whether "it" reaches so far: to a subject, in its own sentence also to others."""
        near = self._parsed.number_of(candidate) == self._parsed.number_of(token)
        return near or candidate.dep_ in SUBJECTS

    # Main parties

    def _main_parties(self) -> Actors:
        """The first two or more parties that sign, meet, fight or make peace with one another.

        Where nobody does, those of whom one accuses or fights the other, if both are known.
        """
        third = self._third_parties()
        joint = list(sides.joint(self._parsed, self._cues))
        for fits in (_may_be_party, _may_fight):
            for heads in joint:
                found = self._parties_of(heads, fits, third)
                if len(found) > 1 and any(_may_be_party(a) for a in found):
                    return found
        for heads in sides.hostile(self._parsed, self._cues):
            found = self._parties_of(heads, _may_be_party, third)
            if len(found) > 1 and all(a.country for a in found):
                return found
        return ()

    def _parties_of(self, heads: list[Token], fits: Callable[[Actor], bool], third: set[str]) -> Actors:
        found = _distinct(a for t in heads for a in self._who(t, 1))
        named = _distinct(self._as_party(a) for a in found if fits(a) and a.name not in third)
        return tuple(a for a in named if a.name not in third)

    def _as_party(self, actor: Actor) -> Actor:
        """The party itself: the state of its president, or of its people ("the Russians")."""
        people = actor.kind == "group" and actor.sector is None and actor.code == actor.country
        state = self._country(actor) if people and actor.country else None
        return state or self.principal(actor)

    def _third_parties(self) -> set[str]:
        """Names of those who mediate, host or observe, and of those whose envoys do."""
        found = [a for t in sides.third_parties(self._parsed, self._cues) for a in self._who(t, 1)]
        return {name for a in found for name in (a.name, self.principal(a).name)}


def _joined_to_apposition(token: Token) -> list[Token]:
    """ "Chad's president, Idriss Deby, and Libya's": what is joined may hang on the apposition.

    Of "Chad, Niger and Mali" the model often makes an apposition too.
    """
    if token.tag_ not in ("NN", "NNP"):
        return []
    found = []
    for name in children(token, "appos"):
        joined = children(name, "conj")
        listed = bool(joined) and token.tag_ == "NNP" and name.text[0].isupper()
        found += [name] if listed else joined
    return found


def _may_be_party(actor: Actor) -> bool:
    """Whether ``actor`` can wage war or make peace: no bystander, no organisation between states."""
    known = bool(actor.country or actor.sector or actor.name != actor.text)
    return known and actor.kind not in ("igo", "ngo") and actor.sector not in ("IGO", "NGO", "MED", "CVL")


def _may_fight(actor: Actor) -> bool:
    """The same, with alliances of states: NATO and the Yugoslav generals."""
    return _may_be_party(actor) or actor.kind == "igo"


def _distinct(actors: Iterable[Actor]) -> Actors:
    return tuple({(a.name, a.sector): a for a in reversed(list(actors))}.values())[::-1]


def _agrees(pronoun: str, head: Token, found: Actors) -> bool:
    plural = len(found) > 1 or head.tag_ in ("NNS", "NNPS")
    person = len(found) == 1 and found[0].kind == "person"
    if pronoun in PERSONAL:
        return person
    if pronoun in NEUTER:
        return not plural and not person
    return plural or found[0].kind in ("group", "armed group")


def _fits(actor: Actor, role: Role, party: Actor) -> bool:
    """Whether a bare role can mean ``party``: the army a state, the rebels an armed group."""
    if actor.sector in ("REB", "OPP", "SEP", "INS", "UAF"):
        return party.kind == "armed group" or party.sector in ("REB", "OPP", "SEP", "INS")
    if actor.sector in ("GOV", "MIL", "COP"):
        return party.kind == "state" or party.sector in ("GOV", "MIL")
    return role.sector is None and party.kind in ("armed group", "group") and not role.person
