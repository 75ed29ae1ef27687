"""Dates: what the words say, what they come to, and where they bear on a verb or a noun."""

from __future__ import annotations

import pytest

from truceline.language import Parsed, parse
from truceline.mentions.calendar import Calendar
from truceline.mentions.dates import find_dates
from truceline.records import Article, Date, Published

FRIDAY = "2019-03-08"  # the day on which the reports of these tests came out


MONTHS = ("January", "April", "1 March")


def read(text: str, published: str | None = FRIDAY) -> Parsed:
    given = Published(value=published, precision="day", basis="given") if published else None
    return parse(Article(id="a", source="test", text=text, published=given))


def dates(text: str, published: str | None = FRIDAY) -> tuple[Date, ...]:
    return find_dates(read(text, published))


@pytest.mark.parametrize(
    ("text", "words", "value", "precision"),
    [
        ("Troops crossed the river on 4 June 1992.", "4 June 1992", "1992-06-04", "day"),
        ("It was signed on June 4th, 1992.", "June 4th, 1992", "1992-06-04", "day"),
        ("The note is dated 1992-06-04.", "1992-06-04", "1992-06-04", "day"),
        ("The siege was lifted in early June 1992.", "early June 1992", "1992-06", "month"),
        ("By the end of 1992 the town was empty.", "the end of 1992", "1992", "year"),
        ("Fighting raged through the 1980s.", "the 1980s", "198", "decade"),
        ("The fort is of the 17th century.", "the 17th century", "16", "century"),
        ("They fought in the spring of 1943.", "the spring of 1943", "1943-SP", "season"),
        ("Aid rose in the second quarter of 2015.", "the second quarter of 2015", "2015-Q2", "quarter"),
        ("He ruled for twelve years.", "twelve years", "P12Y", "duration"),
        ("A three-day pause began.", "three-day", "P3D", "duration"),
        ("Guns fell silent within hours.", "hours", "PTXH", "duration"),
        ("They fled over the past year.", "the past year", "P1Y", "duration"),
        ("The city fell in 146 BC.", "146 BC", "BC0146", "year"),
    ],
)
def test_a_date_that_says_all_needs_no_publication_date(text, words, value, precision):
    [found] = dates(text, None)
    assert (found.text, found.value, found.precision) == (words, value, precision)
    assert text[found.start : found.end] == words


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("The army took the hill on Monday.", "2019-03-04", id="past-weekday-is-the-last"),
        pytest.param("The envoys will meet on Monday.", "2019-03-11", id="future-weekday-is-the-next"),
        pytest.param("Talks are due to open on Monday.", "2019-03-11", id="due-looks-ahead"),
        pytest.param("Talks had been due to open on Monday.", "2019-03-11", id="was-due-looks-ahead"),
        pytest.param("They extended the truce until Monday.", "2019-03-11", id="extended-until-looks-ahead"),
        pytest.param("The sides met on Friday.", "2019-03-08", id="the-day-itself"),
        pytest.param("The sides met last Friday.", "2019-03-01", id="last-is-never-the-day-itself"),
        pytest.param("Rebels left in May.", "2018-05", id="a-month-ahead-is-last-years"),
        pytest.param("Rebels left in February.", "2019-02", id="a-month-behind-is-this-years"),
        pytest.param("Rebels will leave in May.", "2019-05", id="a-future-month"),
        pytest.param("Rebels will leave in January.", "2020-01", id="a-future-month-turns-the-year"),
        pytest.param("It has held since November.", "2018-11", id="since-is-past"),
        pytest.param("The deal was signed last May.", "2018-05", id="last-may"),
        pytest.param("The army shelled the port on 3 March.", "2019-03-03", id="day-and-month"),
        pytest.param("Voting is planned for 3 March.", "2020-03-03", id="day-and-month-ahead"),
        pytest.param("It would begin on 15 March.", "2019-03-15", id="would-looks-ahead"),
        pytest.param("Gunmen struck yesterday.", "2019-03-07", id="yesterday"),
        pytest.param("He was freed two days ago.", "2019-03-06", id="days-ago"),
        pytest.param("He fled three years ago.", "2016", id="years-ago-are-years"),
        pytest.param("Numbers doubled last month.", "2019-02", id="last-month"),
        pytest.param("The truce began at midnight on Thursday.", "2019-03-07", id="midnight"),
        pytest.param("Shelling began on Christmas Eve.", "2018-12-24", id="a-feast"),
    ],
)  # fmt: skip
def test_a_date_without_a_year_lies_on_the_side_that_the_tense_says(text, value):
    assert [d.value for d in dates(text)] == [value]


def test_would_looks_ahead_from_what_is_told():
    text = "They agreed on 1 February to a truce that would begin on 5 February."
    assert [d.value for d in dates(text)] == ["2019-02-01", "2019-02-05"]


def test_the_number_of_a_resolution_is_no_day():
    assert [d.value for d in dates("Resolution 2254 of December 2015 asks for it.")] == ["2015-12"]


def test_a_week_is_named_by_the_month_that_it_lies_in_and_keeps_its_ends():
    [found] = dates("Thousands have left since last week.", "2019-03-15")
    assert (found.value, found.precision) == ("2019-03", "week")
    assert (found.after, found.before) == ("2019-03-04", "2019-03-10")


