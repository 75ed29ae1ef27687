from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from truceline.exports.brief import Line
from truceline.exports.highlight import paragraphs
from truceline.records import CodedArticle, Span

TEXT = "Envoys met in Lausanne. They agreed to a truce, which both sides then broke within hours."
SPANS = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT))).filter(lambda s: s[0] < s[1])


def line(number: int, start: int, end: int) -> Line:
    words = Span.cut(TEXT, start, end)
    return Line(
        id=f"e{number}",
        section="events",
        status="asserted",
        drawn="asserted",
        tone="neutral",
        cells=(),
        words=words,
    )


@settings(deadline=None)  # a busy machine is no failure
@given(st.lists(SPANS, max_size=8))
def test_whatever_overlaps_the_text_stays_whole_and_each_record_has_exactly_its_words(spans):
    coded = CodedArticle(
        coder_version="0", codebook_version="0", id="x", source="x", title=None, text=TEXT, published=None
    )
    lines = [line(i, *span) for i, span in enumerate(spans)]
    (paragraph,) = paragraphs(coded, lines)
    assert "".join(s.text for s in paragraph.stretches) == TEXT
    for found in lines:
        marked = [s for s in paragraph.stretches if found in s.lines]
        assert "".join(s.text for s in marked) == found.words.text
        assert [found.id in s.begins for s in marked] == [True] + [False] * (len(marked) - 1)
