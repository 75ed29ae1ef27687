"""Actors in, a cast out: which party or parties a noun phrase or a pronoun stands for.

What the text does not settle stays unresolved: it is named by its own words, or is nobody. The
names at their words are the roster's; words that name nobody are settled in unnamed, the main
parties in main_parties; here a phrase is followed through the parse to whom it stands for.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from truceline.codebook import SHIPPED, Codebook
from truceline.language import Parsed
from truceline.language.syntax import (
    RELATIVES,
    SUBJECTS,
    antecedent,
    children,
    companions,
    is_verb,
    verb_of,
)
from truceline.mentions import sides, unnamed
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
from truceline.mentions.main_parties import main_parties
from truceline.mentions.roster import Actors, call_roll, distinct
from truceline.records import Actor, Place

_DEPTH = 8


class Cast:
    """Who is who in one article. Built once; its questions change nothing."""

    def __init__(self, parsed: Parsed, actors: Actors, codebook: Codebook = SHIPPED) -> None:
        self._parsed, self.actors = parsed, actors
        self._roster = call_roll(parsed, actors, codebook)
        self._cues = self._roster.cues
        self._answers: dict[int, Actors] = {}
        self.parties: Actors = ()
        self.parties = main_parties(self._roster, lambda token: self._who(token, 1))

    def who(self, token: Token) -> Actors:
        """The parties that the phrase headed by ``token`` stands for, in order; () for nobody.

        A coordination gives all its members, "both sides" the main parties of the article, a
        pronoun its antecedent; each party comes once.
        """
        if token.i not in self._answers:
            self._answers[token.i] = distinct(self._who(token, 0))
        return self._answers[token.i]

    def is_actor(self, token: Token) -> bool:
        """Whether ``token`` heads a phrase that stands for somebody."""
        return bool(self.who(token))

    def actor_at(self, token: Token) -> Actor | None:
        """The actor whose mention covers ``token``, nothing resolved."""
        return self._roster.at.get(token.i)

    def by_text(self, token: Token) -> Actor:
        """The phrase of ``token`` as an actor that is known by its own words alone."""
        return unnamed.by_text(token, self._roster)

    def principal(self, actor: Actor) -> Actor:
        """For whom ``actor`` speaks: the state or organisation of a person, else ``actor`` itself.

        The words stay the person's: "envoy Martin Griffiths" gives the United Nations there.
        """
        party = self._roster.principal(actor)
        return self._roster.as_at(party, actor) if party else actor

    def state(self, place: Place) -> Actor | None:
        """The state in which ``place`` lies, at its words."""
        party = self._roster.known.parties.get(place.country or "")
        return party.at(self._parsed.text, place.start, place.end) if party else None

    def _who(self, token: Token, depth: int) -> Iterator[Actor]:
        if depth > _DEPTH or token.is_punct:
            return
        yield from self._one(token, depth)
        for other in (*children(token, "conj"), *_joined_to_apposition(token), *companions(token)):
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

    # Nouns

    def _noun(self, token: Token, depth: int) -> Actors:
        roster = self._roster
        if token.i in roster.inner:
            return (roster.inner[token.i],)
        actor = roster.head.get(token.i)
        if actor is None and (covering := roster.at.get(token.i)) is not None and self._covers_head(token):
            actor = covering
        if actor is not None:
            return self._specified(token, actor, depth)
        named = unnamed.named_beside(token, roster) or unnamed.the_group(token, roster, self.parties)
        if named is not None:
            return (named,)
        several = self._several_owners(token, depth)
        if several:
            return several
        if token.lemma_.lower() in self._cues["partitive"] or token.pos_ in ("NUM", "DET"):
            return tuple(a for o in sides.of_phrase(token) for a in self._who(o, depth + 1))
        apposed = self._apposition(token, depth)
        return apposed or unnamed.the_country(token, roster) or unnamed.stranger(token, roster)

    def _covers_head(self, token: Token) -> bool:
        """Whether ``token`` is the head of what its actor's words say, or a name within a word."""
        actor = self._roster.at[token.i]
        head = token.head
        return head.i == token.i or self._roster.at.get(head.i) is not actor

    def _apposition(self, token: Token, depth: int) -> Actors:
        """The name that says who a noun is: "the regional bloc IGAD", "a neighbour, Kenya"."""
        if token.pos_ == "PROPN" and token.text in self._roster.names.gazetteer:
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
        role = self._roster.role(token)
        above = self._roster.head.get(token.head.i) if token.dep_ == "appos" else None
        if role is not None and role.person and above is not None and above.kind == "person":
            return (above,)
        if role is None or actor.kind in ("igo", "ngo") or (actor.kind == "person" and not role.person):
            return (actor,)
        several = self._several_owners(token, depth)
        holder = actor.name in self._roster.known.by_name  # the UN secretary-general of the day
        if len(several) > 1 or (several and actor.country is None and not holder):
            return several
        if actor.country is not None or actor.kind == "person":
            return (actor,)
        return (unnamed.only_of_its_sort(token, actor, role, self._roster, self.parties),)

    def _apposed(self, token: Token, actor: Actor, depth: int) -> Actors:
        """The name that a generic phrase carries: "rebel supporter Ankara", "the bloc, IGAD"."""
        party_names = self._roster.known.party_names
        if actor.kind != "group" or actor.name in party_names:
            return ()
        for child in children(token, "appos"):
            own = self._roster.at.get(child.i)
            named = own is not None and (own.kind != "group" or own.name in party_names)
            if own is not None and named and own.name != actor.name:
                return tuple(self._who(child, depth + 1))
        return ()

    def _several_owners(self, token: Token, depth: int) -> Actors:
        """The parties whose role it is: "Russian and Turkish troops", "whose country", "their envoys"."""
        role = self._roster.role(token)
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
            return tuple(a for o in owners if (a := self._roster.country(o)) is not None)
        return tuple(self._roster.office(role, token, o) for o in owners) if role else ()

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
        actor, mention = self._roster.at.get(token.i), self._roster.names.at.get(token.i)
        if actor is None or (mention is not None and mention.inside_word):
            return False
        return actor.country is not None or actor.kind != "group"

    # Sides

    def _sides(self, token: Token, depth: int) -> Actors:
        """The main parties; of "both" or "the two leaders" after a coordination, its members."""
        lemma = token.lemma_.lower()
        if lemma in self._cues["state_noun"]:
            near = self._coordination_before(token, depth, sentences=2) or self.parties
            return tuple(state for a in near if (state := self._roster.country(a)) is not None)
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
            other = self._parsed.doc[i]
            if other.dep_ != "conj" and children(other, "conj") and self._roster.at.get(i) is not None:
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
            found = distinct(self._one(candidate, depth + 1) if inside else self._who(candidate, depth + 1))
            if found and (_agrees(word, candidate, found) or self._is_person(word, candidate)):
                return found
            if word in NEUTER and not found and is_thing(candidate):
                return ()
        return ()

    def _is_person(self, pronoun: str, candidate: Token) -> bool:
        """Whether "he" may be the bearer of a role: "the envoy of Kenya", whom Kenya stands for."""
        role = self._roster.role(candidate)
        return pronoun in PERSONAL and role is not None and role.person and candidate.tag_ in ("NN", "NNP")

    def _may_be_it(self, candidate: Token, token: Token) -> bool:
        """Whether "it" reaches so far: to a subject, in its own sentence also to others."""
        near = self._parsed.number_of(candidate) == self._parsed.number_of(token)
        return near or candidate.dep_ in SUBJECTS


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


def _agrees(pronoun: str, head: Token, found: Actors) -> bool:
    plural = len(found) > 1 or head.tag_ in ("NNS", "NNPS")
    person = len(found) == 1 and found[0].kind == "person"
    if pronoun in PERSONAL:
        return person
    if pronoun in NEUTER:
        return not plural and not person
    return plural or found[0].kind in ("group", "armed group")