def test_a_weekday_without_a_publication_date_is_unresolved_after_the_last_past_day():
    *_, weekday = dates("They met on 2 June 2016 in Oslo. A new round began Tuesday.", None)
    assert (weekday.value, weekday.precision, weekday.after) == (None, "unresolved", "2016-06-02")


def test_a_text_about_the_past_carries_its_own_year():
    text = (
        "Unrest grew from 1848 to 1850. War began on 3 April 1851. "
        "In May the fleet sailed; on 20 September it landed. In January a second "
        "army came. The next day it was beaten. Two years later peace was made."
    )
    assert [d.value for d in dates(text, "2015-01-01")] == [
        "1848", "1850", "1851-04-03", "1851-05", "1851-09-20", "1852-01", None, "1854",
    ]  # fmt: skip


UNDATED = [
    ("The army has held the town since 2014. Fighting began again in January, and on Thursday two died.", [None]),
    ("The sides meet on 1 March, officials said on Monday. The truce of 2011 gave the rebels two seats. "
     "In April the army left.", [None, None]),
    ("The truce of 12 March 2015 broke down within a week, and it did so in the army's own camp, the envoy said. "
     "Talks resume on Thursday. In January the rebels attacked the port.", ["2015-03-12", None]),
    ("The army took the hill between 3 March 2015 and 1 May, last week's report says.", ["2015-03-03", "2015-05-01"]),
    ("In 2013 the war began in the hills. In 2015 the army took the port, and in May it fell again. In 2016 both "
     "sides signed. It broke in June.", ["2015-05", "2016-06"]),
]  # fmt: skip


@pytest.mark.parametrize("text, values", UNDATED, ids=["since", "ahead", "aside", "range", "account"])
def test_news_without_its_day_lends_no_year_to_a_month_and_an_account_does(text, values):
    found = dates(text, published=None)
    assert [d.value for d in found if d.precision in ("day", "month") or d.text in MONTHS] == values


def test_the_day_after_counts_from_the_last_day_told():
    text = "The fort fell on 30 June 1851. The next day the city surrendered. A week later the king fled."
    assert [d.value for d in dates(text, None)][:2] == ["1851-06-30", "1851-07-01"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        pytest.param("It ran from 1914 to 1918.", ["1914", "1918"], id="years"),
        pytest.param("the years 1914-18", ["1914", "1918"], id="a-short-second-year"),
        pytest.param("They left between June and August 2015.", ["2015-06", "2015-08"], id="year-at-the-end"),
        pytest.param("Clashes on 5-7 July 2016 left dozens dead.", ["2016-07-05", "2016-07-07"], id="days"),
        pytest.param("It holds from 28 March to 3 April.", ["2019-03-28", "2019-04-03"], id="across-months"),
    ],
)
def test_a_range_is_two_dates(text, values):
    assert [d.value for d in dates(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "He lies in July 7 hospital.",
        "Shots were heard at the May 25 Bridge.",
        "The March 23 Movement took the town.",
        "The M23 took the town.",
        "Resolution 1973 was passed.",
        "About 2000 men marched.",
        "They may march in august company.",
        "Prime Minister Mary May said so.",
        "The Sunday Times wrote of it.",
    ],
)
def test_is_silent_where_a_number_or_a_name_is_no_date(text):
    found = [d for d in dates(text) if d.precision != "duration"]
    assert found == []


@pytest.mark.parametrize(
    ("text", "preposition"),
    [
        ("They have fled since 2011.", "since"),
        ("It lasts until 3 May.", "until"),
        ("They withdrew in June.", "in"),
        ("They must go by 3 May.", "by"),
        ("At the end of May they left.", "at"),
        ("They met Monday.", None),
    ],
)
def test_a_date_keeps_its_preposition(text, preposition):
    [found] = dates(text)
    assert found.preposition == preposition


def calendar_of(text: str) -> tuple[Calendar, dict[str, object]]:
    parsed = read(text)
    words = {t.text: t for t in parsed.doc}
    return Calendar(parsed, find_dates(parsed)), words


def test_a_verb_has_the_date_of_its_own_clause():
    calendar, words = calendar_of(
        "Rebels killed six people in an attack on Monday, police said on Wednesday."
    )
    assert calendar.of(words["killed"]).text == "Monday"
    assert calendar.of(words["said"]).text == "Wednesday"


def test_a_bounding_date_is_given_only_where_it_is_asked_for():
    calendar, words = calendar_of("Some 500 have died since June.")
    assert calendar.of(words["died"]) is None
    assert calendar.of(words["died"], prepositions=("since",)).value == "2018-06"


def test_a_date_inside_a_noun_phrase_is_the_nouns():
    calendar, words = calendar_of("They recalled the 2016 assault on the port.")
    assert calendar.on(words["assault"]).value == "2016"
    assert calendar.of(words["recalled"]) is None


def test_a_fronted_date_holds_for_coordinated_verbs():
    calendar, words = calendar_of("On Monday the sides met and agreed to a truce.")
    assert calendar.of(words["agreed"]).value == "2019-03-04"


def test_within_takes_characters():
    text = "They met on Monday and again in May."
    calendar, _ = calendar_of(text)
    assert [d.text for d in calendar.within(0, 20)] == ["Monday"]
