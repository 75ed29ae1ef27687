"""``truceline codebook import``: a dictionary becomes a codebook that codes, and what cannot is named."""

from __future__ import annotations

import pytest

ACTORS = """# our region
ORUMBA_LAKE_FRONT_ [SDNREB]
+LAKE_MEN_OF_ORUMBA_
COUNCIL_OF_LAKE_STATES_ [IGOCLS]
HAROUN_TESFAY_ADDO_
\t[SDNGOV 050709-110708]
"""


@pytest.fixture
def dictionary(folder):
    file = folder / "my.actors.txt"
    file.write_text(ACTORS, encoding="utf8")
    return file


def test_an_imported_actor_is_found_in_an_article(dictionary, folder, truceline):
    from truceline.codebook import Codebook
    from truceline.pages import read_text
    from truceline.pipeline import code

    status, _, err = truceline("codebook", "import", dictionary, "-o", "mine")
    assert (status, err.splitlines()[-1]) == (0, "every line was read")
    text = "The Orumba Lake Front attacked a village near Nyala. The Council of Lake States condemned the attack."
    coded = code(read_text(text), Codebook(directories=(folder / "mine",)))
    found = {actor.name: (actor.code, actor.kind) for actor in coded.actors}
    assert found["Orumba Lake Front"] == ("SDN REB", "armed group")
    assert found["Council of Lake States"] == ("IGO CLS", "igo")


def test_the_outcome_passes_the_check_and_names_its_source(dictionary, folder, truceline):
    truceline("codebook", "import", dictionary, "-o", "mine")
    assert truceline("codebook", "check", "--codebook", "mine")[::2] == (0, "the codebook is sound\n")
    assert "my.actors.txt" in (folder / "mine/actors/groups.yaml").read_text(encoding="utf8")


def test_a_line_that_cannot_be_read_is_named_and_the_rest_is_written(dictionary, folder, truceline):
    dictionary.write_text(ACTORS + "BROKEN_ [sdn]\n", encoding="utf8")
    status, _, err = truceline("codebook", "import", dictionary, "-o", "mine")
    assert status == 1
    assert "my.actors.txt:7: came 'BROKEN_ [sdn]', expected a code in capitals" in err
    assert (folder / "mine/actors/groups.yaml").exists()


@pytest.mark.parametrize(
    "text", ["", "no dictionary at all\n", "BROKEN_ [sdn]\n"], ids=["empty", "prose", "code"]
)
def test_where_nothing_can_be_read_nothing_is_written(text, dictionary, folder, truceline):
    dictionary.write_text(text, encoding="utf8")
    status, _, err = truceline("codebook", "import", dictionary, "-o", "mine")
    assert status == 2
    assert "to fix: give dictionaries" in err
    assert not (folder / "mine").exists()


def test_a_file_that_is_there_is_not_written_over(dictionary, truceline):
    truceline("codebook", "import", dictionary, "-o", "mine")
    status, _, err = truceline("codebook", "import", dictionary, "-o", "mine")
    assert status == 2
    assert "is there already" in err


def test_a_dictionary_that_is_missing_is_named(folder, truceline):
    status, _, err = truceline("codebook", "import", "none.txt", "-o", "mine")
    assert status == 2
    assert "none.txt: cannot be read" in err
