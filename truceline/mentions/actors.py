"""Parsed sentences in, actors out: every state, group, organisation, person and role that is mentioned.

A role takes the country or group that its own phrase names ("the Syrian army", "officers of the
Houthi movement"); without one it stays a role. Who a phrase stands for in its context (pronouns,
"both sides", "the rebels") is decided in cast.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import msgspec
from spacy.tokens import Token

from truceline.codebook import SHIPPED, Codebook
from truceline.codebook.words import words
from truceline.language import Parsed
from truceline.mentions.gazetteer import gazetteer
from truceline.mentions.lexicon import Entry, Leader, Lexicon, Match, Role, fold
from truceline.mentions.parties import Directory, Named, Party, directory, held_at, people_of, surname
from truceline.records import Actor

CUES = "actors/cues.yaml"
_MODIFIER = ("amod", "compound", "nmod", "poss", "npadvmod")
# Of two meanings of one name the earlier is taken.
_ORDER = ("group", "metonym", "name", "person", "capital", "adjective", "people", "role")


@dataclass(frozen=True)
class Mention:
    """A name of the codebook in the text: characters, half-open token range, its head, its meaning."""

    start: int
    end: int
    i: int
    j: int
    head: Token
    named: Named

    @property
    def inside_word(self) -> bool:
        """Whether it is part of a joined word: Iran in "Iran-backed"."""
        last = self.head.doc[self.j - 1]
        return self.end < last.idx + len(last)


@dataclass(frozen=True)
class Found:
    """A party with the half-open character range that mentions it."""

    start: int
    end: int
    party: Party


def find_actors(parsed: Parsed, codebook: Codebook = SHIPPED) -> tuple[Actor, ...]:
    """Every named or generic actor in ``parsed``, in order of the text, without overlaps."""
    return tuple(f.party.at(parsed.text, f.start, f.end) for f in _Finder(parsed, codebook).run())


def published(parsed: Parsed) -> str | None:
    """The article's date as an ISO prefix."""
    return parsed.article.published.value if parsed.article.published else None


def find_mentions(parsed: Parsed, known: Directory, codebook: Codebook) -> tuple[Mention, ...]:
    """The codebook's names in the text; "pro-Russian" mentions nobody."""
    cues = words(codebook, CUES)["against_prefix"]
    found = []
    for match in known.names.find(parsed.text):
        if _is_prefixed(parsed.text, match.start, cues):
            continue
        mention = _aligned(parsed, match)
        if mention is not None:
            found.append(mention)
    return tuple(found)


def _is_prefixed(text: str, start: int, prefixes: frozenset[str]) -> bool:
    if text[start - 1 : start] not in ("-", "‑", "–"):
        return False
    before = text[max(0, start - 12) : start - 1].split()
    return bool(before) and before[-1].lower().strip("\"'“‘(") in prefixes


def _aligned(parsed: Parsed, match: Match[Named]) -> Mention | None:
    span = parsed.doc.char_span(match.start, match.end, alignment_mode="expand")
    if span is None or not parsed.sentence_of(span[0]).parsed:
        return None
    named = min(match.values, key=lambda n: _ORDER.index(n.how))
    head = span.root
    if named.how == "role" and head.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return None
    return Mention(match.start, match.end, span.start, span.end, head, named)


