"""On a terminal: colour unless it is not wanted, and nothing of an article that a terminal would obey."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable

import pytest

OUR_STYLES = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def on_terminal(folder) -> Callable[..., str]:
    """Run a command with a terminal as its output, and give what the terminal gets."""

    def command(*arguments: str, **environment: str) -> str:
        main, side = pty.openpty()
        env = {**os.environ, "TERM": "xterm", "COLUMNS": "80", **environment}
        env = {name: value for name, value in env.items() if value}
        line = [sys.executable, "-m", "truceline.cli", *arguments]
        process = subprocess.Popen(line, stdin=side, stdout=side, stderr=subprocess.PIPE, env=env, cwd=folder)
        os.close(side)
        shown = b"".join(iter(lambda: _read(main), b""))
        os.close(main)
        assert process.wait(timeout=60) == 0
        return shown.decode("utf8")

    return command


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux ends a terminal whose other side has closed with an error
        return b""


def test_a_terminal_gets_colour_and_lines_of_its_width(on_terminal):
    shown = on_terminal("brief", "talks.txt", NO_COLOR="")
    assert OUR_STYLES.search(shown)
    assert all(len(line) <= 80 for line in OUR_STYLES.sub("", shown).splitlines())


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"NO_COLOR": "", "TERM": "dumb"}], ids=str)
def test_who_wants_no_colour_gets_none(on_terminal, environment):
    assert "\x1b" not in on_terminal("brief", "talks.txt", **environment)


@pytest.mark.parametrize(
    "command",
    [
        ("brief",),
        ("read",),
        ("explain",),
        ("brief", "--format", "json"),
        ("code",),
        ("read", "--format", "json"),
    ],
    ids=" ".join,
)
def test_what_an_article_holds_is_shown_and_not_obeyed(on_terminal, folder, article, command):
    hostile = article.replace("Rivals meet", "Rivals \x9b2Jmeet \u202eterces").replace(
        "killed", "ki\x1b[31mlled"
    )
    (folder / "hostile.txt").write_text(hostile, encoding="utf8")
    shown = OUR_STYLES.sub("", on_terminal(*command, "hostile.txt", NO_COLOR=""))
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e]", shown)
