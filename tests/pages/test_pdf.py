import fpdf
import pytest

from truceline.errors import ArticleSkipped
from truceline.pages import read

TITLE = "Bangui and rebels initial a deal in Khartoum"
PARAS = [
    "KHARTOUM, Feb 5, 2019 - The government of the Central African Republic and fourteen armed groups initialled a peace "
    "deal on Tuesday, the United Nations said, the eighth since the war began in 2012.",
    "The accord, mediated by the African Union, sets up joint patrols and a government that takes in the groups. It will "
    "be signed in Bangui on Wednesday.",
    "Fighting has displaced more than a million people since 2013, aid groups say, and has cut the roads to the east.",
]


def page(paragraphs, pages=1):
    document = fpdf.FPDF()
    document.set_auto_page_break(False)
    for number in range(1, pages + 1):
        document.add_page()
        document.set_font("Helvetica", size=9)
        document.cell(0, 8, "The Harbour Post", new_x="LMARGIN", new_y="NEXT")
        if number == 1:
            document.set_font("Helvetica", size=18)
            document.multi_cell(0, 12, TITLE, new_x="LMARGIN", new_y="NEXT")
        document.set_font("Helvetica", size=11)
        for paragraph in paragraphs[number - 1 :: pages]:
            document.multi_cell(0, 6, paragraph, new_x="LMARGIN", new_y="NEXT")
            document.ln(4)
        document.set_y(-25)
        document.cell(0, 8, f"Page {number} of {pages}")
    return bytes(document.output())


@pytest.mark.parametrize("pages", [1, 3])
def test_a_pdf_is_read_as_its_paragraphs(tmp_path, pages):
    file = tmp_path / "a.pdf"
    file.write_bytes(page(PARAS, pages))
    (article,) = read(str(file))
    assert article.title == TITLE
    assert (article.dateline, article.published.value) == ("KHARTOUM", "2019-02-05")
    assert [block.text for block in article.blocks] == [PARAS[0].split(" - ")[1], *PARAS[1:]]


def test_a_pdf_without_text_is_set_aside(tmp_path):
    document = fpdf.FPDF()
    document.add_page()
    document.rect(10, 10, 50, 50)
    file = tmp_path / "a.pdf"
    file.write_bytes(bytes(document.output()))
    (refusal,) = read(str(file))
    assert isinstance(refusal, ArticleSkipped)
    assert refusal.reason == "no-text"


def test_a_locked_pdf_is_set_aside(tmp_path):
    document = fpdf.FPDF()
    document.set_encryption(owner_password="a", user_password="b")
    document.add_page()
    document.set_font("Helvetica", size=11)
    document.cell(0, 8, "Text")
    file = tmp_path / "a.pdf"
    file.write_bytes(bytes(document.output()))
    (refusal,) = read(str(file))
    assert refusal.reason == "unsupported"
    assert "password" in refusal.what
