"""The files of groups, organisations and roles: sound, without clashes, and found as news spells them."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Any, get_args

import pytest
import spacy
import yaml

from truceline.codebook import SHIPPED
from truceline.mentions.lexicon import Group, Metonym, Role, State, fold
from truceline.mentions.parties import Named, directory
from truceline.records import ActorKind
from truceline.settings import DEFAULT_MODEL

GROUPS = "actors/groups.yaml"
ORGANISATIONS = "actors/organisations.yaml"
ROLES = "actors/roles.yaml"
KINDS: dict[str, type[Group] | type[Role]] = {GROUPS: Group, ORGANISATIONS: Group, ROLES: Role}
SECTORS = {
    "GOV", "MIL", "REB", "OPP", "COP", "CVL", "IGO", "NGO", "JUD", "LEG",
    "MED", "SPY", "LAB", "EDU", "BUS", "CRM", "REF", "UAF",
}  # fmt: skip
# Names of groups and organisations that dictionaries of English list as words.
NAMES_IN_DICTIONARIES = {
    "asean", "blackwater", "contras", "europol", "farc", "fatah", "greenpeace", "hamas", "hezbollah",
    "hizballah", "hizbollah", "hizbullah", "interahamwe", "interpol", "kach", "nato", "peshmerga",
    "phalangist", "provos", "qaeda", "taleban", "taliban", "tanzim", "unesco", "unicef", "wagner",
}  # fmt: skip


def named() -> tuple[Group, ...]:
    return (*SHIPPED.entries(GROUPS, Group), *SHIPPED.entries(ORGANISATIONS, Group))


def names_of(group: Group) -> tuple[str, ...]:
    return (group.name, *group.aliases)


def is_initials(name: str) -> bool:
    letters = re.sub(r"[.-]", "", name)
    return letters.isupper() and len(letters) <= 6


def key(name: str) -> str:
    """What two names share that the lexicon cannot tell apart."""
    return name if is_initials(name) else fold(name)


def raw_entries(file: str) -> list[dict[str, Any]]:
    """The entries as written: the loader would let a later id take an earlier one's place."""
    entries: list[dict[str, Any]] = yaml.safe_load(SHIPPED.files(file)[0].read_text("utf8"))["entries"]
    return entries


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    """The nouns, verbs and adjectives that the model's lemmatizer knows."""
    table = spacy.load(DEFAULT_MODEL).get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    return frozenset(word for words in table.values() for word in words)


def meanings(text: str) -> list[Named]:
    return [named for match in directory().names.find(text) for named in match.values]


def party_ids(text: str) -> list[str | None]:
    return [m.party.id for m in meanings(text) if m.party is not None]


@pytest.mark.parametrize("file", KINDS)
def test_every_entry_fits_its_type_and_the_head_says_where_it_comes_from(file: str) -> None:
    kind: type[Any] = KINDS[file]
    assert SHIPPED.entries(file, kind)
    about = SHIPPED.about(file)
    assert about.sources
    assert about.known_gaps


@pytest.mark.parametrize("file", KINDS)
def test_no_id_stands_twice(file: str) -> None:
    counted = Counter(entry["id"] for entry in raw_entries(file))
    assert [i for i, n in counted.items() if n > 1] == []


def test_groups_organisations_and_states_share_no_id() -> None:
    counted = Counter(g.id for g in named()) + Counter(
        s.id for s in SHIPPED.entries("actors/states.yaml", State)
    )
    assert [i for i, n in counted.items() if n > 1] == []


@pytest.mark.parametrize("file, least", [(GROUPS, 400), (ORGANISATIONS, 220)])
def test_the_files_are_wide_enough_for_the_wars_since_1990(file: str, least: int) -> None:
    assert len(SHIPPED.entries(file, Group)) >= least


def test_there_are_words_enough_for_actors_without_a_name() -> None:
    assert sum(len(role.words) for role in SHIPPED.entries(ROLES, Role)) >= 250


def test_a_name_belongs_to_one_group_or_organisation() -> None:
    owners: dict[str, set[str]] = {}
    for group in named():
        for name in names_of(group):
            owners.setdefault(key(name), set()).add(group.id)
    assert {n: o for n, o in owners.items() if len(o) > 1} == {}


def test_no_group_or_organisation_takes_the_name_of_a_state_a_people_or_a_seat() -> None:
    states = (
        *SHIPPED.entries("actors/states.yaml", State),
        *SHIPPED.entries("actors/peoples.yaml", State),
    )
    taken = {
        key(name)
        for state in states
        for name in (state.name, *state.aliases, *state.adjectives, *state.people, *state.capitals)
    }
    taken |= {key(w) for m in SHIPPED.entries("actors/metonyms.yaml", Metonym) for w in m.words}
    assert [n for group in named() for n in names_of(group) if key(n) in taken] == []


def test_a_single_word_that_is_plain_english_names_nobody() -> None:
    single = {n for g in named() for n in names_of(g) if n.isalpha() and not is_initials(n)}
    found = {n.lower() for n in single} & english_words()
    assert found - NAMES_IN_DICTIONARIES == set()


def test_no_name_is_initials_of_two_letters_but_those_that_everybody_reads() -> None:
    short = {re.sub(r"[.-]", "", n) for g in named() for n in names_of(g) if is_initials(n)}
    assert {n for n in short if len(n) == 2} <= {"UN", "EU", "AU", "IS", "E3", "G7", "G8", "P5"}


