"""Parsed sentences in, the codebook's names of actors in them out, each at its tokens."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from truceline.codebook import SHIPPED, Codebook
from truceline.codebook.words import words
from truceline.language import Parsed
from truceline.mentions.gazetteer import Gazetteer, gazetteer
from truceline.mentions.lexicon import Leader, Match
from truceline.mentions.parties import Directory, Named, Party, directory, ethnic

CUES = "actors/cues.yaml"
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
class Names:
    """One article's names, with what is needed to judge them."""

    doc: Doc
    text: str
    day: str | None  # the article's date as an ISO prefix
    known: Directory
    cues: dict[str, frozenset[str]]
    gazetteer: Gazetteer
    mentions: tuple[Mention, ...]
    at: dict[int, Mention]  # by token

    @property
    def home(self) -> Party | None:
        """The state of all names, where they are of one country alone.

        Not where they only say whose officer somebody is: "a South African leader" says nothing of
        the president who receives him.
        """
        named = [m for m in self.mentions if m.named.party is not None]
        countries = {m.named.party.country for m in named if m.named.party and m.named.party.country}
        told = any(not self._is_of_officer(m) for m in named)
        return self.known.parties.get(countries.pop()) if len(countries) == 1 and told else None

    def _is_of_officer(self, mention: Mention) -> bool:
        behind = self.at.get(mention.j)
        role = behind.named.role if behind is not None else None
        return mention.named.how == "adjective" and role is not None and role.person and role.speaks_for

    def headed_by(self, token: Token) -> Mention | None:
        """The name whose head ``token`` is."""
        mention = self.at.get(token.i)
        return mention if mention is not None and mention.head.i == token.i else None

    def words(self, i: int, j: int) -> str:
        """The tokens ``i`` to ``j`` (half-open) as a name: line breaks are blanks."""
        return " ".join(self.doc[i:j].text.split())

    def party(self, mention: Mention) -> Party | None:
        """Who is named there; None for a role."""
        if mention.named.leader is not None:
            return self.known.party_of(self.leader(mention) or mention.named.leader, self.day)
        return mention.named.party

    def leader(self, mention: Mention) -> Leader | None:
        """The person named there; of a bare surname, who had his office on the article's day."""
        leader = mention.named.leader
        if leader is None or self.day is None or mention.j - mention.i > 1:
            return leader
        return self.known.of_the_day(leader, self.day)

    def is_courtesy(self, i: int) -> bool:
        """Whether token ``i`` is a title that says nothing of an office: Mr, General, Sheikh."""
        return self.doc[i].lower_ in self.cues["courtesy"] and self.doc[i].text[0].isupper()

    def begins_earlier(self, mention: Mention) -> bool:
        """Whether a one-word name is the end of a longer one: "Maher Assad", "Michael Jordan"."""
        if mention.j - mention.i > 1 or mention.i == 0:
            return False
        before = self.doc[mention.i - 1]
        joined = before.pos_ == "PROPN" and before.dep_ == "compound" and before.head.i == mention.head.i
        other = before.i not in self.at and not self.is_courtesy(before.i)
        return joined and other and before.text[0].isupper() and before.lower_ not in self.cues["compass"]


def find_names(parsed: Parsed, codebook: Codebook = SHIPPED) -> Names:
    """The codebook's names in ``parsed``, in order of the text; "pro-Russian" names nobody."""
    known, cues = directory(codebook), words(codebook, CUES)
    found = []
    for match in (m for whole in known.names.find(parsed.text) for m in _split(parsed.text, whole)):
        if not _is_prefixed(parsed.text, match.start, cues["against_prefix"]):
            mention = _aligned(parsed, match)
            if mention is not None:
                found.append(mention)
    day = parsed.article.published.value if parsed.article.published else None
    found = _of_their_time(_owned(found), known, day)
    return Names(
        doc=parsed.doc,
        text=parsed.text,
        day=day,
        known=known,
        cues=cues,
        gazetteer=gazetteer(codebook),
        mentions=tuple(found),
        at={i: m for m in found for i in range(m.i, m.j)},
    )


def _owned(found: list[Mention]) -> list[Mention]:
    """``found`` without the words that are a role only where they say whose: head, chief, general."""
    heads = {m.head.i for m in found}
    return [m for m in found if m.named.role is None or not m.named.role.owned or _says_whose(m, heads)]


def _of_their_time(found: list[Mention], known: Directory, day: str | None) -> list[Mention]:
    """Groups of a state that was founded later, given the one before it.

    Without a date: where the article names the old state and not the new one.
    """
    states = {m.named.party.id for m in found if m.named.party is not None and m.named.party.kind == "state"}
    return [_of_its_time(m, known, states, day) for m in found]


def _of_its_time(mention: Mention, known: Directory, states: set[str | None], day: str | None) -> Mention:
    party = mention.named.party
    earlier = known.earlier.get(party.id or "") if party is not None else None
    if party is None or earlier is None:
        return mention
    alone = earlier.country in states and party.country not in states
    if not (day < earlier.until if day else alone):
        return mention
    then = replace(party, country=earlier.country, code=f"{earlier.country} {party.sector}")
    return replace(mention, named=replace(mention.named, party=then))


def _says_whose(mention: Mention, heads: set[int]) -> bool:
    head = mention.head
    owners = [c for c in head.lefts if c.dep_ in ("poss", "compound", "amod", "nmod") and c.i < mention.i]
    of = (p for p in head.rights if p.dep_ == "prep" and p.lower_ in ("of", "for"))
    owners += [o for p in of for o in p.children if o.dep_ == "pobj"]
    return any(o.i in heads for o in owners)


def _split(text: str, match: Match[Named]) -> tuple[Match[Named], ...]:
    """ "North and South Korea" are two, each at its own words."""
    words_of = text[match.start : match.end].split(" and ")
    if len(words_of) != 2 or len(match.values) != 2:
        return (match,)
    middle = match.start + len(words_of[0])
    first, second = match.values
    return (
        Match(match.start, middle, (first,)),
        Match(match.end - len(words_of[1]), match.end, (second,)),
    )


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
    if named.how == "role" and span.root.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return None
    if span.start and parsed.doc[span.start - 1].lower_ == "ethnic" and named.party is not None:
        named = replace(named, party=ethnic(named.party))
    return Mention(match.start, match.end, span.start, span.end, span.root, named)


def stands_for_government(token: Token, cues: dict[str, frozenset[str]]) -> bool:
    """Whether a capital's name stands for the government there: Damascus refused, talks with Kyiv."""
    while token.dep_ in ("conj", "appos") and token.head.i != token.i:
        token = token.head
    head = token.head
    if token.dep_ in ("nsubj", "dobj", "nsubjpass"):
        return token.dep_ == "nsubj" or head.lemma_ not in cues["place_verb"]
    if token.dep_ in ("poss", "compound", "nmod", "amod"):
        return head.lemma_.lower() not in cues["place_noun"] and head.pos_ != "PROPN"
    if token.dep_ != "pobj" or head.lower_ in cues["place_preposition"]:
        return False
    governor = head.head.lemma_.lower()
    if head.lower_ == "from" and head.head.pos_ in ("VERB", "AUX"):
        return governor in cues["receiving"]  # "claimed victory from Doha" is said there
    if head.lower_ in ("to", "from", "for"):
        return governor not in cues["motion"]
    if head.lower_ in ("of", "on"):
        return governor not in cues["place_noun"] | cues["motion"] | cues["place_verb"]
    return head.lower_ in ("with", "against", "between", "by", "among", "upon")
