import pytest

from truceline.errors import ArticleSkipped
from truceline.pages import read_html, read_text
from truceline.pages.published import find_date, given, read_date_line, read_metadata

LEDE = (
    "The government and the rebels signed a truce in the capital on Thursday, officials of both sides said."
)


@pytest.mark.parametrize(
    "line, value, left",
    [
        ("September 4, 2017", "2017-09-04", ""),
        ("4 Sep 2017 10:32 GMT", "2017-09-04", ""),
        ("Published: Mon 4 Sep 2017 14.05 BST", "2017-09-04", ""),
        ("Thursday, 14th September 2017", "2017-09-14", ""),
        ("Published: 7 April 2005 | Updated: 8 April 2005 07:15", "2005-04-07", ""),
        ("Updated 8 April 2005, published 7 April 2005", "2005-04-07", ""),
        ("The Meridian Daily, December 18, 2018", "2018-12-18", "The Meridian Daily"),
        ("By Lia Roux | 3 Oct 2019", "2019-10-03", "By Lia Roux"),
        ("18.12.2018", "2018-12-18", ""),
        ("12/31/2018", "2018-12-31", ""),
        ("31/12/2018", "2018-12-31", ""),
        ("October 2016", "2016-10", ""),
        ("2017-09-14", "2017-09-14", ""),
    ],
)
def test_a_date_line_gives_its_date_and_what_stands_beside_it(line, value, left):
    published, rest = read_date_line(line)
    assert (published and published.value, rest) == (value, left)


def test_a_date_with_two_readings_gives_only_its_year():
    published, _ = find_date("04/09/2017")
    assert published is not None
    assert (published.value, published.precision) == ("2017", "year")


@pytest.mark.parametrize(
    "line", ["Feb 30, 2019", "14:05 GMT", "3 hours ago", "May 5", "Route 2017", "31/31/2017"]
)
def test_it_is_silent_where_there_is_no_date(line):
    assert find_date(line)[0] is None


@pytest.mark.parametrize(
    "words, value",
    [
        ("2014-03-27T09:00:00+08:00", "2014-03-27"),
        ("2018-12-13T23:40:00Z", "2018-12-13"),
        ("20180213", "2018-02-13"),
        ("20180213T101010Z", "2018-02-13"),
        ("2017-09", "2017-09"),
        ("December 18, 2018", "2018-12-18"),
        ("soon", None),
        ("2018-02-31", None),
        ("0000-00-00", None),
    ],
)
def test_metadata_dates_keep_the_printed_day(words, value):
    published = read_metadata(words)
    assert (published and published.value) == value


@pytest.mark.parametrize("words", ["", "yesterday", "2017-13-01", "2017-02-30", "14/09/2017x", "17", "04-"])
def test_a_given_date_that_is_none_is_refused(words):
    with pytest.raises(ArticleSkipped) as refusal:
        given(words, "--published")
    assert refusal.value.reason == "bad-date"


ORDER = [
    ("KABUL, Oct 3, 2019 - " + LEDE, "2019-10-05", ("2019-10-05", "given")),
    ("KABUL, Oct 3, 2019 - " + LEDE, None, ("2019-10-03", "dateline")),
    ("Rebels sign truce in capital\n\nOct 4, 2019\n\nKABUL, Oct 3, 2019 - " + LEDE, None, ("2019-10-03", "dateline")),
    ("Rebels sign truce in capital\n\nOct 4, 2019\n\n" + LEDE, None, ("2019-10-04", "text")),
    ("Rebels sign truce in capital\n\n" + LEDE + "\n\nPublished on Oct 4, 2019", None, ("2019-10-04", "text")),
    ("KABUL, Oct 3 - " + LEDE, None, None),
    ("Rebels sign truce in capital\n\n" + LEDE + "\n\nOn October 3, 2019, a mine killed two soldiers near the town.", None, None),
    ("Rebels sign truce in capital\n\nFighters queue on July 5, 2017, in the town. (Photo: Lia Roux)\n\n" + LEDE, None, None),
    ("Rebels sign truce in capital\n\n" + LEDE + "\n\n© 2019 Harbour Post", None, None),
]  # fmt: skip


@pytest.mark.parametrize("text, stated, wanted", ORDER)
def test_given_outranks_dateline_outranks_text_and_nothing_is_invented(text, stated, wanted):
    published = read_text(text, published=stated).published
    assert (published and (published.value, published.basis)) == wanted


def test_metadata_outranks_a_dateline():
    page = (
        "<html><head><title>Rebels sign truce</title><meta property='article:published_time' content='2019-10-04'>"
        f"</head><body><h1>Rebels sign truce</h1><p>KABUL, Oct 3, 2019 - {LEDE}</p><p>{LEDE} Nobody was hurt.</p></body></html>"
    )
    published = read_html(page).published
    assert published is not None
    assert (published.value, published.basis) == ("2019-10-04", "metadata")


def test_a_teaser_does_not_date_a_page():
    page = (
        f"<html><head><title>Rebels sign truce</title></head><body><h1>Rebels sign truce</h1><p>{LEDE}</p>"
        f"<p>{LEDE} Nobody was hurt.</p><aside><time datetime='2011-01-01'>1 January 2011</time> Old story</aside></body></html>"
    )
    assert read_html(page).published is None
