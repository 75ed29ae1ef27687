"""Article text in, one spaCy Doc out whose ``token.idx`` are offsets into ``Article.text``.

The words that the parser sees are made plain first (straight quotes, "ceasefire" for
"cease-fire"): the tokens stay the text's own, so no offset moves.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from thinc.api import use_ops
from threadpoolctl import ThreadpoolController

from truceline.codebook import SHIPPED
from truceline.codebook.words import words
from truceline.errors import CannotStart
from truceline.language.forms import RULES, Forms
from truceline.language.repair import Tree, repair
from truceline.language.sentences import borders
from truceline.pages.dateline import find_dateline
from truceline.records import Article
from truceline.settings import model_name

# Compounds that the field writes with a hyphen and that must stay one token.
_JOINED = re.compile(
    r"(?i)^(?:cease-?fires?|de-?escalations?|de-escalat(?:e|ed|ing)|air-?strikes?|power-?sharing"
    r"|sit-ins?|walk-outs?|pull-out|build-up|go-betweens?|counter-(?:attack(?:s|ed)?|offensive)|cross-fire"
    r"|peace-keep(?:ers?|ing)|co-operat(?:es?|ed|ing|ion)|co-ordinat(?:es?|ed|ing|ion)"
    r"|[\w.’']+-(?:backed|led|sponsored|mediated|brokered|supported|aligned|allied|held|controlled"
    r"|run|based|hosted|linked|affiliated|dominated|occupied|appointed|funded|armed))$"
)
_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-"}
)
_AID = (
    "workers",
    "agencies",
    "groups",
    "officials",
    "organisations",
    "organizations",
    "convoys",
    "deliveries",
)
_SPELLING = {
    "cease-fire": "ceasefire",
    "cease-fires": "ceasefires",
    "de-escalation": "deescalation",
    "air-strike": "airstrike",
    "air-strikes": "airstrikes",
    "sit-in": "protest",
    "sit-ins": "protests",
    "walk-out": "walkout",
    "walk-outs": "walkouts",
    "pull-out": "pullout",
    "build-up": "buildup",
    "go-between": "mediator",
    "go-betweens": "mediators",
    "counter-attack": "counterattack",
    "counter-attacks": "counterattacks",
    "counter-attacked": "counterattacked",
    "counter-offensive": "counteroffensive",
    "cross-fire": "crossfire",
    "peace-keeper": "peacekeeper",
    "peace-keepers": "peacekeepers",
    "peace-keeping": "peacekeeping",
    "co-operate": "cooperate",
    "co-operates": "cooperates",
    "co-operated": "cooperated",
    "co-operating": "cooperating",
    "co-operation": "cooperation",
    "co-ordinate": "coordinate",
    "co-ordinated": "coordinated",
    "co-ordinating": "coordinating",
    "co-ordination": "coordination",
}

# Words that the model does not know for what they are, beside ones of the same meaning that it knows.
_KNOWN = {
    "swapped": "exchanged",
    "swaps": "exchanges",
    "unfroze": "reopened",
    "unfreezes": "reopens",
}
_STRUCK = ("deal", "deals", "accord", "agreement", "pact", "truce", "bargain", "balance", "compromise")
_HEADLINE_REACH = 7  # words of a headline in which its verb stands
_IN_NAMES = frozenset(("of", "and", "the", ",", "'s", "-", "al", "el", "bin"))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A half-open range of tokens, with the block of the article in which it stands."""

    start: int
    end: int
    block: int | None = None
    kind: str = "paragraph"
    parsed: bool = True


