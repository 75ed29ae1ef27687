import pytest

from truceline.pages.dateline import date_of, find_dateline, place_of

DATELINES = [
    ("ADDIS ABABA, Dec 21, 2017 - The sides", "ADDIS ABABA", "Dec 21, 2017"),
    ("KABUL, Oct 3 (Reuters) - Gunmen", "KABUL", "Oct 3"),
    ("MINSK, Belarus (EL) — Leaders", "MINSK, Belarus", None),
    ("GENEVA (Reuters) - Envoys", "GENEVA", None),
    ("UNITED NATIONS, Feb 24 (Xinhua) -- The", "UNITED NATIONS", "Feb 24"),
    ("PORT-AU-PRINCE, Haiti, Jan. 3 (UPI) -- Gunmen", "PORT-AU-PRINCE, Haiti", "Jan. 3"),
    ("N'DJAMENA, Chad (AP) — Rebels", "N'DJAMENA, Chad", None),
    ("BEIRUT/GENEVA, Feb 1 — A truce", "BEIRUT/GENEVA", "Feb 1"),
    ("BOGOTÁ, 3 Feb 2012 — The rebels", "BOGOTÁ", "3 Feb 2012"),
    ("ISLAMABAD: Talks", "ISLAMABAD", None),
    ("Kabul (AP) — Two", "Kabul", None),
    ("Goma, 3 March 2013 (AFP) - Rebels", "Goma", "3 March 2013"),
    ("Sana'a, Yemen – The truce", "Sana'a, Yemen", None),
    ("DAMASCUS, (SANA)- The army", "DAMASCUS", None),
    ("(Reuters) - The army", None, None),
]


@pytest.mark.parametrize("text, place, date", DATELINES, ids=[text for text, *_ in DATELINES])
def test_a_dateline_gives_its_place_and_date(text, place, date):
    found = find_dateline(text)
    assert found is not None
    assert (place_of(found), date_of(found)) == (place, date)
    assert text[found.end() :][0].isupper()


@pytest.mark.parametrize(
    "text",
    [
        "Sponsored by Egypt, Qatar and Oman — and with help from others — the talks",
        "Russia - which backs the government - said",
        "The rebels said: We will not sign.",
        "On Monday, Oct 3, 2019, gunmen attacked",
        "KABUL - ",
        "",
    ],
)
def test_it_is_silent_on_sentences(text):
    assert find_dateline(text) is None
