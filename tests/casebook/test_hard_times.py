"""What must hold when things go wrong: processes that are killed, writers at the same time, a reader beside them."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time

from truceline.casebook import Case

ADD = """
import sys
from tests.casebook.conftest import put, report
from truceline.casebook import Case

with Case(sys.argv[1]) as case:
    for number in range(int(sys.argv[2]), int(sys.argv[3])):
        day = f"2019-03-{number % 28 + 1:02d}"
        put(case, report(f"{number}.txt", f"A bomb killed {number + 2} soldiers in Aden on Monday, officials said.",
            value=number + 2, day=day, published=day))
        print(number, flush=True)
"""


def adding(address: str, first: int, last: int) -> subprocess.Popen:
    command = [sys.executable, "-c", ADD, address, str(first), str(last)]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )


def kill_somewhere(process: subprocess.Popen, chance: random.Random) -> int:
    """Let it write for a moment, kill it, and say how many articles it had said to be in."""
    first = process.stdout.readline()
    time.sleep(chance.uniform(0, 0.15))
    process.send_signal(signal.SIGKILL)
    said = [first, *process.stdout.read().splitlines()]
    process.wait()
    return len([line for line in said if line.strip()])


def kill_again_and_again(address: str, times: int) -> None:
    chance = random.Random(4)
    for _ in range(times):
        said = kill_somewhere(adding(address, 0, 400), chance)
        with Case(address) as case:
            counts = case.counts()
            assert list(case.check()) == []
            assert counts["article"] >= said
            assert counts["claim"] == 2 * counts["article"]  # whole articles only
            if counts["article"] == 400:
                break


def test_an_add_that_is_killed_leaves_whole_articles_and_goes_on(case):
    kill_again_and_again(case.store.address, int(os.environ.get("TRUCELINE_KILLS", "3")))
    last = adding(case.store.address, 0, 40)
    last.wait()
    assert last.returncode == 0
    assert case.counts()["article"] >= 40


def two_writers_and_a_reader(address: str) -> None:
    writers = [adding(address, 0, 30), adding(address, 20, 50)]  # ten articles come from both
    seen = 0
    with Case(address) as case:
        while any(w.poll() is None for w in writers):
            now = case.counts()["article"]
            assert now >= seen
            seen = now
        for writer in writers:
            writer.stdout.close()
            assert writer.wait() == 0
        assert case.counts()["article"] == 50
        assert list(case.check()) == []


def groups(case: Case) -> set[frozenset[str]]:
    return {frozenset(m.claim for m in h.members) for h in case.happenings()}


def test_two_writers_and_a_reader_lose_nothing_and_link_as_one_would(case, tmp_path):
    two_writers_and_a_reader(case.store.address)
    with Case.new(str(tmp_path / "alone.db")) as alone:
        adding(alone.store.address, 0, 50).communicate()
        assert groups(case) == groups(alone)
