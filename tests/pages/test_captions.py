import pytest

from truceline.pages.captions import is_caption, split_credit, split_lead

CREDITED = [
    ("Delegates arrive in Muscat. (Photo: L. Roux / Harbour Post)", "Delegates arrive in Muscat."),
    ("Delegates arrive in Muscat. (Photo by Lia Roux/AFP via Getty Images)", "Delegates arrive in Muscat."),
    ("Delegates arrive in Muscat. / AFP PHOTO / LIA ROUX (Photo credit should read LIA ROUX/AFP/Getty Images)", "Delegates arrive in Muscat."),
    ("Delegates arrive in Muscat. REUTERS/Lia Roux", "Delegates arrive in Muscat."),
    ("Delegates arrive in Muscat. [Lia Roux/Al Jazeera]", "Delegates arrive in Muscat."),
    ("Delegates arrive in Muscat. [File: Lia Roux/Reuters]", "Delegates arrive in Muscat."),
    ("Delegates arrive in Muscat (AP Photo/Lia Roux, File)", "Delegates arrive in Muscat"),
    ("Delegates arrive in Muscat. Photograph: Lia Roux/EPA", "Delegates arrive in Muscat."),
    ("Delegates arrive in Muscat. Photo credit: Lia Roux", "Delegates arrive in Muscat."),
    ("Delegates arrive in Muscat | Image: Lia Roux", "Delegates arrive in Muscat"),
    ("Delegates arrive in Muscat. © 2014 Lia Roux", "Delegates arrive in Muscat."),
    ("Delegates arrive in Muscat. Lia Roux/Getty Images", "Delegates arrive in Muscat."),
    ("Delegates arrive in Muscat. (Handout via Reuters)", "Delegates arrive in Muscat."),
]  # fmt: skip


@pytest.mark.parametrize("text, words", CREDITED, ids=[text[26:60] for text, _ in CREDITED])
def test_a_credit_is_cut_off_and_marks_a_caption(text, words):
    caption, credit = split_credit(text)
    assert caption == words
    assert text.endswith(credit)
    assert is_caption(text)


@pytest.mark.parametrize(
    "text",
    [
        "A picture shows the hall before the talks.",
        "FILE PHOTO: Soldiers leave the base on May 2, 2016.",
        "In this photo taken on Monday, a boy stands beside a well.",
        "President Alvarez (L) and the rebels' envoy shake hands in Lima.",
        "Fighters are seen in a street of the old town, from left.",
        "A satellite image of the airfield after the strike.",
    ],
)
def test_words_that_speak_of_a_picture_make_a_caption(text):
    assert is_caption(text)


@pytest.mark.parametrize(
    "text",
    [
        "The two sides met in Muscat on Monday and agreed to meet again.",
        "The army said on Monday (AFP)",
        "He left for Addis Ababa (Ethiopia).",
        "The United Nations Mission (UNMISS) counted forty violations of the truce.",
        "The minister was photographed with the rebels' leader, which both denied.",
        "The toll rose to 18 (from 14).",
        "Talks on water / land rights resumed.",
        "The Free Army (Idlib/Aleppo branch) rejected the deal and said that it would fight on.",
    ],
)
def test_it_is_silent_on_paragraphs(text):
    assert not is_caption(text)
    assert split_credit(text) == (text, "") or not is_caption(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nobody was hurt. (Reporting by Lia Roux in Goma; Editing by Piotr Sand)",
        "Nobody was hurt. (Additional reporting by Lia Roux)",
        "Nobody was hurt. (With inputs from agencies)",
        "Nobody was hurt. (AFP)",
        "Nobody was hurt. —Reuters",
    ],
)
def test_the_credit_of_a_text_is_cut_off_without_making_a_caption(text):
    assert split_credit(text, picture=False)[0] == "Nobody was hurt."
    assert not is_caption(text)


def test_the_words_before_a_caption_are_cut_off():
    assert split_lead("FILE PHOTO: A bridge.") == ("FILE PHOTO: ", "A bridge.")
    assert split_lead("A bridge.") == ("", "A bridge.")
