"""An article in, whose report it is out; members of a happening in, how many independent publishers out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from urllib.parse import urlsplit

from truceline.casebook.marks import spelt
from truceline.codebook import SHIPPED, Codebook
from truceline.codebook.words import words
from truceline.records import Article, Member

_AGENCIES = "casebook/agencies.yaml"
_BRACKETS = re.compile(r"\(([A-Z][\w .&'’-]{1,40})\)")
_STAFF = re.compile(
    r"(?:by\s+)?(?:the\s+)?(.+?)\s+(?:staff|desk|newsroom|correspondents?|reporters?)\b", re.IGNORECASE
)
_HEAD = ("dateline", "masthead", "credit", "byline")
_SENTENCE = 8  # words: two reporters do not hit upon the same ones by chance


def publisher_of(article: Article, codebook: Codebook = SHIPPED) -> str | None:
    """Whose report it is: an agency that it credits, else its publisher, else its site, else None."""
    return credited(article, codebook) or article.publisher or _site(article.source)


def credited(article: Article, codebook: Codebook = SHIPPED) -> str | None:
    """The agency or desk that the head of the article gives as its source."""
    head = [r.text for r in article.removed if r.reason in _HEAD]
    for text in head:
        if found := _BRACKETS.search(text):
            return found[1].strip()
    for text in (*head, article.byline or ""):
        for agency in _agencies(codebook):
            if re.search(rf"\b{re.escape(agency)}\b", text):
                return agency
    staff = _STAFF.match(article.byline or "")
    return staff[1].strip() if staff else None


@lru_cache(maxsize=8)
def _agencies(codebook: Codebook) -> tuple[str, ...]:
    return tuple(sorted(words(codebook, _AGENCIES)["agencies"], key=len, reverse=True))


def _site(source: str) -> str | None:
    host = urlsplit(source).hostname if source.startswith(("http://", "https://")) else None
    return host.removeprefix("www.") if host else None


def name_key(name: str) -> str:
    """A publisher's name as it is compared: without case, article and stops."""
    plain = re.sub(r"[^\w ]", "", name.casefold())
    return plain.removeprefix("the ").strip()


def independent(members: Sequence[Member], copies: Mapping[str, Collection[str]]) -> int:
    """How many publishers tell of a happening on their own.

    Two articles are one voice where they are of one publisher or credit one agency, where ``copies``
    (article to articles) has them share their text, where they tell it in one and the same sentence,
    or where one gives the other's publisher as its source.
    """
    voices: dict[str, str] = {m.source: m.source for m in members}
    for i, left in enumerate(members):
        for right in members[:i]:
            if _voice(voices, left.source) != _voice(voices, right.source) and _is_one(left, right, copies):
                voices[_voice(voices, left.source)] = _voice(voices, right.source)
    return len({_voice(voices, source) for source in voices})


def _voice(voices: dict[str, str], source: str) -> str:
    while voices[source] != source:
        source = voices[source]
    return source


def _is_one(left: Member, right: Member, copies: Mapping[str, Collection[str]]) -> bool:
    if right.source in copies.get(left.source, ()) or _is_same_words(left.evidence.text, right.evidence.text):
        return True
    names = [name_key(m.publisher) for m in (left, right) if m.publisher]
    if len(names) == 2 and names[0] == names[1]:
        return True
    return _relies(left, right) or _relies(right, left)


def _relies(left: Member, right: Member) -> bool:
    """Whether ``left`` gives the publisher of ``right`` as its source: "Gulf Wire reported"."""
    if not (left.attribution and right.publisher):
        return False
    return f" {name_key(right.publisher)} " in f" {name_key(left.attribution)} "


def _is_same_words(left: str, right: str) -> bool:
    a, b = set(spelt(left)), set(spelt(right))
    return min(len(a), len(b)) >= _SENTENCE and len(a & b) >= 0.85 * len(a | b)


def by_source(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Pairs of articles that share their text, as what ``independent`` looks them up by."""
    found: dict[str, set[str]] = {}
    for left, right in pairs:
        found.setdefault(left, set()).add(right)
        found.setdefault(right, set()).add(left)
    return found