@dataclass(frozen=True)
class Parsed:
    """One article parsed. ``doc.text == article.text``; a token's ``idx`` is its offset there.

    Sentences that the screen left out have tokens and tags of nothing: no token of theirs has
    a dependency label.
    """

    article: Article
    doc: Doc
    sentences: tuple[Sentence, ...]
    _index: dict[int, int] = field(default_factory=dict, repr=False)

    @property
    def text(self) -> str:
        """The article's text; ``doc.text`` is the same, but made anew at each call."""
        return self.article.text

    @cached_property
    def noun_lemmas(self) -> frozenset[str]:
        """The lemmas (lower case) of all nouns: what the article speaks of at all."""
        return frozenset(t.lemma_.lower() for t in self.doc if t.pos_ in ("NOUN", "PROPN"))

    def words_of(self, lemmas: Iterable[str]) -> list[Token]:
        """The words that have one of these lemmas (lower case), in the order of the text."""
        found = [t for lemma in set(lemmas) for t in self._by_lemma.get(lemma, ())]
        return sorted(found, key=lambda t: t.i)

    @cached_property
    def _by_lemma(self) -> dict[str, list[Token]]:
        found: dict[str, list[Token]] = {}
        for token in self.doc:
            found.setdefault(token.lemma_.lower(), []).append(token)
        return found

    def sentence_of(self, token: Token) -> Sentence:
        """The sentence that holds ``token``; a blank token between two belongs to the first."""
        return self.sentences[self.number_of(token)]

    def number_of(self, token: Token) -> int:
        """Which sentence holds ``token``, counted from 0."""
        if not self._index:
            for number, sentence in enumerate(self.sentences):
                for i in range(sentence.start, sentence.end):
                    self._index[i] = number
        i = token.i
        while i not in self._index and i > 0:
            i -= 1
        return self._index.get(i, 0)

    def span_of(self, sentence: Sentence) -> Span:
        """The sentence's tokens."""
        return self.doc[sentence.start : sentence.end]

    def tokens_at(self, start: int, end: int) -> list[Token]:
        """The tokens that overlap the characters ``start`` to ``end``."""
        span = self.doc.char_span(start, end, alignment_mode="expand")
        return list(span) if span is not None else []


MAX_CHARACTERS = 20_000_000  # more than any source that pages lets through
Screen = Callable[[Span], bool]


@lru_cache(maxsize=2)
def load_model(name: str) -> Language:
    """The spaCy pipeline with the parts that are used: tagger, parser, lemmatizer.

    Raises CannotStart where the package is not installed.
    """
    try:
        # numpy multiplies matrices in a third of the time that spaCy's own BLIS takes
        with use_ops("numpy", use_blis=False):
            nlp = spacy.load(name, exclude=["ner", "senter"], disable=RULES)
    except OSError:
        raise CannotStart(
            "this spaCy model is not installed",
            where=f"model {name!r}",
            fix="install it, or set TRUCELINE_MODEL to one that is",
        ) from None
    nlp.max_length = MAX_CHARACTERS  # its own limit is for whole texts, and sentences are parsed one by one
    tokenizer: Any = nlp.tokenizer
    default = tokenizer.token_match

    def token_match(text: str) -> bool:
        return bool(_JOINED.match(text)) or bool(default and default(text))

    tokenizer.token_match = token_match
    return nlp


def parse(article: Article, screen: Screen | None = None) -> Parsed:
    """Parse the sentences of ``article`` for which ``screen`` is true (all, without one)."""
    nlp = load_model(model_name())
    raw = nlp.make_doc(article.text)
    ranges = borders(raw, article.text)
    wanted = [
        not _is_dateline(raw, article.text, start, end) and (screen is None or screen(raw[start:end]))
        for start, end in ranges
    ]
    blocks = [_block(article, raw[start].idx) for start, _ in ranges]
    chosen = [r for r, want in zip(ranges, wanted, strict=True) if want]
    trees = _trees(nlp, raw, chosen)
    doc = _assemble(raw, ranges, dict(zip(chosen, trees, strict=True)))
    sentences = tuple(
        Sentence(start, end, block, article.blocks[block].kind if block is not None else "paragraph", want)
        for (start, end), block, want in zip(ranges, blocks, wanted, strict=True)
    )
    return Parsed(article, doc, sentences)


def _is_dateline(doc: Doc, text: str, start: int, end: int) -> bool:
    found = find_dateline(text[doc[start].idx : doc[end].idx + 1]) if end < len(doc) else None
    return found is not None and doc[end].idx <= doc[start].idx + found.end()


def _block(article: Article, offset: int) -> int | None:
    return next((i for i, b in enumerate(article.blocks) if b.start <= offset < b.end), None)


