"""The head of an HTML page in; title, author, publisher and date out, as the page's metadata states them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import combinations, islice
from typing import Any

import msgspec

from truceline.pages.published import find_date, read_metadata
from truceline.pages.tidy import plain, tidy
from truceline.pages.title import is_publication, is_section
from truceline.records import Published

_ARTICLES = re.compile(r"article|report|posting|blog|webpage", re.IGNORECASE)
_DATES = tuple(
    (
        "article:published_time og:article:published_time datepublished date pubdate publishdate "
        "publish-date publish_date publication_date publicationdate article:published "
        "article_date_original dc.date.issued dc.date dc.date.created dcterms.created dcterms.issued "
        "dcterms.date sailthru.date parsely-pub-date cxenseparse:recs:publishtime "
        "originalpublicationdate rnews:datepublished citation_date citation_publication_date "
        "prism.publicationdate og:published_time pub_date article.published"
    ).split()
)
_CHANGES = ("last-modified", "article:modified_time", "datemodified", "og:updated_time", "revised")
_TITLES = ("og:title", "twitter:title", "dc.title", "headline", "sailthru.title", "parsely-title", "title")
_AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "byl",
    "sailthru.author",
    "parsely-author",
    "twitter:creator",
)
_SITES = ("og:site_name", "application-name", "dc.publisher", "publisher")
_DESCRIPTIONS = ("og:description", "description", "twitter:description")
_LAST_BAR = re.compile(r"(?:\s+[|•·»«›:–—-]{1,2}\s+|\s*\|\s*)((?:(?!\s[|•·»«›:–—-]{1,2}\s)[^|])+)$")
_HEADINGS = 40  # headings that are looked at for the two that make up a title
_AROUND = 2  # elements around a heading whose names are looked at
_SITE_NAMES = re.compile(r"\b(?:site|blog|logo|brand|masthead|banner|footer|widget)")
_AFTER_TITLE = re.compile(r"\s*(?:$|[|•·»«›:–—-])")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?:/|-|$)")


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """What a page says of itself; None where it does not."""

    title: str | None = None
    headings: tuple[str, ...] = ()  # the texts of its h1
    author: str | None = None
    publisher: str | None = None
    description: str | None = None
    published: Published | None = None
    modified: Published | None = None  # when it was changed, for pages that say nothing else
    body: str | None = None  # JSON-LD's articleBody
    kinds: frozenset[str] = frozenset()  # JSON-LD's types, Open Graph's type


def read_page_metadata(tree: Any, address: str | None = None) -> Metadata:
    """Metadata of a parsed page, from JSON-LD, meta elements, ``h1``, ``title`` and ``time``."""
    meta = dict(_metas(tree))
    nodes = list(_json_ld(tree))
    node = next((n for n in nodes if _is_article(n)), {})
    headings = _headings(tree, "h1")
    whole_title = _first(tidy(" ".join(t.itertext())) for t in tree.iter("title"))
    site = _text(node.get("publisher")) or _first(meta.get(name) for name in _SITES)
    title, site_in_title = _beside_site(tree, whole_title) or _title(headings, meta, node, whole_title, site)
    return Metadata(
        title=title,
        headings=headings,
        author=_author(_text(node.get("author")) or _first(meta.get(name) for name in _AUTHORS)),
        publisher=site or site_in_title,
        description=_first(meta.get(name) for name in _DESCRIPTIONS),
        published=_published(tree, meta, node, address),
        modified=_stated(meta.get(name) for name in _CHANGES) or _stated([_text(node.get("dateModified"))]),
        body=_text(node.get("articleBody")),
        kinds=frozenset({str(t) for n in nodes for t in _listed(n.get("@type"))} | {meta.get("og:type", "")}),
    )


def _metas(tree: Any) -> Iterator[tuple[str, str]]:
    """Names and contents of the meta elements, the last first, so that the first wins in a dict."""
    found: list[tuple[str, str]] = []
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        content = tidy(meta.get("content") or "")
        if name and content:
            found.append((name.strip().lower(), content))
    yield from reversed(found)


def _json_ld(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        try:
            loaded = json.loads(
                re.sub(r"^\s*(?://)?<!\[CDATA\[|(?://)?\]\]>\s*$", "", script.text), strict=False
            )
        except (ValueError, RecursionError):
            continue
        for node in _listed(loaded):
            if isinstance(node, dict):
                yield node
                yield from (n for n in _listed(node.get("@graph")) if isinstance(n, dict))
                main = node.get("mainEntity")
                if isinstance(main, dict):
                    yield main


def _is_article(node: dict[str, Any]) -> bool:
    kinds = " ".join(str(kind) for kind in _listed(node.get("@type")))
    return bool(_ARTICLES.search(kinds)) and bool(
        node.get("headline") or node.get("datePublished") or node.get("articleBody")
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str | None:
    """The words of a JSON-LD value: a string, a thing with a name, or several of them."""
    names = [v.get("name") if isinstance(v, dict) else v for v in _listed(value)]
    words = [name if "\n" in name else tidy(name) for name in names if isinstance(name, str) and name.strip()]
    return " and ".join(words) or None


def _first(values: Any) -> str | None:
    return next((value for value in values if value), None)


def _author(name: str | None) -> str | None:
    return None if name is None or name.startswith(("http", "@")) else re.sub(r"^[Bb]y\s+", "", name)


def _title(
    headings: tuple[str, ...], meta: dict[str, str], node: dict[str, Any], whole: str | None, site: str | None
) -> tuple[str | None, str | None]:
    """The title as printed, and the name of the site where ``<title>`` adds it.

    The ``h1`` that the metadata repeats wins; a lone ``h1`` wins where it is no site's name.
    """
    stated = [t for t in (_text(node.get("headline")), *(meta.get(name) for name in _TITLES), whole) if t]
    printed = [h for h in headings if plain(h) != plain(site or "")]
    for heading in printed:
        said = next((found for s in stated if (found := _same_title(heading, s))), None)
        if said is not None:
            return said, _site_after(said, whole)
    shortest = _without_site(stated[0], site) if stated else None
    lone = [h for h in printed if len(h.split()) > 2]
    if len(lone) == 1 and not (shortest and len(stated) > 1 and _unlike(lone[0], shortest)):
        return lone[0], _site_after(lone[0], whole)
    return shortest or (lone[0] if lone else None), None


def _headings(tree: Any, *tags: str) -> tuple[str, ...]:
    return tuple(text for heading in tree.iter(*tags) if (text := tidy(" ".join(heading.itertext()))))


def _beside_site(tree: Any, whole: str | None) -> tuple[str, str] | None:
    """Title and site where ``<title>`` is made of two headings of the page: a blog's name and its entry's.

    The site's is the one that is a link, or whose element is named after it; else the first of them.
    """
    if not whole:
        return None
    said = plain(whole)
    found: dict[str, tuple[str, Any]] = {}
    for heading in islice(tree.iter("h1", "h2", "h3"), _HEADINGS):
        text = tidy(" ".join(heading.itertext()))
        if text and (said.startswith(plain(text)) or said.endswith(plain(text))):
            found.setdefault(plain(text), (text, heading))
    pairs = combinations(found.values(), 2)
    for one, other in pairs:
        marks = whole.replace(one[0], "", 1).replace(other[0], "", 1)
        if len(marks) < len(whole) - len(one[0]) and not any(c.isalnum() for c in marks):
            site, title = (other, one) if _names_site(other[1]) and not _names_site(one[1]) else (one, other)
            return title[0], site[0]
    return None


def _names_site(heading: Any) -> bool:
    """Whether a heading is that of the site: it links to the home page, or stands in what is named so."""
    if any((link.get("href") or "").rstrip("/").count("/") in (0, 2) for link in heading.iter("a")):
        return True
    around = [heading, *islice(heading.iterancestors(), _AROUND)]
    names = " ".join(f"{e.get('class') or ''} {e.get('id') or ''}" for e in around).casefold()
    return bool(_SITE_NAMES.search(names))


def _same_title(heading: str, stated: str) -> str | None:
    """The title where heading and metadata have it in common, but for a site or a kicker."""
    printed, said = plain(heading), plain(stated)
    if said.startswith(printed) and _AFTER_TITLE.match(stated[len(heading) :]):
        return heading
    if len(stated.split()) > 2 and printed.endswith(said):  # "Yemen" above the title, in one h1
        return heading[len(heading) - len(stated) :]
    return None


def _unlike(one: str, other: str) -> bool:
    mine, theirs = set(plain(one).split()), set(plain(other).split())
    return len(mine & theirs) * 4 < min(len(mine), len(theirs))


def _without_site(title: str, site: str | None) -> str:
    """A title without the sections and the site that stand behind bars at its end."""
    while bar := _LAST_BAR.search(title):
        last, before = bar[1].strip(), title[: bar.start()]
        known = plain(last) == plain(site or "") or is_section(last) or is_publication(last)
        short = "|" in bar[0] and len(last.split()) <= 4 and len(before.split()) >= 3
        if not (known or short):
            break
        title = before.rstrip()
    return title


def _site_after(heading: str, whole: str | None) -> str | None:
    rest = (
        whole[len(heading) :].strip(" |•·»«›:-–—")
        if whole and plain(whole).startswith(plain(heading))
        else ""
    )
    return rest if rest and len(rest.split()) <= 6 and "|" not in rest else None


def _published(
    tree: Any, meta: dict[str, str], node: dict[str, Any], address: str | None
) -> Published | None:
    stated = [_text(node.get("datePublished")), *(meta.get(name) for name in _DATES)]
    return _stated(stated) or _from_time(tree) or _from_address(address or _canonical(tree, meta))


def _stated(values: Iterable[str | None]) -> Published | None:
    """The first of several values that is a date."""
    return next((found for words in values if words and (found := read_metadata(words))), None)


def _from_time(tree: Any) -> Published | None:
    """The first ``time`` element outside lists of other articles."""
    for time in _times(tree):
        if _stands_aside(time):
            continue
        stated = time.get("datetime") or time.get("content") or ""
        published = read_metadata(stated) if stated else None
        if (published is None and time.get("pubdate") is not None) or not stated:
            published = published or find_date(tidy(" ".join(time.itertext())))[0]
        if published:
            return msgspec.structs.replace(published, basis="metadata")
    return None


def _stands_aside(time: Any) -> bool:
    """Whether a time is that of another article, a picture or the site."""
    around = [element.tag for element in time.iterancestors()]
    if "footer" in around and not {"header", "article"} & set(around):
        return True
    return any(tag in ("aside", "nav", "li", "figure", "figcaption") for tag in around)


def _times(tree: Any) -> Iterator[Any]:
    """What is marked as the time of publication, then every ``time`` element."""
    yield from tree.xpath('//*[@itemprop="datePublished"]')
    yield from tree.iter("time")


def _canonical(tree: Any, meta: dict[str, str]) -> str | None:
    links = (link.get("href") for link in tree.iter("link") if link.get("rel") == "canonical")
    return _first(links) or meta.get("og:url")


def _from_address(address: str | None) -> Published | None:
    found = _IN_ADDRESS.search(address or "")
    return read_metadata(f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}") if found else None