class _Finder:
    """One article's search; ``taken`` holds the tokens that belong to an actor already."""

    def __init__(self, parsed: Parsed, codebook: Codebook) -> None:
        self.doc = parsed.doc
        self.text = parsed.text
        self.day = published(parsed)
        self.known = directory(codebook)
        self.cues = words(codebook, CUES)
        self.gazetteer = gazetteer(codebook)
        self.mentions = find_mentions(parsed, self.known, codebook)
        self.at = {i: m for m in self.mentions for i in range(m.i, m.j)}
        self.taken: set[int] = set()
        self.found: list[Found] = []
        self.introduced: dict[str, Party] = {}

    def run(self) -> list[Found]:
        """Titles before roles, roles before bare names: the larger phrase takes its parts."""
        for mention in self.mentions:
            if mention.named.role is not None:
                self._titled(mention, mention.named.role)
        for mention in self.mentions:
            if mention.named.role is not None and not self._is_taken(mention.i, mention.j):
                self._role(mention, mention.named.role)
        for mention in self.mentions:
            if mention.named.leader is not None and not self._is_taken(mention.i, mention.j):
                self._leader(mention, mention.named.leader)
        self._acronyms()
        self._organisations()
        for mention in self.mentions:
            party = mention.named.party
            if party is not None and not self._is_taken(mention.i, mention.j) and self._is_party(mention):
                if mention.named.how == "adjective" and _stands_alone(mention.head):
                    party = replace(people_of(party), name=self.text[mention.start : mention.end])
                self._take(mention.i, mention.j, party, mention.start, mention.end)
        self._apposed()
        self._short_names()
        self._reintroduced()
        return sorted(self.found, key=lambda f: f.start)

    def _is_taken(self, i: int, j: int) -> bool:
        return any(k in self.taken for k in range(i, j))

    def _take(self, i: int, j: int, party: Party, start: int | None = None, end: int | None = None) -> None:
        """Keep ``party`` for the tokens ``i`` to ``j`` (the characters, where given)."""
        while i < j - 1 and (i in self.taken or self.doc[i].is_punct):
            i, start = i + 1, None
        if self._is_taken(i, j):
            return
        if start is None and i in self.at and self.at[i].i == i:
            start = self.at[i].start  # the tokenizer may have left something before it
        last = self.doc[j - 1]
        self.taken.update(range(i, j))
        self.found.append(
            Found(
                self.doc[i].idx if start is None else start,
                last.idx + len(last) if end is None else end,
                party,
            )
        )

    # Persons

    def _titled(self, mention: Mention, role: Role) -> None:
        """A title or role right before a name: "Foreign Minister Jan Kovac", "envoy Martin Griffiths"."""
        if mention.named.role is None or mention.j >= len(self.doc):
            return
        following = self.at.get(mention.j)
        leader = following.named.leader if following and following.i == mention.j else None
        end = following.j if following and leader else self._name_end(mention.j)
        if end == mention.j or not (leader or self._is_person(mention, role)):
            return
        name = self.doc[mention.j : end].text
        start, of = self._owner(mention, self.doc[end - 1])
        leader = leader or self._in_office(name, role, of)
        party = self.known.party_of(leader, self.day, of) if leader else self._stranger(name, role, of)
        self._take(start, end, party)
        self._introduce(name, party)

    def _is_person(self, mention: Mention, role: Role) -> bool:
        """Whether the role is that of one person: an envoy, a journalist, no company and no court."""
        if role.person:
            return True
        single = mention.head.tag_ in ("NN", "NNP") and role.kind == "group"
        return single and mention.head.lemma_.lower() not in self.cues["organisation_head"]

    def _stranger(self, name: str, role: Role, of: Party | None) -> Party:
        sector = role.sector or (of.sector if of else None)
        if of is None:
            return Party(name, sector, None, sector, "person")
        code = of.code if of.sector == sector or not of.country else f"{of.country} {sector}"
        return Party(name, code, of.country, sector, "person", of.id)

    def _in_office(self, name: str, role: Role, of: Party | None) -> Leader | None:
        """The leader whom a surname after a title means: "President Kiir"."""
        bearers = [
            leader
            for leader in self.known.surnames.get(fold(surname(name)), ())
            if fold(leader.name).endswith(fold(name))
            and any(
                (r := self.known.roles.get(t.office)) and r.id == role.id and (not of or of.id == t.of)
                for t in leader.roles
            )
        ]
        if self.day and len(bearers) > 1:
            bearers = [b for b in bearers if held_at(b, self.day)] or bearers
        return bearers[0] if len(bearers) == 1 else None

    def _leader(self, mention: Mention, leader: Leader) -> None:
        start = mention.i
        while start > 0 and self._is_courtesy(start - 1):
            start -= 1
        if self._continues(mention):
            return
        party = self.known.party_of(leader, self.day)
        self._take(start, mention.j, party)
        self._introduce(leader.name, party)

    def _continues(self, mention: Mention) -> bool:
        """Whether the name goes on or began earlier: "Assad Street", "Maher Assad"."""
        before = self.doc[mention.i - 1] if mention.i else None
        alone = mention.j - mention.i == 1
        return bool(
            alone
            and before is not None
            and before.pos_ == "PROPN"
            and before.dep_ == "compound"
            and before.head.i == mention.head.i
            and before.i not in self.at
            and not self._is_courtesy(before.i)
            and before.text[0].isupper()
            and before.lower_ not in self.cues["compass"]
        )

    def _is_courtesy(self, i: int) -> bool:
        return self.doc[i].lower_ in self.cues["courtesy"] and self.doc[i].text[0].isupper()

    def _name_end(self, i: int) -> int:
        """The end of the run of proper names that starts at ``i``; ``i`` where there is none."""
        start = i
        while i < len(self.doc) and self._is_courtesy(i):
            i += 1
        end = i
        while end < len(self.doc) and self._is_name_part(end, end == i):
            mention = self.at.get(end)
            if (
                mention is not None
                and mention.named.leader is None
                and end == i
                and mention.j - mention.i > 1
            ):
                break
            end += 1
        while end > i and not self.doc[end - 1].text[0].isupper():
            end -= 1
        if end == i or (end == i + 1 and self._is_other_name(i)):
            return start
        return end

    def _is_name_part(self, i: int, first: bool) -> bool:
        token = self.doc[i]
        if token.lower_ in self.cues["calendar"]:
            return False
        if token.text[0].isupper():
            return token.pos_ == "PROPN"
        return not first and token.lower_ in self.cues["name_particle"]

    def _is_other_name(self, i: int) -> bool:
        mention = self.at.get(i)
        return mention is not None and mention.named.leader is None

    def _introduce(self, name: str, party: Party) -> None:
        """A person is called by surname from then on."""
        if len(surname(name)) > 2:
            self.introduced.setdefault(surname(name), party)
        self.introduced.setdefault(name, party)

    def _apposed(self) -> None:
        """A name that a role explains: "Ismail Wais, IGAD's special envoy", "the minister, Ali Hassan"."""
        for found in list(self.found):
            tokens = self.doc.char_span(found.start, found.end)
            mention = self.at.get(tokens.root.i) if tokens is not None else None
            role = mention.named.role if mention is not None else None
            if tokens is None or mention is None or role is None or not self._is_person(mention, role):
                continue
            head = tokens.root
            names = [head.head] if head.dep_ == "appos" else [c for c in head.rights if c.dep_ == "appos"]
            for name in names:
                self._named_person(name, found.party)

    def _named_person(self, name: Token, party: Party) -> None:
        start, end = self._run_around(name.i)
        if name.pos_ != "PROPN" or self._is_taken(start, end) or self._is_other_name(name.i):
            return
        text = self.doc[start:end].text
        person = replace(party, name=text, kind="person")
        self._take(start, end, person)
        self._introduce(text, person)

    def _run_around(self, i: int) -> tuple[int, int]:
        start = end = i
        while start > 0 and self.doc[start - 1].pos_ == "PROPN" and self.doc[start - 1].text[0].isalpha():
            start -= 1
        while end < len(self.doc) and self.doc[end].pos_ == "PROPN":
            end += 1
        return start, end

    def _short_names(self) -> None:
        """A group is called by the last word of its name from then on: the Tigers."""
        for mention in self.mentions:
            words = self.doc[mention.i : mention.j]
            party = mention.named.party
            if mention.named.how != "group" or party is None or len(words) < 2:
                continue
            last = words[-1].text
            if all(w.text[0].isupper() for w in words) and last.endswith("s") and last.isalpha():
                self.introduced.setdefault(last, party)

    def _reintroduced(self) -> None:
        """Names that the article itself introduced: surnames, acronyms, "the North"."""
        entries = [Entry(n, p) for n, p in self.introduced.items()]
        for party in {f.party.id: f.party for f in self.found}.values():
            for name in self.known.later.get(party.id or "", ()):
                entries += [Entry(n, party, "exact") for n in (name, name[0].upper() + name[1:])]
        if not entries:
            return
        own = Lexicon(entries)
        for match in own.find(self.text):
            span = self.doc.char_span(match.start, match.end)
            if span is None or self._is_taken(span.start, span.end) or span.root.dep_ in ("", "compound"):
                continue
            start = span.start
            while start > 0 and self._is_courtesy(start - 1):
                start -= 1
            self._take(start, span.end, match.values[0])

    # Roles

    def _role(self, mention: Mention, role: Role) -> None:
        head = mention.head
        if self._is_absorbed(mention) or self._names_another(mention):
            return
        start, of = self._owner(mention, head)
        parties = self._owners(mention, head)
        if len({p.id or p.name for _, p in parties}) > 1:
            return
        role = self._specified(mention, role)
        if of is None and not (role.sector or role.person or role.speaks_for):
            return
        end = max([mention.j, *(m.j for m, _ in parties)])
        text = self.doc[start:end].text
        if of is None:
            plural = role.kind == "person" and mention.head.tag_ in ("NNS", "NNPS")
            kind = "group" if plural or role.kind == "state" else role.kind
            self._take(start, end, Party(text, role.sector, None, role.sector, kind))
            return
        party = self._holder(mention, role, of) or self.known.office(role, self._plain(mention, text), of)
        self._take(start, end, party)

    def _plain(self, mention: Mention, text: str) -> str:
        return (
            text
            if mention.named.role and mention.named.role.sector not in ("MIL", "COP", "SPY")
            else (self.doc[mention.i : mention.j].text)
        )

    def _holder(self, mention: Mention, role: Role, of: Party) -> Party | None:
        """The person who held the office at the article's date: "the French president"."""
        if not role.person or of.id is None:
            return None
        holders = self.known.holders(role, self.doc[mention.i : mention.j].text, of.id, self.day)
        return self.known.party_of(holders[0], self.day) if len(holders) == 1 else None

    def _specified(self, mention: Mention, role: Role) -> Role:
        """The sector of a role before the role: "rebel spokesman" is the rebels'."""
        for token in mention.head.lefts:
            other = self.at.get(token.i)
            if token.dep_ not in _MODIFIER or other is None or other.named.role is None or other is mention:
                continue
            sector = other.named.role.sector
            if role.sector is None or (sector not in (None, "GOV") and role.sector != "GOV"):
                return msgspec.structs.replace(role, sector=sector)
        return role

    def _is_absorbed(self, mention: Mention) -> bool:
        """Whether the role only describes another role or a name: "rebel" in "rebel spokesman"."""
        head = mention.head
        while head.dep_ in _MODIFIER and head.head.i > head.i:
            head = head.head
            other = self.at.get(head.i)
            if other is not None and other is not mention:
                return other.named.role is not None or other.named.how != "role"
        return False

    def _names_another(self, mention: Mention) -> bool:
        """Whether a name follows that says who it is: "rebel supporter Ankara"."""
        following = self.at.get(mention.j)
        if following is None or following.i != mention.j or following.named.how in ("role", "adjective"):
            return False
        last = self.doc[following.j - 1]
        return following.head.i >= mention.j and following.head.pos_ == "PROPN" and last.pos_ == "PROPN"

    def _owner(self, mention: Mention, head: Token) -> tuple[int, Party | None]:
        """The start of the whole phrase, and the one party whose role it is."""
        owners = self._owners(mention, head)
        start = mention.i
        for token in self._left(mention, head):
            other = self.at.get(token.i)
            if other is not None and (other.named.role or other.named.how != "role"):
                start = min(start, other.i)
            elif (
                token.pos_ in ("ADJ", "PROPN", "NOUN") and token.i == start - 1 and not self._is_joined(token)
            ):
                start = token.i
        distinct = {p.id or p.name: p for _, p in owners}
        return start, next(iter(distinct.values())) if len(distinct) == 1 else None

    def _is_joined(self, token: Token) -> bool:
        """Whether a hyphen ties ``token`` to the word before it: "22-year-old"."""
        return token.i > 0 and self.doc[token.i - 1].text in ("-", "–")

    def _left(self, mention: Mention, head: Token) -> list[Token]:
        """The modifiers before the role, nearest first, of it or of the name that it stands before."""
        tokens = {
            t.i: t for h in {mention.head.i: mention.head, head.i: head}.values() for t in _premodifiers(h)
        }
        return [tokens[i] for i in sorted(tokens, reverse=True) if i < mention.i]

    def _owners(self, mention: Mention, head: Token) -> list[tuple[Mention, Party]]:
        """The named parties whose role this is, with where they are named."""
        found = [m for t in self._left(mention, head) if (m := self.at.get(t.i)) is not None]
        for preposition in mention.head.children:
            if preposition.dep_ == "prep" and preposition.lower_ in ("of", "for", "from"):
                for token in preposition.children:
                    if token.dep_ == "pobj":
                        found += [m for k in _with_conjuncts(token) if (m := self._named_at(k)) is not None]
        return [
            (m, p) for m in dict.fromkeys(found) if not m.inside_word and (p := self._party_at(m)) is not None
        ]

    def _named_at(self, token: Token) -> Mention | None:
        mention = self.at.get(token.i)
        return mention if mention is not None and mention.head.i == token.i else None

    def _party_at(self, mention: Mention) -> Party | None:
        if mention.named.leader is not None:
            return self.known.party_of(mention.named.leader, self.day)
        return mention.named.party

    # Names

    def _is_party(self, mention: Mention) -> bool:
        """Whether a bare name is an actor: a capital is one where it acts, else a place."""
        above = mention.head.head
        if mention.head.dep_ == "compound" and above.pos_ == "PROPN" and above.text[0].isupper():
            return above.lemma_.lower() not in self.cues["no_stranger"]  # the Jordan Valley
        if mention.named.how in ("name", "capital") and self._continues(mention):
            return False  # De Lima, Michael Jordan
        if mention.named.how != "capital":
            return True
        return stands_for_government(mention.head, self.cues)

    def _acronyms(self) -> None:
        """A long name with its acronym in brackets: "Tigray Defence Council (TDC)"."""
        for token in self.doc[1:-1]:
            if not (token.text.isupper() and 2 <= len(token.text) <= 8 and token.nbor(-1).text == "("):
                continue
            if token.nbor(1).text != ")" or token.i < 3 or token.i in self.taken:
                continue
            known = self.at.get(token.i - 2)
            if known is not None and known.named.party is not None and known.named.how == "group":
                self.introduced.setdefault(token.text, known.named.party)
                continue
            start = self._initials(token.i - 1, token.text)
            if start is not None and not self._is_taken(start, token.i - 1) and token.i not in self.at:
                text = self.doc[start : token.i - 1].text
                party = self._organisation(start, token.i - 1, text)
                self._take(start, token.i - 1, party)
                self.introduced.setdefault(token.text, party)

    def _initials(self, end: int, acronym: str) -> int | None:
        """Where the name before ``end`` begins whose initials are the acronym's."""
        letters, i = acronym.lower(), end
        while i > 0 and letters and end - i < 12:
            i -= 1
            token = self.doc[i]
            if token.is_punct and token.text != "-":
                return None
            if token.text[0].isupper() and letters.endswith(token.text[0].lower()):
                letters = letters[:-1]
            elif token.text[0].isupper() and letters != acronym.lower():
                continue
        return i if not letters and self.doc[i].text[0].isupper() else None

    def _organisations(self) -> None:
        """Proper names that end as organisations do: "Munich Regional Court"."""
        i = 0
        while i < len(self.doc):
            end = self._capitalised_end(i)
            if end - i >= 2 and not self._is_taken(i, end):
                head = self._organisation_head(i, end)
                if head is not None and not self._is_known(i, end) and not self._is_place(i, end):
                    self._take(i, end, self._organisation(i, end, self.doc[i:end].text))
            i = max(end, i + 1)

    def _is_place(self, i: int, end: int) -> bool:
        return self.doc[i:end].text in self.gazetteer

    def _is_known(self, i: int, end: int) -> bool:
        """Whether the codebook knows the run as a whole."""
        mention = self.at.get(i)
        return mention is not None and mention.j >= end

    def _capitalised_end(self, i: int) -> int:
        end = i
        while (
            end < len(self.doc) and self.doc[end].text[0].isupper() and self.doc[end].pos_ in ("PROPN", "ADJ")
        ):
            end += 1
        return end

    def _organisation_head(self, i: int, end: int) -> Token | None:
        last = self.doc[end - 1]
        return last if last.lower_ in self.cues["organisation_head"] and last.pos_ == "PROPN" else None

    def _organisation(self, start: int, end: int, text: str) -> Party:
        """An organisation that the codebook does not know, with the country its name holds."""
        inside = [m for i in range(start, end) if (m := self.at.get(i)) is not None and m.named.party]
        country = inside[0].named.party.country if inside and inside[0].named.party else None
        roles = [m.named.role for i in range(start, end) if (m := self.at.get(i)) and m.named.role]
        sector = roles[-1].sector if roles else None
        code = f"{country} {sector}" if country and sector else country or sector
        return Party(text, code, country, sector, "group")


