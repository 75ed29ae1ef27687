import json

from truceline.pages import read

TEXT = "  KABUL, Oct 3, 2019 - Rebels fled.\r\n\r\n\tThey returned on Friday.\nRead more: Rain  "


def rows(tmp_path, *rows, name="rows.jsonl"):
    file = tmp_path / name
    file.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf8")
    return file, list(read(str(file)))


def test_the_text_of_a_row_is_taken_as_it_stands(tmp_path):
    _, (article,) = rows(tmp_path, {"id": "a", "text": TEXT})
    assert article.text == TEXT
    assert article.removed == ()
    assert [block.text for block in article.blocks] == [
        "KABUL, Oct 3, 2019 - Rebels fled.",
        "They returned on Friday.",
        "Read more: Rain",
    ]
    assert all(TEXT[block.start : block.end] == block.text for block in article.blocks)


def test_a_row_may_say_its_date_title_and_source(tmp_path):
    file, (article, plain) = rows(
        tmp_path,
        {
            "id": "a",
            "text": "Rebels fled.",
            "published": "2017-09-14",
            "title": "Rebels flee",
            "source": "Dune Post",
        },
        {"id": "b", "text": "Rebels fled.", "published": None},
    )
    assert (article.title, article.source) == ("Rebels flee", "Dune Post")
    assert (article.published.value, article.published.basis) == ("2017-09-14", "given")
    assert (plain.title, plain.source, plain.published) == (None, str(file), None)


def test_a_row_is_dated_by_its_dateline_where_it_states_no_date(tmp_path):
    _, (article,) = rows(tmp_path, {"id": "a", "text": "KABUL, Oct 3, 2019 - Rebels fled."})
    assert (article.published.value, article.published.basis, article.dateline) == (
        "2019-10-03",
        "dateline",
        "KABUL",
    )


def test_probes_are_kept(tmp_path):
    _, (article,) = rows(tmp_path, {"id": "a", "text": "Rebels fled.", "probe": [{"start": 7, "end": 11}]})
    assert article.probe == ((7, 11),)


def test_a_row_without_an_id_is_named_by_its_line(tmp_path):
    file, (one, two) = rows(tmp_path, {"text": "Rebels fled."}, {"id": 7, "text": "They returned."})
    assert (one.id, two.id) == (f"{file}:1", "7")
