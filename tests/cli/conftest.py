"""What the tests of the command line share: a folder to work in, and the command run as a user runs it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from truceline.cli import run

ARTICLE = """Rivals meet in Lausanne

LAUSANNE, June 4, 2018 - Norway hosted talks between Sudan and South Sudan on Monday. The two sides agreed
to a ceasefire. At least 12 people were killed in Juba on Sunday, officials said.

Kenya supports South Sudan. Diplomats fear that the war could resume if the talks fail.
"""
FRENCH = """Les rivaux se retrouvent

Le gouvernement et les rebelles ont ouvert lundi une nouvelle série de pourparlers dans la capitale, sous
l'égide des Nations unies. Les deux parties se sont mises d'accord sur une trêve de trente jours, selon le
médiateur, qui a salué devant la presse un pas important vers la paix dans toute la région.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with one article, as the working directory."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "talks.txt").write_text(ARTICLE, encoding="utf8")
    return tmp_path


@pytest.fixture
def truceline(capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run a command in this process: its exit status, its output, its messages."""

    def command(*arguments: object) -> tuple[int, str, str]:
        status = run([str(a) for a in arguments])
        out, err = capfd.readouterr()
        return status, out, err

    return command


@pytest.fixture
def spawned() -> Callable[..., subprocess.Popen[str]]:
    """Start a command in a process of its own, for pipes and signals."""

    def command(*arguments: object) -> subprocess.Popen[str]:
        line = [sys.executable, "-m", "truceline.cli", *map(str, arguments)]
        return subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    return command


@pytest.fixture
def article() -> str:
    """The text of ``talks.txt``."""
    return ARTICLE


@pytest.fixture
def french() -> str:
    """An article that is not in English."""
    return FRENCH
