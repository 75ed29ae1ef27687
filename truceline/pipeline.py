"""The stages in order; the only module that knows the order.

``code`` is a pure function: no state, no clock, no network; the same article gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from truceline import __version__
from truceline.codebook import SHIPPED, Codebook
from truceline.errors import ArticleSkipped, TrucelineError
from truceline.events import find_attributions, find_events, probe
from truceline.language import parse
from truceline.mentions.scene import Scene, find_mentions
from truceline.pages import read
from truceline.pages.refusals import failed
from truceline.records import Article, CodedArticle, Span, Unresolved
from truceline.registers import Reading, fill
from truceline.registers.figures import find_figures


@dataclass(frozen=True)
class Stage:
    """One step of the way of the data, as README shows it."""

    name: str
    takes: str
    gives: str


WAY = (
    Stage("pages", "a file, folder, address or row", "Article: clean blocks, and what was removed and why"),
    Stage("language", "Article", "sentences, parsed once for all"),
    Stage("mentions", "sentences", "actors, places, dates, counts"),
    Stage("events", "sentences and mentions", "events with status, and attributions"),
    Stage("registers", "events and mentions", "the eight registers"),
    Stage("exports", "CodedArticle", "brief, JSON, data frames"),
)


def code(article: Article, codebook: Codebook = SHIPPED) -> CodedArticle:
    """Code one article: mentions, events with status and source, and the eight registers."""
    parsed = parse(article)
    scene = find_mentions(parsed, codebook)
    attributions = find_attributions(parsed, codebook)
    events, silent = find_events(parsed, scene, codebook, attributions)
    reading = Reading(scene, events, attributions, codebook=codebook)
    return CodedArticle(
        coder_version=__version__,
        codebook_version=codebook.version,
        id=article.id,
        source=article.source,
        title=article.title,
        text=article.text,
        published=article.published,
        article=article,
        actors=scene.actors,
        places=scene.places,
        dates=scene.dates,
        figures=find_figures(reading),
        attributions=attributions,
        probes=probe(parsed, scene, codebook) if article.probe else (),
        events=events,
        registers=fill(reading),
        unresolved=_unresolved(scene),
        silent=silent,
    )


def code_or_skip(article: Article, codebook: Codebook = SHIPPED) -> CodedArticle | ArticleSkipped:
    """Code one article of many; where our own code fails on it, the refusal says so and nothing is raised."""
    try:
        return code(article, codebook)
    except TrucelineError:
        raise
    except Exception as error:  # noqa: BLE001 one article on which we fail must not cost the others
        return failed(error, "coding", article.source)


def code_all(
    source: str, *, published: str | None = None, codebook: Codebook = SHIPPED
) -> Iterator[CodedArticle | ArticleSkipped]:
    """Read ``source`` and code what it holds; what cannot be used is yielded with its reason."""
    for article in read(source, published=published):
        yield article if isinstance(article, ArticleSkipped) else code_or_skip(article, codebook)


def _unresolved(scene: Scene) -> tuple[Unresolved, ...]:
    """The dates that the text names and nothing settles."""
    return tuple(
        Unresolved(
            what="date",
            reason=_bounds(d.after, d.before),
            evidence=Span(text=d.text, start=d.start, end=d.end),
        )
        for d in scene.dates
        if d.value is None
    )


def _bounds(after: str | None, before: str | None) -> str:
    known = [f"after {after}"] * bool(after) + [f"before {before}"] * bool(before)
    return "nothing in the text fixes it" + (": " + ", ".join(known) if known else "")