def _plain(words: list[str]) -> list[str]:
    """The words as the model knows them; as many as came."""
    plain = [w.translate(_PLAIN) for w in words]
    plain = [_SPELLING.get(w.lower(), w) if "-" in w else _KNOWN.get(w, w) for w in plain]
    if plain[-1] != "." or _is_title_case(plain):
        _tell_headline(plain)
    for i, word in enumerate(plain):
        # ", which back Assad": the model reads an adverb
        if word == "back" and i and plain[i - 1].lower() in ("which", "who", "that", "also"):
            plain[i] = "support"
        # "Aid workers fear": the model reads an order to aid them
        elif word == "Aid" and plain[i + 1 : i + 2] and plain[i + 1].lower() in _AID:
            plain[i] = "Relief"
        # "Norway strikes deal with Peru": the model reads strikes that deal with Peru
        elif word == "strikes" and i and plain[i + 1 : i + 2] and plain[i + 1].lower() in _STRUCK:
            plain[i] = "struck"
        # "had overrun the town": the model reads a noun
        elif word == "overrun" and i and plain[i - 1].lower() in ("have", "has", "had"):
            plain[i] = "captured"
        # "the general imposed": the model reads a general law that is imposed
        elif word == "general" and plain[i + 1 : i + 2] and plain[i + 1].endswith("ed"):
            plain[i] = "commander"
    return plain


def _tell_headline(plain: list[str]) -> None:
    """ "Macron hosts rivals": the model reads a noun, so a headline is put into the past for it."""
    for i, word in enumerate(plain[:_HEADLINE_REACH]):
        if i and word.lower() in _headline_verbs():
            plain[i] = _headline_verbs()[word.lower()]
            return
        if word[0].islower() and word not in _IN_NAMES:
            return


def _is_title_case(plain: list[str]) -> bool:
    long = [w for w in plain if len(w) > 3 and w.isalpha()]
    return len(long) > 2 and all(w[0].isupper() for w in long)


@lru_cache(maxsize=1)
def _headline_verbs() -> dict[str, str]:
    """The past of each verb by its form in a headline: "hosts" to "hosted"."""
    pairs = (pair.split() for pair in words(SHIPPED, "repairs.yaml")["headline"])
    return dict(pairs)


def _trees(nlp: Language, raw: Doc, ranges: list[tuple[int, int]]) -> list[Tree]:
    docs = []
    for start, end in ranges:
        tokens = raw[start:end]
        # one tree a sentence: the borders are drawn already
        starts: list[bool | int | None] = [True, *([False] * (end - start - 1))]
        words, spaces = _plain([t.text for t in tokens]), [bool(t.whitespace_) for t in tokens]
        docs.append(Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=starts))
    with _threads().limit(limits=1, user_api="blas"):
        parsed = list(nlp.pipe(docs, batch_size=64))
    return [repair(Tree.of(doc, forms)) for doc, forms in zip(parsed, _forms(nlp).of(parsed), strict=True)]


@lru_cache(maxsize=1)
def _threads() -> ThreadpoolController:
    """What numpy multiplies with: its threads wait busily for matrices as small as ours, so one does."""
    return ThreadpoolController()


@lru_cache(maxsize=2)
def _forms(nlp: Language) -> Forms:
    return Forms(nlp)


def _assemble(raw: Doc, ranges: list[tuple[int, int]], trees: dict[tuple[int, int], Tree]) -> Doc:
    n = len(raw)
    heads, deps = list(range(n)), [""] * n
    tags, pos, lemmas, morphs = [""] * n, [""] * n, [t.text.lower() for t in raw], [""] * n
    for start, end in ranges:
        tree = trees.get((start, end))
        for k in range(end - start):
            i = start + k
            if tree is None:
                heads[i] = start  # one flat tree, so that the sentence stays whole
                continue
            heads[i], deps[i] = start + tree.heads[k], tree.deps[k]
            tags[i], pos[i] = tree.tags[k], tree.pos[k]
            lemmas[i], morphs[i] = tree.lemmas[k], tree.morphs[k]
    return Doc(
        raw.vocab,
        words=[t.text for t in raw],
        spaces=[bool(t.whitespace_) for t in raw],
        heads=heads,
        deps=deps,
        tags=tags,
        pos=pos,
        lemmas=lemmas,
        morphs=morphs,
    )
