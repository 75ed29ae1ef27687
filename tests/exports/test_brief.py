from __future__ import annotations

import msgspec
import pytest

from truceline.exports.brief import HEADINGS, brief_of
from truceline.exports.markdown import markdown
from truceline.exports.text import plain
from truceline.records import CodedArticle


def test_every_record_has_a_line_with_its_words_its_status_and_its_source(coded):
    brief = brief_of(coded)
    assert {line.id for line in brief.lines} == {
        "event-1",
        "event-2",
        "event-3",
        "event-4",
        "event-5",
        *(f"{name}-1" for name in HEADINGS),
    }
    assert all(coded.text[x.words.start : x.words.end] == x.words.text for x in brief.lines)


@pytest.mark.parametrize(
    "id, status, drawn",
    [
        ("event-1", "asserted", "asserted"),
        ("event-2", "negated", "negated"),
        ("event-3", "planned", "planned"),
        ("event-4", "historical", "historical"),
        ("event-5", "hypothetical", "hypothetical"),
        ("talks-1", "under way", "asserted"),
        ("breaches-1", "alleged", "alleged"),
        ("outlook-1", "warning", "hypothetical"),
    ],
)
def test_a_status_is_drawn_in_one_way(coded, id, status, drawn):
    line = next(line for line in brief_of(coded).lines if line.id == id)
    assert (line.status, line.drawn) == (status, drawn)


def test_a_record_of_a_past_event_is_drawn_as_background(coded):
    line = next(line for line in brief_of(coded).lines if line.id == "agreements-1")
    assert (line.status, line.drawn) == ("agreed", "historical")


def test_a_table_has_only_the_columns_that_a_line_fills(coded):
    casualties = next(s for s in brief_of(coded).sections if s.name == "casualties")
    assert casualties.heads == ("what", "how many")


def test_empty_registers_are_named_and_not_shown(silent):
    brief = brief_of(silent)
    assert brief.sections == ()
    assert brief.empty == ("Main events", *HEADINGS.values())


@pytest.mark.parametrize("layout", [plain, markdown])
def test_every_layout_says_what_is_on_record_what_is_empty_and_what_is_unresolved(coded, silent, layout):
    full, bare = layout(brief_of(coded)), layout(brief_of(silent))
    assert "opened a third round of talks in Lausanne on Monday" in full
    assert "300 to 400 households" in full
    assert "They" in full
    assert "nobody named before it" in full
    assert "Nothing on record for: main events, talks" in bare
    assert "date of publication unknown" in bare
    assert "Nothing was left unresolved" in bare


def test_plain_text_has_neither_colour_nor_drawing_characters(coded):
    text = plain(brief_of(coded))
    assert "\x1b" not in text
    assert not any("\u2500" <= c <= "\u259f" for c in text)


def test_plain_text_says_the_status_without_colour(coded):
    assert "x negated  ASSAULT" in plain(brief_of(coded))


def test_a_page_cannot_send_the_terminal_a_command(silent):
    hostile = msgspec.structs.replace(silent, title="Talks \x1b]0;gotcha\x07 open")
    assert r"\x1b]0;gotcha\x07" in plain(brief_of(hostile))


def test_a_terminal_gets_the_same_words_with_colour(coded):
    import io

    from rich.console import Console

    from truceline.exports.text import show

    out = io.StringIO()
    show(brief_of(coded), Console(file=out, force_terminal=True, width=80, color_system="standard"))
    assert "\x1b[" in out.getvalue()
    assert "opened a third round of talks" in out.getvalue()


def test_markup_of_the_article_is_no_markup_of_the_brief(silent):
    hostile = msgspec.structs.replace(silent, title="A | B <script> *bold* [link](x) `code`")
    assert r"# A \| B \<script\> \*bold\* \[link\](x) \`code\`" in markdown(brief_of(hostile))


def test_the_main_events_are_few_and_done_by_somebody_known_and_the_rest_is_counted(coded: CodedArticle):
    many = msgspec.structs.replace(coded, events=coded.events * 4)
    brief = brief_of(many)
    main, other = (next(s for s in brief.sections if s.name == n) for n in ("events", "other-events"))
    assert {line.id for line in main.lines} == {"event-1", "event-2", "event-4"}
    assert {line.id for line in other.lines} == {"event-3", "event-5"}
    assert f"OTHER EVENTS  {len(other.lines)}\n  of less weight" in plain(brief)
    assert "A summit is planned" not in plain(brief)


def test_what_the_codebook_does_not_know_is_quoted(coded):
    line = next(line for line in brief_of(coded).lines if line.id == "breaches-1")
    assert [cell.text for cell in line.cells[:2]] == ["“the army”", "River Front"]
