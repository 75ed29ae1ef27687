"""The documents say what is there: commands, options, fields, the way of the data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import typer

from truceline import records
from truceline.cli import app
from truceline.codebook.load import VERSION

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.glob("*.md"), *ROOT.glob("*.md"), *ROOT.glob("examples/*.md")])


def commands(command: Any, path: str) -> Iterator[tuple[str, Any]]:
    for name, below in getattr(command, "commands", {}).items():
        yield f"{path} {name}", below
        yield from commands(below, f"{path} {name}")


COMMANDS = dict(commands(typer.main.get_command(app), "truceline"))


def section(path: str) -> str:
    """What docs/cli.md says under the heading of a command."""
    text = (DOCS / "cli.md").read_text(encoding="utf8")
    found = re.search(rf"^#+ {re.escape(path)}$(.*?)(?=^## |^### |\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_has_its_section(path):
    assert section(path), f"docs/cli.md has no heading {path!r}"


@pytest.mark.parametrize("path", COMMANDS)
def test_every_option_is_documented(path):
    options = [o for p in COMMANDS[path].params for o in (*p.opts, *p.secondary_opts) if o.startswith("-")]
    missing = [o for o in options if o not in section(path) and o not in ("-h", "--help")]
    assert not missing


@pytest.mark.parametrize("path", COMMANDS)
def test_every_command_and_option_has_a_help_text(path):
    assert COMMANDS[path].help
    assert all(getattr(p, "help", True) for p in COMMANDS[path].params)


def structs() -> list[type[msgspec.Struct]]:
    exported = [getattr(records, name) for name in records.__all__]
    return [s for s in exported if isinstance(s, type) and issubclass(s, msgspec.Struct)]


@pytest.mark.parametrize("kind", structs(), ids=lambda kind: kind.__name__)
def test_every_field_of_every_record_is_documented(kind):
    text = (DOCS / "records.md").read_text(encoding="utf8")
    fields = [f.encode_name for f in msgspec.structs.fields(kind)]
    assert [f for f in fields if f"`{f}`" not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_within_the_repository_leads_somewhere(page):
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text(encoding="utf8"))
    assert [x for x in links if "://" not in x and not (page.parent / x).exists()] == []


def test_the_readme_shows_the_way_of_the_data_as_the_pipeline_has_it():
    from truceline.pipeline import WAY

    rows = [f"| {stage.name} | {stage.takes} | {stage.gives} |" for stage in WAY]
    assert "\n".join(rows) in (ROOT / "README.md").read_text(encoding="utf8")


def test_the_change_log_has_the_version():
    from truceline import __version__

    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf8")


def test_the_readme_shows_what_the_program_prints_today():
    import importlib.util

    place = importlib.util.spec_from_file_location("refresh", DOCS / "refresh.py")
    assert place
    assert place.loader
    refresh = importlib.util.module_from_spec(place)
    place.loader.exec_module(refresh)
    readme = (ROOT / "README.md").read_text(encoding="utf8")
    assert refresh.fresh(readme) == readme, "run: python docs/refresh.py"


def test_every_rule_that_speaks_on_the_examples_belongs_to_a_documented_family():
    from truceline.pipeline import code_all
    from truceline.records import CodedArticle

    text = (DOCS / "explanations.md").read_text(encoding="utf8")
    coded = [c for c in code_all(str(ROOT / "examples")) if isinstance(c, CodedArticle)]
    named = [
        record
        for article in coded
        for found in (
            article.events,
            *map(article.registers.__getattribute__, article.registers.__struct_fields__),
        )
        for record in found
    ]
    families = {re.match(r"\w+[:.]", step.rule)[0] for record in named for step in record.why}  # type: ignore[index]
    assert families
    assert {family for family in families if f"`{family}" not in text} == set()


@pytest.fixture
def taught(tmp_path) -> Path:
    """The worked example of docs/codebook.md as a directory."""
    text = (DOCS / "codebook.md").read_text(encoding="utf8")
    for name, content in re.findall(r"Write `my-codebook/([^`]+)`:\n\n```yaml\n(.*?)```", text, re.DOTALL):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf8")
    assert len(list(tmp_path.rglob("*.yaml"))) == 2
    return tmp_path


def test_the_worked_example_of_a_user_s_codebook_works(taught):
    from truceline.codebook import Codebook
    from truceline.pages import read_text
    from truceline.pipeline import code

    article = read_text("The Kenyan police kettled protesters on Monday. The LDF attacked a village.")
    coded = code(article, Codebook(directories=(taught,)))
    assert [event.type for event in coded.events if event.trigger.text == "kettled"] == ["COERCE"]
    assert "Lake Defence Front" in {actor.name for actor in coded.actors}
    assert coded.codebook_version.startswith(f"{VERSION}+")


@pytest.mark.parametrize("action", ["check", "test"])
def test_the_worked_example_passes_its_own_commands(taught, action, capfd):
    from truceline.cli import run

    run(["codebook", action, "--codebook", str(taught)])
    said = capfd.readouterr().err
    assert str(taught) not in said
    assert "mine-kettle" not in said