def _premodifiers(head: Token) -> Iterator[Token]:
    """What stands before ``head`` and describes it, what describes that, and what is coordinated with it."""
    for token in head.lefts:
        if token.dep_ in _MODIFIER:
            yield token
            yield from _premodifiers(token)
            for other in token.rights:
                if other.dep_ == "conj":
                    yield other


def _with_conjuncts(token: Token) -> Iterator[Token]:
    yield token
    for other in token.rights:
        if other.dep_ == "conj":
            yield from _with_conjuncts(other)


def _stands_alone(token: Token) -> bool:
    """Whether an adjective is a noun of its own: "an Iranian", "the French"."""
    return token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos") and any(
        c.dep_ in ("det", "nummod") for c in token.lefts
    )


def stands_for_government(token: Token, cues: dict[str, frozenset[str]]) -> bool:
    """Whether a capital's name stands for the government there: Damascus refused, talks with Kyiv."""
    while token.dep_ in ("conj", "appos") and token.head.i != token.i:
        token = token.head
    head = token.head
    if token.dep_ in ("nsubj", "dobj", "nsubjpass"):
        physical = head.lemma_ in cues["place_verb"]
        return not (physical and token.dep_ in ("dobj", "nsubjpass"))
    if token.dep_ in ("poss", "compound", "nmod", "amod"):
        return head.lemma_.lower() not in cues["place_noun"] and head.pos_ != "PROPN"
    if token.dep_ != "pobj" or head.lower_ in cues["place_preposition"]:
        return token.dep_ == "agent"
    governor = head.head.lemma_.lower()
    if head.lower_ in ("to", "from", "for"):
        return governor not in cues["motion"]
    if head.lower_ in ("of", "on"):
        return governor not in cues["place_noun"] | cues["motion"] | cues["place_verb"]
    return head.lower_ in ("with", "against", "between", "by", "among", "upon")
