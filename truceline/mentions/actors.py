"""Parsed sentences in, actors out: every state, group, organisation, person and role that is mentioned.

A role takes the country or group that its own phrase names ("the Syrian army", "officers of the
Houthi movement"); without one it stays a role. Who a phrase stands for in its context (pronouns,
"both sides", "the rebels") is decided in cast.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from truceline.codebook import SHIPPED, Codebook
from truceline.language import Parsed
from truceline.mentions import roles, unlisted
from truceline.mentions.lexicon import Entry, Lexicon, Role
from truceline.mentions.naming import Mention, Names, find_names, stands_for_government
from truceline.mentions.parties import Party, people_of, surname
from truceline.records import Actor

_ORGANS = ("MIL", "COP", "SPY")


@dataclass(frozen=True)
class Found:
    """A party and the half-open token range that mentions it; the characters only where they differ.

    ``introduces`` are the names by which the article may call it from then on.
    """

    i: int
    j: int
    party: Party
    start: int | None = None
    end: int | None = None
    introduces: tuple[str, ...] = ()


def find_actors(parsed: Parsed, codebook: Codebook = SHIPPED) -> tuple[Actor, ...]:
    """Every named or generic actor in ``parsed``, in order of the text, without overlaps.

    The larger phrase takes its parts: titles with a name come before roles, roles before the bare
    names in them.
    """
    names = find_names(parsed, codebook)
    claims = _Claims(names)
    for stage in (_titled, _acronyms, _organisations, _roles, _leaders, _bare):
        claims.add(stage(names))
    claims.add(_apposed(names, claims.found))
    claims.add(_short(names))
    claims.add(_reintroduced(names, claims))
    return tuple(claims.actors())


class _Claims:
    """What is found so far: each token belongs to one actor, the first that claims it."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._taken: set[int] = set()
        self.found: list[Found] = []
        self.introduced: dict[str, Party] = {}

    def add(self, candidates: Iterator[Found]) -> None:
        """Keep the candidates whose tokens are free; their first tokens may be cut off."""
        for found in candidates:
            i = found.i
            while i < found.j - 1 and (i in self._taken or self._is_mark(i)):
                i += 1
            if any(k in self._taken for k in range(i, found.j)):
                continue
            self._taken.update(range(i, found.j))
            self.found.append(found if i == found.i else replace(found, i=i, start=None))
            for name in found.introduces:
                self.introduced.setdefault(name, found.party)

    def _is_mark(self, i: int) -> bool:
        token = self._names.doc[i]
        return token.is_punct or token.tag_ == "POS" or token.pos_ in ("CCONJ", "DET")

    def actors(self) -> Iterator[Actor]:
        """The actors in order of the text."""
        for found in sorted(self.found, key=lambda f: f.i):
            last, first = self._names.doc[found.j - 1], self._names.at.get(found.i)
            start = found.start
            if start is None:  # the tokenizer may have left something before a name
                named = first is not None and first.i == found.i
                start = first.start if first is not None and named else self._names.doc[found.i].idx
            end = last.idx + len(last) if found.end is None else found.end
            yield found.party.at(self._names.text, start, end)


def _titled(names: Names) -> Iterator[Found]:
    """A title or role right before a name: "Foreign Minister Jan Kovac", "envoy Martin Griffiths"."""
    for mention in names.mentions:
        role = mention.named.role
        if role is None or mention.j >= len(names.doc):
            continue
        following = names.at.get(mention.j)
        leader = names.leader(following) if following and following.i == mention.j else None
        end = following.j if following and leader else roles.name_end(names, mention.j)
        if end == mention.j or not (leader or roles.names_person(names, mention, role, end)):
            continue
        name, head = names.words(mention.j, end), names.doc[end - 1]
        of = roles.owner(names, mention, head)
        role = roles.specified(names, mention, head, role)
        leader = leader or roles.holder(names, name, role, of)
        party = (
            names.known.party_of(leader, names.day, of) if leader else roles.stranger(names, name, role, of)
        )
        start = roles.phrase_start(names, mention, head)
        yield Found(start, end, party, introduces=_ways_to_call(name))


def _ways_to_call(name: str) -> tuple[str, ...]:
    """A person is called by surname once introduced."""
    return (name, surname(name)) if len(surname(name)) > 2 else (name,)


