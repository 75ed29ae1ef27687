"""Happenings in, a directed network of actors out as GraphML: an edge a pair and a type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from truceline.exports.wording import safe, state
from truceline.records import Happening

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="name" for="node" attr.name="name" attr.type="string"/>
<key id="type" for="edge" attr.name="type" attr.type="string"/>
<key id="happenings" for="edge" attr.name="happenings" attr.type="int"/>
<key id="publishers" for="edge" attr.name="publishers" attr.type="int"/>
<desc>{about}</desc>
<graph id="actors" edgedefault="directed">
"""


def graphml(happenings: Iterable[Happening], about: str) -> Iterator[str]:
    """The pieces of the file; weights count happenings, ``publishers`` the most that tell of one of them."""
    weights: Counter[tuple[str, str, str]] = Counter()
    publishers: dict[tuple[str, str, str], int] = {}
    for happening in happenings:
        for edge in _edges(happening):
            weights[edge] += 1
            publishers[edge] = max(publishers.get(edge, 0), happening.independent_publishers)
    actors = sorted({name for one, other, _ in weights for name in (one, other)})
    yield _HEAD.format(about=escape(safe(about)))
    for name in actors:
        shown = escape(safe(state(name)))
        yield f'<node id={quoteattr(safe(name))}><data key="name">{shown}</data></node>\n'
    for edge, count in sorted(weights.items()):
        ends = f"source={quoteattr(safe(edge[0]))} target={quoteattr(safe(edge[1]))}"
        yield (
            f'<edge {ends}><data key="type">{escape(edge[2])}</data><data key="happenings">{count}</data>'
            f'<data key="publishers">{publishers[edge]}</data></edge>\n'
        )
    yield "</graph>\n</graphml>\n"


def _edges(happening: Happening) -> Iterator[tuple[str, str, str]]:
    for doer in happening.doers:
        for other in happening.others:
            if doer != other:
                yield doer, other, happening.type
