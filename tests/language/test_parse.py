import pytest

from truceline.language import parse
from truceline.records import Article


def parsed(text):
    return parse(Article(id="a", source="a", text=text))


def sentences(text):
    p = parsed(text)
    return [p.span_of(s).text for s in p.sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Talks began. Nobody left.", ["Talks began.", "Nobody left."], id="full-stop"),
        pytest.param("Talks began; nobody left.", ["Talks began;", "nobody left."], id="semicolon"),
        pytest.param("A U.S. envoy came.", ["A U.S. envoy came."], id="abbreviation-inside"),
        pytest.param(
            "He left the U.S. The army stayed.",
            ["He left the U.S.", "The army stayed."],
            id="abbreviation-at-end",
        ),
        pytest.param(
            "“We hope.” She left.", ["“We hope.”", "She left."], id="closing-quote-belongs-to-its-sentence"
        ),
        pytest.param("“Is it over?” he asked.", ["“Is it over?” he asked."], id="question-inside-speech"),
        pytest.param("One line\n\nAnother line", ["One line", "Another line"], id="blank-line"),
        pytest.param("The army said\nit would stay.", ["The army said\nit would stay."], id="hard-wrap"),
        pytest.param("JUBA, May 3 - Talks began.", ["JUBA, May 3 -", "Talks began."], id="dateline"),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, expected):
    assert sentences(text) == expected


def test_tokens_keep_the_offsets_of_the_article():
    text = "  “Cease-fire” talks —\tin Juba.\n\nRebels’ envoys left."
    p = parsed(text)
    assert p.doc.text == text
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in p.doc)


def test_a_dateline_is_not_parsed():
    p = parsed("JUBA, May 3 - Talks began.")
    assert [s.parsed for s in p.sentences] == [False, True]


@pytest.mark.parametrize("word", ["cease-fire", "de-escalation", "U.S.-backed", "Qatari-mediated"])
def test_a_compound_of_the_field_stays_one_token(word):
    assert word in [t.text for t in parsed(f"The {word} zone held.").doc]


@pytest.mark.parametrize(
    ("text", "token", "head", "dep"),
    [
        pytest.param("After talks in Oslo, Chad and Libya signed.", "Chad", "signed", "nsubj", id="fronted"),
        pytest.param("After talks in Oslo, Chad and Libya signed.", "After", "signed", "prep", id="opening"),
        pytest.param(
            "On a visit to Chad, Libyan President Omar Hadi voiced hope.", "Hadi", "voiced", "nsubj", id="visitor"
        ),
        pytest.param("On 17 July 2017 Chad's rebels left.", "July", "On", "pobj", id="a-day-before-a-name"),
        pytest.param("In 2014 Chadian rebels left.", "2014", "In", "pobj", id="a-year-before-a-name"),
        pytest.param(
            "President Idriss Deby, second left, and Omar Hadi, left, attended talks.",
            "Hadi",
            "Deby",
            "conj",
            id="caption",
        ),
        pytest.param("USAID had announced a halt of aid.", "USAID", "announced", "nsubj", id="acronym"),
        pytest.param("Rebels freed up to 16 hostages.", "hostages", "freed", "dobj", id="up-to"),
        pytest.param(
            "Peru granted asylum to two officers holed up in a house.", "officers", "to", "pobj", id="to-officers"
        ),
        pytest.param("A truce agreed in Doha in March collapsed within weeks.", "agreed", "truce", "acl", id="reduced-relative"),
        pytest.param("A truce agreed in Doha in March collapsed within weeks.", "truce", "collapsed", "nsubj", id="its-main-verb"),
        pytest.param("The latest of several truces, declared in May 2020, lasted three days.", "declared", "latest", "acl", id="participle-between-commas"),
        pytest.param("A truce agreed in Doha during March collapsed within weeks.", "during", "agreed", "prep", id="its-date"),
        pytest.param("A bomb hit a market in Mosul on Friday that killed six people.", "killed", "market", "relcl", id="relative-after-a-date"),
        pytest.param("Nepal's government and Maoist rebels agreed.", "rebels", "government", "conj", id="two-parties"),
        pytest.param("The Nepali army and rebel negotiators agreed.", "negotiators", "agreed", "nsubj", id="of-both"),
        pytest.param("Sri Lankan troops and Tamil Tiger rebels clashed.", "rebels", "troops", "conj", id="two-subjects"),
        pytest.param("Chad and Sudan, which support the plan, left.", "support", "Chad", "relcl", id="plural-relative"),
        pytest.param("Tehran and rebel supporter Ankara met again in June.", "Ankara", "supporter", "appos", id="name-after-its-noun"),
        pytest.param(
            "Thanks to the army and rebel groups, both of whom have failed to keep earlier deals, talks have stalled.",
            "failed",
            "groups",
            "relcl",
            id="both-of-whom",
        ),
    ],
)  # fmt: skip
def test_known_mistakes_of_the_model_are_mended(text, token, head, dep):
    t = next(t for t in parsed(text).doc if t.text == token)
    assert (t.head.text, t.dep_) == (head, dep)


def test_a_sound_parse_is_left_alone():
    doc = parsed("The army said rebels attacked the town.").doc
    assert [t.head.text for t in doc][3:5] == ["attacked", "said"]
