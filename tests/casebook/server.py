"""A PostgreSQL server for the tests: started in an empty folder on a free port, stopped at the end."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import socket
import subprocess
from pathlib import Path

import psycopg


def _programs() -> Path | None:
    """The folder of ``initdb``: on the path, or where Debian puts it."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    return next(
        (p.parent for p in sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)), None
    )


class Server:
    """A running cluster that trusts everybody on this machine; it lives as long as the tests."""

    def __init__(self, folder: Path) -> None:
        self._bin = _programs()
        self._data = folder / "data"
        self._user = "nobody" if os.geteuid() == 0 else None  # the server refuses to run as root
        self._numbers = itertools.count(1)
        if self._user:
            owner = pwd.getpwnam(self._user)
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._run("initdb", "-D", self._data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
        self._run("pg_ctl", "-D", self._data, "-o", options, "-l", folder / "log", "-w", "start")

    @staticmethod
    def is_installed() -> bool:
        return _programs() is not None

    def new_database(self) -> str:
        """The address of an empty database."""
        name = f"case{next(self._numbers)}"
        with psycopg.connect(f"{self._address}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"{self._address}/{name}"

    @property
    def _address(self) -> str:
        return f"postgresql://tests@127.0.0.1:{self.port}"

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "stop")

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(self._bin / program), *map(str, arguments)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, user=self._user, cwd="/")
