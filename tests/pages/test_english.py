import pytest

from truceline.errors import ArticleSkipped
from truceline.pages.english import check_english

ENGLISH = [
    "Rebels fled.",
    "Juba. Bor. Malakal.",
    "Recep Tayyip Erdogan, Hassan Rouhani, Vladimir Putin: Sochi, Ankara, Tehran",
    "U.S. forces killed 12 ISIL fighters near Raqqa on Tuesday.",
    "The Tatmadaw shelled Laukkai; MNDAA fighters withdrew.",
    "Abiy Ahmed Ali, Debretsion Gebremichael, Getachew Reda, Redwan Hussein, Olusegun Obasanjo, Uhuru Kenyatta, "
    "Phumzile Mlambo-Ngcuka, Workneh Gebeyehu, Hanna Tetteh, Mike Hammer, Tadesse Werede, Birhanu Jula",
    "Both sides said “Inshallah, salam alaikum” and the talks, held in Doha by Qatar, were over by nightfall on Friday.",
]
OTHERS = [
    ("Die Regierung und die Rebellen haben am Donnerstag in der Hauptstadt eine Waffenruhe unterzeichnet, wie beide Seiten mitteilten, und wollen ihre Truppen abziehen.", "German"),
    ("El gobierno y la guerrilla firmaron el jueves en la capital un alto el fuego, según informaron las dos partes, que prometieron retirar sus tropas de la zona.", "Spanish"),
    ("Переговоры начались", ""),
    ("停火协议于周四在首都签署，双方表示将撤出部队。", ""),
    ("وقعت الحكومة والمتمردون يوم الخميس في العاصمة اتفاقا لوقف إطلاق النار، وفق ما أعلن الطرفان.", "Arabic"),
]  # fmt: skip


@pytest.mark.parametrize("text", ENGLISH)
def test_it_is_silent_on_english_and_on_names(text):
    check_english(text, "a.txt")


@pytest.mark.parametrize("text, language", OTHERS, ids=[language or text for text, language in OTHERS])
def test_another_language_is_named(text, language):
    with pytest.raises(ArticleSkipped) as refusal:
        check_english(text, "a.txt")
    assert refusal.value.reason == "language"
    assert language in refusal.value.what