@pytest.mark.parametrize("file", [GROUPS, ORGANISATIONS])
def test_codes_countries_sectors_and_kinds_agree(file: str) -> None:
    countries = {s.country or s.id for s in SHIPPED.entries("actors/states.yaml", State)}
    for group in SHIPPED.entries(file, Group):
        assert group.sector in SECTORS, group.id
        assert group.kind in get_args(ActorKind), group.id
        assert group.code, group.id
        if group.country:
            assert group.country in countries, group.id
            assert group.code == f"{group.country} {group.sector}", group.id
        else:
            assert group.sector in group.code.split(), group.id


def test_years_are_years_and_in_order() -> None:
    for group in named():
        years = [y for y in (group.from_, group.until) if y]
        assert all(re.fullmatch(r"[12]\d{3}(-\d\d){0,2}", y) for y in years), group.id
        assert years == sorted(years), group.id


def test_members_are_known_parties() -> None:
    known = directory().parties
    assert [m for group in named() for m in group.members if m not in known] == []


def test_a_role_word_belongs_to_one_role() -> None:
    counted = Counter(word.lower() for role in SHIPPED.entries(ROLES, Role) for word in role.words)
    assert [w for w, n in counted.items() if n > 1] == []


def test_roles_have_known_sectors() -> None:
    assert {r.sector for r in SHIPPED.entries(ROLES, Role)} - SECTORS - {None} == set()


@pytest.mark.parametrize(
    "written, group",
    [
        ("Hayat Tahrir al-Sham", "hayat-tahrir-al-sham"),
        ("Hay’at Tahrir Al Sham", "hayat-tahrir-al-sham"),
        ("Jaish al-Islam", "jaysh-al-islam"),
        ("Da’esh", "islamic-state"),
        ("ISIL", "islamic-state"),
        ("al-Qaïda", "al-qaeda"),
        ("Ansar Allah", "houthis"),
        ("Huthi", "houthis"),
        ("Hizbullah", "hezbollah"),
        ("Al Shabaab", "al-shabaab"),
        ("SPLM-IO", "sudan-peoples-liberation-movement-in-opposition"),
        ("SPLM/A-IO", "sudan-peoples-liberation-movement-in-opposition"),
        ("SLM/A", "sudan-liberation-movement-army"),
        ("March 23 Movement", "m23"),
        ("Séléka", "seleka"),
        ("anti-Balaka", "anti-balaka"),
        ("TPLF", "tigray-peoples-liberation-front"),
        ("Ta’ang National Liberation Army", "taang-national-liberation-army"),
        ("Tehreek-e-Taliban Pakistan", "tehrik-i-taliban-pakistan"),
        ("Abu Sayyaf", "abu-sayyaf"),
        ("Frente Polisario", "polisario-front"),
        ("Farc", "farc"),
        ("UÇK", "kosovo-liberation-army"),
        ("Sinn Fein", "sinn-fein"),
        ("Forces Nouvelles", "forces-nouvelles"),
        ("Naxalites", "communist-party-of-india-maoist"),
        ("U.N.", "united-nations"),
        ("UN refugee agency", "unhcr"),
        ("Organisation for Security and Co-operation in Europe", "osce"),
        ("Ecowas", "ecowas"),
        ("Doctors Without Borders", "medecins-sans-frontieres"),
        ("Sant’Egidio", "community-of-santegidio"),
        ("Al-Jazeera", "al-jazeera"),
        ("Henry Dunant Centre", "centre-for-humanitarian-dialogue"),
    ],
)
def test_a_party_is_found_however_it_is_spelt(written: str, group: str) -> None:
    assert party_ids(f"A statement by {written} came late.") == [group]


@pytest.mark.parametrize(
    "text",
    [
        "Who is to say whether the march is over?",
        "It is new. The elders of the village spoke of an amnesty.",
        "New forces were deployed along the old front. Historic pact signed. Peace now, they said.",
        "We care for the wounded and let nobody die of hunger.",
        "A model of a contra dance, at dawn, in concern for all.",
    ],
    ids=["who and is", "elders and amnesty", "new forces", "care and let", "common nouns"],
)
def test_plain_words_name_no_party(text: str) -> None:
    assert party_ids(text) == []


@pytest.mark.parametrize(
    "word, sector, person, speaks_for",
    [
        ("president", "GOV", True, True),
        ("foreign minister", "GOV", True, True),
        ("ministers", "GOV", True, True),
        ("secretary-general", None, True, True),
        ("special envoy", None, True, True),
        ("spokeswoman", None, True, True),
        ("delegation", None, False, True),
        ("army", "MIL", False, True),
        ("commander", "MIL", True, True),
        ("rebels", "REB", False, True),
        ("opposition", "OPP", False, False),
        ("police", "COP", False, True),
        ("lawmakers", "LEG", False, False),
        ("gunmen", "UAF", False, False),
        ("refugees", "REF", False, False),
        ("villagers", "CVL", False, False),
        ("aid workers", "NGO", False, False),
        ("peacekeepers", "IGO", False, False),
        ("journalists", "MED", False, False),
        ("trade unions", "LAB", False, False),
        ("students", "EDU", False, False),
        ("judges", "JUD", False, False),
        ("gang", "CRM", False, False),
    ],
)
def test_a_role_says_its_sector_and_whether_it_is_a_person_or_speaks_for_its_party(
    word: str, sector: str | None, person: bool, speaks_for: bool
) -> None:
    role = directory().roles[word]
    assert (role.sector, role.person, role.speaks_for) == (sector, person, speaks_for)


def test_every_office_of_a_leader_is_a_role() -> None:
    known = directory()
    # "head" is a part of the body first, so no role.
    offices = {t.office for leader in known.leaders for t in leader.roles} - {"head"}
    assert offices - set(known.roles) == set()