def _roles(names: Names) -> Iterator[Found]:
    """Roles with the party in their phrase: "Syrian army", "envoys of the Taliban", "protesters"."""
    for mention in names.mentions:
        role = mention.named.role
        if role is None or roles.is_absorbed(names, mention) or roles.names_another(names, mention):
            continue
        owners = roles.owners(names, mention, mention.head)
        if len({p.id or p.name for _, p in owners}) > 1:
            continue  # "Russian and Turkish troops": each party stands for itself
        role = roles.specified(names, mention, mention.head, role)
        start = roles.phrase_start(names, mention, mention.head)
        end = max([mention.j, *(m.j for m, _ in owners)])
        of = owners[0][1] if owners else None
        if roles.is_local(role) and (of is None or of.country is None):
            of = _settled(of, roles.country_around(names, mention.head))
        if of is not None:
            yield Found(start, end, _office(names, mention, role, names.words(start, end), of))
        elif role.sector or role.person or role.speaks_for:
            yield Found(start, end, _nobody(mention, role, names.words(start, end)))


def _settled(people: Party | None, around: Party | None) -> Party | None:
    """A people without a state, where it lives: "Sunni tribesmen in Iraq"."""
    if people is None or around is None or people.kind != "group":
        return people or around
    return replace(people, country=around.country, code=f"{around.country} {people.sector}")


def _office(names: Names, mention: Mention, role: Role, text: str, of: Party) -> Party:
    """What the role makes of a party; the person who held it, where the article's date tells."""
    title = names.words(mention.i, mention.j)
    if role.person and of.id is not None:
        holders = names.known.holders(role, title, of.id, names.day)
        if len(holders) == 1:
            return names.known.party_of(holders[0], names.day)
    return names.known.office(role, title if role.sector in _ORGANS else text, of)


def _nobody(mention: Mention, role: Role, text: str) -> Party:
    """A role without a country, by its words."""
    plural = mention.head.tag_ in ("NNS", "NNPS")
    kind = "group" if role.kind == "state" or (role.kind == "person" and plural) else role.kind
    return Party(text, role.sector, None, role.sector, kind)


def _leaders(names: Names) -> Iterator[Found]:
    """Persons of the codebook without a title, with the Mr or General before them."""
    for mention in names.mentions:
        leader = names.leader(mention)
        if leader is None or names.begins_earlier(mention):
            continue
        start = mention.i
        while start > 0 and names.is_courtesy(start - 1):
            start -= 1
        party = names.known.party_of(leader, names.day)
        yield Found(start, mention.j, party, introduces=_ways_to_call(leader.name))


def _acronyms(names: Names) -> Iterator[Found]:
    for start, end, acronym in unlisted.acronyms(names):
        known = names.at.get(start)
        party = known.named.party if known is not None and known.j == end else None
        word = names.doc[acronym].text
        yield Found(start, end, party or unlisted.organisation(names, start, end), introduces=(word,))


def _organisations(names: Names) -> Iterator[Found]:
    for start, end in unlisted.organisations(names):
        yield Found(start, end, unlisted.organisation(names, start, end))


def _bare(names: Names) -> Iterator[Found]:
    """Names that no larger phrase has taken; a capital only where it stands for the government."""
    for mention in names.mentions:
        party = mention.named.party
        if party is None or not _is_actor(names, mention) or _people_behind(names, mention):
            continue
        before = _state_before(names, mention)
        if before is not None and before.named.party is not None:
            country = before.named.party.country
            words = names.words(before.i, mention.j)
            yield Found(before.i, mention.j, Party(words, f"{country} CVL", country, "CVL", "group"))
            continue
        if mention.named.how == "adjective" and _stands_alone(mention.head):
            party = replace(people_of(party), name=names.text[mention.start : mention.end])
        if party.kind == "group" and party.sector in (None, "CVL"):
            around = roles.country_around(names, mention.head, ("in", "of"))
            country = around.country if around is not None else party.country
            party = replace(party, country=country, code=country)
        yield Found(mention.i, mention.j, party, mention.start, mention.end)


def _people_behind(names: Names, mention: Mention) -> bool:
    """Whether a state's name only says which people follow: "[Turkish] Kurds"."""
    behind = names.at.get(mention.j)
    return behind is not None and behind.i == mention.j and _state_before(names, behind) is mention


def _state_before(names: Names, mention: Mention) -> Mention | None:
    """The state whose part of a people it is: "Turkish Kurds", "Kosovo Albanians"."""
    before = names.at.get(mention.i - 1)
    people = mention.named.how == "people" or (
        mention.named.how == "adjective"
        and mention.named.party is not None
        and mention.named.party.kind == "group"
        and mention.head.tag_ in ("NNS", "NNPS")
    )
    if not people or before is None or before.head.head.i != mention.head.i:
        return None
    state = before.named.party is not None and before.named.party.kind == "state"
    return before if state and before.named.how in ("name", "adjective") else None


