"""An event or a record in, why it is none of politics out: sport, business, the arts, nature, words.

The same verbs tell of battles and of matches. Who takes part decides first: where no state, army,
group or office is named, private people striking a deal are no agreement. Where states play each
other, the words of the game tell (codebook/elsewhere.yaml).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal

import msgspec
from spacy.tokens import Token

from truceline.codebook import SHIPPED, Codebook
from truceline.language import syntax
from truceline.records import Actor, Event

if TYPE_CHECKING:
    from truceline.mentions.scene import Scene

Kind = Literal["topic", "hint", "phrase", "frame", "doer", "mention", "public", "office", "post"]
_PRIVATE = {"BUS", "CVL", "EDU", "LAB", "JUD"}
_ARMED = {"MIL", "REB", "UAF"}
_CIVIC = {"PROTEST", "ASSAULT", "MOBILIZE"}  # what private people do, or suffer, in public
_PLAYED = {"ASSAULT", "CONCEDE", "CONSULT", "RETREAT", "SUPPORT", "COOPERATE", "AGREE"}
_DEFINITE = ("the", "this", "these", "its", "his", "her")
_MANY = ("dozen", "score", "hundred", "thousand", "million", "other")  # "Dozens are wounded." is news
_SOMEBODY = ("i", "we", "he", "she", "him", "us", "me", "they", "it")
_SCORE = re.compile(r"(?<![\d-])\d{1,2}[-–]\d{1,2}(?![\d-])")


class Field(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of another walk of life, and how they are used."""

    id: str
    kind: Kind
    words: tuple[str, ...]
    of: str = ""  # the walk of life, where the id is another


@lru_cache(maxsize=4)
def _fields(codebook: Codebook) -> dict[Kind, dict[str, str]]:
    found: dict[Kind, dict[str, str]] = {}
    for field in codebook.entries("elsewhere.yaml", Field):
        found.setdefault(field.kind, {}).update(dict.fromkeys(field.words, field.of or field.id))
    return found


