"""What becomes of an article that is added, once, again, and changed."""

from __future__ import annotations

from tests.casebook.conftest import TAIZ, put, report
from truceline.casebook import Case


def test_the_same_page_again_changes_nothing(case):
    assert put(case, report("a.txt"), report("a.txt")) == ["added", "unchanged"]
    assert case.counts()["version"] == 1
    assert len(list(case.happenings())) == 1


def test_a_page_from_another_folder_is_the_same_page(case):
    assert put(case, report("/old/a.txt"), report("/new/a.txt")) == ["added", "unchanged"]


def test_a_changed_page_is_a_new_version_and_both_are_kept(case):
    changed = report("a.txt", "A bomb killed six soldiers in Aden on Monday, a hospital said.", value=6)
    assert put(case, report("a.txt"), changed) == ["added", "changed"]
    assert case.counts()["article"] == 1
    assert case.counts()["version"] == 2
    (happening,) = case.happenings()
    assert [r.tally.value for r in happening.counts[0].reported] == [6]


def test_reports_of_one_bomb_are_one_happening_with_both_numbers(case):
    other = report("b.txt", "Six soldiers died when a bomb went off in Aden, an officer said.", value=6)
    put(case, report("a.txt"), other)
    (happening,) = case.happenings()
    assert (happening.counts[0].low, happening.counts[0].high) == (5, 6)
    assert happening.independent_publishers == 2


def test_reports_of_two_towns_stay_apart(case):
    put(case, report("a.txt"), report("b.txt", place=TAIZ))
    assert len(list(case.happenings())) == 2


def test_reports_of_two_days_stay_apart(case):
    put(case, report("a.txt"), report("b.txt", day="2019-03-11"))
    assert len(list(case.happenings())) == 2


def test_the_order_of_adding_changes_no_group(tmp_path):
    reports = [
        report("a.txt"),
        report("b.txt", place=TAIZ),
        report("c.txt", value=7),
        report("d.txt", day="2019-03-11"),
    ]

    def groups(name, order):
        with Case.new(str(tmp_path / name)) as case:
            put(case, *order)
            return {frozenset(m.claim for m in h.members) for h in case.happenings()}

    assert groups("one.db", reports) == groups("two.db", reports[::-1])


def test_a_later_number_of_the_same_publisher_revises_the_earlier(case):
    later = report(
        "b.txt",
        "A bomb killed nine soldiers in Aden on Monday, officials said.",
        value=9,
        published="2019-03-06",
    )
    put(case, report("a.txt", publisher="Gulf Wire"), _published_by(later, "The Gulf Wire"))
    (happening,) = case.happenings()
    assert [r.revises for r in happening.counts[0].reported] == [(), ("5 (2019-03-05)",)]
    assert happening.independent_publishers == 1


def _published_by(coded, publisher):
    import msgspec

    article = msgspec.structs.replace(coded.article, publisher=publisher)
    return msgspec.structs.replace(coded, article=article)