def _is_actor(names: Names, mention: Mention) -> bool:
    above = mention.head.head
    if mention.head.dep_ == "compound" and above.pos_ == "PROPN" and above.text[0].isupper():
        given = names.text[mention.start : mention.end].lower() in names.cues["given_name"]
        if (given and above.i not in names.at) or above.lemma_.lower() in names.cues["no_stranger"]:
            return False  # Chad Wells, the Jordan Valley
    if mention.named.how in ("name", "capital") and names.begins_earlier(mention):
        return False  # Michael Jordan, De Lima
    return mention.named.how != "capital" or stands_for_government(mention.head, names.cues)


def _stands_alone(token: Token) -> bool:
    """Whether an adjective is a noun of its own: "an Iranian", "the French"."""
    noun = token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos")
    return noun and any(c.dep_ in ("det", "nummod") for c in token.lefts)


def _apposed(names: Names, found: list[Found]) -> Iterator[Found]:
    """Names that a role explains: "Ismail Wais, IGAD's special envoy", "the minister, Ali Hassan"."""
    for other in list(found):
        head = names.doc[other.i : other.j].root
        mention = names.at.get(head.i)
        role = mention.named.role if mention is not None else None
        if mention is None or role is None or not roles.is_person(names, mention, role):
            continue
        for name in _explained(names, other, head):
            listed = names.at.get(name.i)
            if name.pos_ == "PROPN" and (listed is None or listed.named.leader is not None):
                start, end = _run_around(names, name.i)
                text = names.words(start, end)
                party = replace(other.party, name=text, kind="person")
                yield Found(start, end, party, introduces=_ways_to_call(text))


def _explained(names: Names, role: Found, head: Token) -> list[Token]:
    """The heads of names that may be who holds the role: in apposition, or after its comma."""
    if head.dep_ == "appos":
        return [head.head]
    found = [c for c in head.rights if c.dep_ == "appos"]
    if role.j + 1 < len(names.doc) and names.doc[role.j].text == ",":
        end = roles.name_end(names, role.j + 1)
        if end - role.j > 2 and end < len(names.doc) and names.doc[end].text == ",":
            found.append(names.doc[end - 1])  # "the president of Chad, Idriss Deby, left"
    return found


def _run_around(names: Names, i: int) -> tuple[int, int]:
    start = end = i
    while start > 0 and _may_precede(names, start - 1):
        start -= 1
    while not names.doc[start].text[0].isupper() and start < i:
        start += 1
    while end < len(names.doc) and names.doc[end].pos_ == "PROPN":
        end += 1
    return start, max(end, i + 1)


def _may_precede(names: Names, i: int) -> bool:
    """Whether token ``i`` may be part of the name that goes on behind it: "Ziad al-"."""
    token = names.doc[i]
    return (token.pos_ == "PROPN" and token.text[0].isalpha()) or token.lower_ in names.cues["name_particle"]


def _short(names: Names) -> Iterator[Found]:
    """Groups by the last word of their name, once named: "the Tigers"."""
    called = []
    for mention in names.mentions:
        tokens, party = names.doc[mention.i : mention.j], mention.named.party
        if mention.named.how != "group" or party is None or len(tokens) < 2:
            continue
        last = tokens[-1].text
        if all(t.text[0].isupper() for t in tokens) and last.endswith("s") and last.isalpha():
            called.append(Entry(last, party))
    yield from _by_name(names, called)


def _reintroduced(names: Names, claims: _Claims) -> Iterator[Found]:
    """Names that the article itself introduced: surnames, acronyms, "the North"."""
    entries = [Entry(n, p) for n, p in claims.introduced.items()]
    for party in {f.party.id: f.party for f in claims.found}.values():
        for name in names.known.later.get(party.id or "", ()):
            entries += [Entry(n, party, "exact") for n in (name, name[0].upper() + name[1:])]
    yield from _by_name(names, entries)


def _by_name(names: Names, entries: list[Entry[Party]]) -> Iterator[Found]:
    if not entries:
        return
    for match in Lexicon(entries).find(names.text):
        span = names.doc.char_span(match.start, match.end)
        if span is None or span.root.dep_ in ("", "compound"):
            continue
        start = span.start
        while start > 0 and names.is_courtesy(start - 1):
            start -= 1
        yield Found(start, span.end, match.values[0])
