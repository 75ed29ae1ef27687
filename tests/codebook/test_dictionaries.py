"""Dictionaries of PETRARCH and TABARI: what their lines say, and which say nothing."""

from __future__ import annotations

import pytest

from truceline.codebook.dictionaries import Dated, Dictionary, Listed, read_dictionary


def read(*lines: str, **options: object) -> Dictionary:
    return read_dictionary("\n".join(lines), "my.txt", **options)  # type: ignore[arg-type]


def test_an_actor_has_the_synonyms_and_codes_on_the_lines_below_it():
    found = read(
        "# ours", "ORUMBA_FRONT_  ; a note", "+FRONT_OF_ORUMBA_ # another", "\t[SDNREB 990101-041231]"
    )
    code = Dated(("SDN", "REB"), "1999-01-01", "2004-12-31")
    assert found.actors == (Listed("my.txt:2", ("Orumba Front", "Front of Orumba"), (code,)),)
    assert found.unread == ()


@pytest.mark.parametrize(
    "inside, start, end",
    [
        ("SDNGOV", None, None),
        ("SDNGOV <050709", None, "2005-07-09"),
        ("SDNGOV > 050709", "2005-07-09", None),
        ("SDNGOV 620101-950101", "1962-01-01", "1995-01-01"),
        ("SDNGOV 20041207-091119", "2004-12-07", "2009-11-19"),
    ],
    ids=["none", "before", "after", "span", "eight figures"],
)
def test_a_code_holds_in_its_dates(inside, start, end):
    found = read(f"HAROUN_ADDO_ [{inside}]")
    assert found.actors[0].codes == (Dated(("SDN", "GOV"), start, end),)


def test_a_line_of_tabari_stands_alone_and_may_have_several_codes():
    found = read("<NOUN>", "HAROUN_ADDO [SDNGOV <050709][SDNOPP >050709]  ; abc 1 Jan 2006")
    assert found.format == "tabari"
    assert [code.parts[1] for code in found.actors[0].codes] == ["GOV", "OPP"]


@pytest.mark.parametrize(
    "line, words",
    [
        ("WELL_DIGGER [~CVL]", ("well digger", "well diggers")),
        ("CANAL_DEPUTY_ [~GOV]", ("canal deputy", "canal deputies")),
        ("RIVER_FOLK {} [~CVL]", ("river folk",)),
        ("WATCHMAN {WATCHMEN} [~COP]", ("watchman", "watchmen")),
    ],
    ids=["regular", "in y", "none", "given"],
)
def test_an_agent_has_its_plural(line, words):
    assert read(line).agents[0].words == words


def test_an_agent_set_stands_for_each_of_its_words():
    found = read("!RANK! = GENERAL, COLONEL", "!RANK!_OF_POLICE {} [~COP]")
    assert [agent.words for agent in found.agents] == [("general of police",), ("colonel of police",)]


@pytest.mark.parametrize(
    "line, expected",
    [
        ("ORUMBA_FRONT_ [sdnreb]", "a code in capitals"),
        ("ORUMBA_FRONT_ [SDNRE]", "three letters a part"),
        ("ORUMBA_FRONT_ [SDNREB 050732-060101]", "days that there are"),
        ("ORUMBA_FRONT_ [SDNREB 060101-050101]", "first day comes before its last"),
        ("ORUMBA_FRONT_ [SDNREB since 2005]", "<yymmdd"),
        ("ORUMBA_FRONT_ [SDN/KEN]", "the code of one actor"),
        ("ORUMBA_FRONT_", "a code, as in"),
        ("+ORUMBA_FRONT_", "a line above"),
        ("!NOBODY!_OF_POLICE [~COP]", "the words of !NOBODY!"),
        ("***", "a name of letters"),
    ],
)
def test_a_line_that_cannot_be_read_says_what_was_expected(line, expected):
    found = read("# a comment", line, format="petrarch")
    assert (found.actors, found.agents) == ((), ())
    assert [unread.where for unread in found.unread] == ["my.txt:2"]
    assert expected in found.unread[0].expected


def test_tabari_has_no_lines_that_continue_an_actor():
    found = read("ORUMBA_FRONT_ [SDNREB]", "+FRONT_OF_ORUMBA_", format="tabari")
    assert "one line" in found.unread[0].expected


def test_a_word_of_a_tagged_list_is_nobody():
    found = read("<NOUN>", "BRIDGE ; a note", "</NOUN>", "ORUMBA_CUP [###]", "ORUMBA_FRONT [SDNREB]")
    assert [code.parts for actor in found.actors for code in actor.codes] == [(), (), ("SDN", "REB")]
    assert found.unread == ()


@pytest.mark.parametrize("line", ["", "   ", "# ORUMBA_FRONT_ [SDNREB]", "; a note", "<NOUN>", "</NOUN>"])
def test_comments_and_empty_lines_are_nothing(line):
    found = read(line)
    assert (found.actors, found.agents, found.unread) == ((), (), ())
