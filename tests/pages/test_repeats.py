from truceline.pages import read_text

TITLE = "Rebels sign truce in capital\n\n"
LEDE = (
    "The government and the rebels signed a truce in the capital on Thursday, officials of both sides said."
)
NEXT = "It takes effect at midnight and is to be watched by three hundred soldiers of the regional bloc."


def kept(text):
    return [(block.kind, block.text) for block in read_text(text).blocks]


def repeats(text):
    return [
        (removed.text, removed.repeats) for removed in read_text(text).removed if removed.reason == "repeat"
    ]


def test_a_lede_that_stands_twice_is_kept_once_and_points_at_its_block():
    text = f"{TITLE}{LEDE}\n\n{LEDE}\n\n{NEXT}"
    assert kept(text) == [("paragraph", LEDE), ("paragraph", NEXT)]
    assert repeats(text) == [(LEDE, 0)]


def test_a_lede_with_and_without_dateline_is_kept_once():
    text = f"{TITLE}{LEDE}\n\nKABUL, Oct 3, 2019 - {LEDE}\n\n{NEXT}"
    assert kept(text) == [("paragraph", LEDE), ("paragraph", NEXT)]


def test_a_near_repeat_is_kept_once():
    other = LEDE.replace("officials of both sides said", "officials of both sides told reporters")
    assert kept(f"{TITLE}{LEDE}\n\n{NEXT}\n\n{other}") == [("paragraph", LEDE), ("paragraph", NEXT)]


def test_a_caption_in_three_lengths_is_kept_once_where_it_says_most():
    one = "A picture shows the hall of the sixth round of talks on July 5, 2017, in Muscat."
    two = "Envoys of four states struggled in Muscat to agree on a map of the zones that they drew in May."
    text = f"{TITLE}{one}\n{two} (Photo: Lia Roux/AFP)\n{one} {two} (Photo: Lia Roux/AFP)\n\n{LEDE}\n\n{NEXT}"
    assert kept(text) == [("caption", f"{one} {two}"), ("paragraph", LEDE), ("paragraph", NEXT)]
    assert repeats(text) == [(one, 0), (two, 0)]


def test_a_line_printed_twice_under_each_other_is_a_caption():
    line = "Fighters of the northern front rest beside a well near the border town."
    assert kept(f"{TITLE}{line}\n{line}\n\n{LEDE}\n\n{NEXT}")[0] == ("caption", line)


def test_paragraphs_that_share_a_phrase_both_stay():
    other = "The rebels signed a truce in the capital once before, in 2014, and it lasted for eleven days."
    assert kept(f"{TITLE}{LEDE}\n\n{other}\n\n{NEXT}") == [
        ("paragraph", LEDE),
        ("paragraph", other),
        ("paragraph", NEXT),
    ]


def test_a_short_answer_may_be_given_twice():
    text = f"{TITLE}{LEDE}\n\n“No,” he said.\n\n{NEXT}\n\n“No,” he said.\n\nThen he left the hall with his guards and drove to the airport."
    assert [words for _, words in kept(text)].count("“No,” he said.") == 2