@dataclass(frozen=True)
class Elsewhere:
    """Tells of one article what belongs to other walks of life."""

    scene: Scene
    codebook: Codebook = SHIPPED

    def event(self, event: Event, verb: Token) -> str | None:
        """Why ``event``, told by ``verb``, is none of politics; None where it may be."""
        told = self.story(verb) or self._doers(event) or self._generic(verb)
        if told or self._is_of_war:
            return told
        parties = (*event.actors, *event.recipients)
        topic = self._topic(verb)
        scored = event.type == "ASSAULT" and _SCORE.search(event.evidence.text) is not None
        if scored or (topic == "sport" and event.type in _PLAYED):
            return "elsewhere.sport"
        public = self._is_of_politics or any(self._is_public(a) for a in parties)
        if public or not parties or (event.type == "PROTEST" and self._is_civic(event)):
            return None
        if topic:
            return f"elsewhere.{topic}"
        if event.place is not None or self._is_civic(event) or any(self._is_named(a) for a in parties):
            return None
        return "elsewhere.private"

    def record(self, told: Token, named: list[Actor], *, placed: bool) -> str | None:
        """Why a record told by ``told`` is none of politics; None where it may be, as in reports of war."""
        if self.reports_war:
            return None
        story = self.story(told) or self._generic(told)
        if story or self._is_of_war:
            return story
        topic = self._topic(told)
        if topic == "sport":
            return "elsewhere.sport"
        if self._is_of_politics or (placed and not topic):
            return None
        if topic or not named or any(self._is_named(a) for a in named):
            return f"elsewhere.{topic}" if topic else None
        return "elsewhere.private"

    def story(self, token: Token) -> str | None:
        """Whether the words around ``token`` speak of a word, retell a novel, or tell of nature."""
        verbs = [v for v in (token, *(t for t, _ in syntax.governors(token))) if syntax.is_verb(v)]
        subjects = [s for v in verbs for s in syntax.children(v, *syntax.SUBJECTS)]
        named = [c for s in subjects for c in (s, *syntax.children(s, "compound", "nmod"))]
        if any(s.tag_ == "NN" and s.lemma_.lower() in self._words("mention") for s in named):
            return "elsewhere.word"
        before = (p for v in verbs for p in syntax.children(v, "prep") if p.i < v.i and p.lower_ == "in")
        told = [*subjects, *(o for p in before for o in syntax.children(p, "pobj"))]
        if any(n.lemma_.lower() in self._words("frame") and not _is_filled(n) for n in told):
            return "elsewhere.story"
        if any(s.lemma_.lower() in self._words("doer") and not _is_filled(s) for s in subjects):
            return "elsewhere.nature"
        return None

    def _doers(self, event: Event) -> str | None:
        """Whether only nature, players or artists act: "the storm battered the island"."""
        found = [self._head(a) for a in event.actors]
        heads = ["" if h is None or _is_filled(h) else h.lemma_.lower() for h in found]
        if heads and all(h in self._words("doer") for h in heads):
            return "elsewhere.nature"
        fields = {self._words("topic").get(h) for h in heads}
        played = fields and fields <= {"arts", "sport"} and event.type != "PROTEST"
        return f"elsewhere.{min(f for f in fields if f)}" if played else None

    def _topic(self, token: Token) -> str | None:
        """The walk of life of which the clause of ``token`` speaks."""
        verb = syntax.verb_of(token) or token
        start, end = syntax.clause(verb)
        said = [t.lemma_.lower() for t in verb.doc[start:end] if t.pos_ in ("NOUN", "PROPN", "ADJ")]
        found = next((self._words("topic")[w] for w in said if w in self._words("topic")), None)
        text = verb.doc[start:end].text.lower()
        if found:
            return found
        hints = [self._words("hint")[w] for w in said if w in self._words("hint")]
        if hints and (len(hints) > 1 or not self._is_of_politics):
            return hints[0]
        phrases = self._words("phrase").items()
        return next((f for w, f in phrases if w in text and f"{w} of" not in text), None)

    @cached_property
    def _is_of_politics(self) -> bool:
        """Whether anybody of politics is named in the article at all."""
        return any(self._is_public(a) for a in self.scene.actors)

    @cached_property
    def _is_of_war(self) -> bool:
        """Whether the article names soldiers, rebels or gunmen: then its attacks are attacks."""
        return any(a.sector in _ARMED for a in self.scene.actors)

    @cached_property
    def reports_war(self) -> bool:
        """Whether the article reports a war: the armed in several sentences, and some country or place."""
        parsed, actors = self.scene.parsed, self.scene.actors
        armed = [parsed.tokens_at(a.start, a.end) for a in actors if a.sector in _ARMED]
        told = {tokens[0].sent.start for tokens in armed if tokens}
        return len(told) > 1 and (bool(self.scene.places) or any(a.country for a in actors))

    def _generic(self, token: Token) -> str | None:
        """Whether the sentence holds of all times; reports of war say "Rebels want a truce." of their own."""
        return "elsewhere.generic" if not self.reports_war and _is_generic(token.sent.root) else None

    def _is_civic(self, event: Event) -> bool:
        """Whether private people do or suffer here what makes news: protests, attacks, arrests by courts."""
        sectors = {a.sector for a in (*event.actors, *event.recipients)} - {None}
        arrest = event.type == "COERCE" and (event.mode == "arrest" or "JUD" in sectors)
        return bool(sectors) and (event.type in _CIVIC or arrest)

    def _is_public(self, party: Actor) -> bool:
        """Whether the party acts in politics: a state, an office, an army, "both countries"."""
        if party.country or (party.sector and party.sector not in _PRIVATE):
            return True
        head = self._head(party)
        if head is None:
            return False
        word = head.lemma_.lower()
        plain = not party.sector and word in self._words("public")
        return plain or word in self._words("office") or (word in self._words("post") and self._is_post(head))

    def _is_post(self, head: Token) -> bool:
        """Whether a title is one of politics: "the party chairman", "the head of the army"."""
        of = (p for p in syntax.children(head, "prep") if p.lower_ == "of")
        owners = [
            *syntax.children(head, "compound", "nmod", "amod"),
            *(o for p in of for o in syntax.children(p, "pobj")),
        ]
        return any(o.lemma_.lower() in self._words("public") for o in owners)

    def _is_named(self, party: Actor) -> bool:
        """Whether the party has a name of its own, whoever that is."""
        tokens = self.scene.parsed.tokens_at(party.start, party.end)
        return any(t.pos_ == "PROPN" for t in tokens) and party.sector != "BUS"

    def _head(self, party: Actor) -> Token | None:
        tokens = self.scene.parsed.tokens_at(party.start, party.end)
        return next((t for t in tokens if t.head not in tokens or t.head.i == t.i), None)

    def _words(self, kind: Kind) -> dict[str, str]:
        return _fields(self.codebook)[kind]


def _is_filled(noun: Token) -> bool:
    """Whether the noun is only the measure or the manner of another: "a series of raids", "a war game"."""
    of = any(c.lower_ == "of" for c in syntax.children(noun, "prep"))
    return of or any(c.lower_ in ("war", "power") for c in syntax.children(noun, "compound", "nmod"))


def _is_generic(root: Token) -> bool:
    """Whether a sentence holds of all times and nobody in particular: "Armies march on their stomachs."."""
    subjects = syntax.children(root, "nsubj", "nsubjpass")
    tensed = [root, *syntax.children(root, "aux", "auxpass")]
    present = any(t.tag_ in ("VBP", "VBZ") and t.lemma_ != "have" for t in tensed) and root.tag_ != "VBG"
    if not subjects or not present or root.sent[-1].text != "." or syntax.children(root, "ccomp"):
        return False
    words = root.sent
    known = any(t.pos_ in ("PROPN", "NUM") or t.lower_ in _SOMEBODY for t in words)
    definite = any(t.lower_ in _DEFINITE and t.head.pos_ == "NOUN" for t in words)
    return not known and not definite and all(_is_any(s) for s in subjects)


def _is_any(noun: Token) -> bool:
    """Whether the phrase means any of its kind: "armies", "a ceasefire", "every truce"."""
    words = [c.lower_ for c in syntax.children(noun, "det")]
    return (noun.tag_ == "NNS" and not words and noun.lemma_ not in _MANY) or any(
        w in ("a", "an", "every", "no", "any") for w in words
    )
