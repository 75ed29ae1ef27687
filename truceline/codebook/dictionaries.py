"""Dictionary lines in, names with their codes and dates out, and every line that could not be read.

Read are the actor and agent dictionaries of PETRARCH and TABARI:

    SUDAN_PEOPLES_FRONT_ [SDNREB]      an actor; on the lines below it synonyms and dated codes
    +SPF_                              a synonym
        [SDNGOV 050709-110708]         a code in a span; <050709 is before, >050709 from the day on
    AMIR_SALEH_ [SDNGOV <050709]       TABARI: one line an actor, comments behind ;
    !RANK! = GENERAL, COLONEL          an agent set, and below a line for each of its words
    !RANK!_OF_POLICE {} [~COP]         an agent, its plural in braces ({} for none), its role

What becomes of the names in a codebook is decided in ``mentions.imported``.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

Format = Literal["petrarch", "tabari"]

_COMMENT = re.compile(r";.*|(?<![\[#])#.*")  # [###] is a code
_CODE = re.compile(r"\[([^\[\]]*)\]")
_TAG = re.compile(r"</?[A-Z]+>")  # <NOUN>, <ADJECTIVE>: TABARI's lists of words
_SET = re.compile(r"(![A-Z_]+!)\s*=\s*(.+)")
_IN_SET = re.compile(r"![A-Z_]+!")
_PLURAL = re.compile(r"\{([^{}]*)\}")
_THREES = re.compile(r"(?:[A-Z0-9]{3})+")
_SPAN = re.compile(r"([<>]?)\s*(\d{6}|\d{8})(?:\s*-\s*(\d{6}|\d{8}))?")
_NAME = re.compile(r"\w[\w .,'’&/()-]*")
_INITIALS = 3  # a name of one word so short is taken for initials, and found in capitals only
_NOBODY = ("---", "###")  # the codes of names that are to be passed over
_LAST_YEAR_OF_2000 = 30  # in six figures, PETRARCH reads the years to 30 as 20yy, later ones as 19yy


@dataclass(frozen=True, slots=True)
class Dated:
    """A code in parts of three letters (SYR, GOV), and the days from and to which it holds.

    Without parts: the dictionary says that the name is nobody's.
    """

    parts: tuple[str, ...]
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """An actor of a dictionary: its names as the codebook writes them, the first one first."""

    where: str
    names: tuple[str, ...]
    codes: tuple[Dated, ...] = ()


@dataclass(frozen=True, slots=True)
class Agent:
    """Words for somebody without a name, singular and plural, with the parts of their role."""

    where: str
    words: tuple[str, ...]
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that could not be read: where it stands, what came and what was expected."""

    where: str
    came: str
    expected: str

    def __str__(self) -> str:
        return f"{self.where}: came {self.came!r}, expected {self.expected}"


@dataclass(frozen=True, slots=True)
class Dictionary:
    """What the lines of one dictionary hold, in their order."""

    format: Format
    actors: tuple[Listed, ...]
    agents: tuple[Agent, ...]
    unread: tuple[Unread, ...]


class _Unreadable(Exception):
    """Says what was expected instead of the line."""


def read_dictionary(text: str, name: str, format: Format | None = None) -> Dictionary:
    """The actors and agents of the dictionary ``text``; ``name`` is the file, for ``file:line``.

    Without a format it is told from the lines: only PETRARCH has lines that continue an actor.
    """
    lines = [(f"{name}:{n}", _COMMENT.sub("", line).rstrip()) for n, line in enumerate(text.splitlines(), 1)]
    lines = [(where, line) for where, line in lines if line.strip()]
    chosen = format or _format([line for _, line in lines])
    reader = _Reader(chosen)
    for where, line in lines:
        reader.take(where, line)
    return reader.dictionary()


def _format(lines: Iterable[str]) -> Format:
    return "petrarch" if any(line[0] in "+ \t!" or "{" in line for line in lines) else "tabari"


class _Reader:
    """Takes line after line, and keeps the actor that the next lines may continue."""

    def __init__(self, format: Format) -> None:
        self.format = format
        self.actors: list[Listed] = []
        self.agents: list[Agent] = []
        self.unread: list[Unread] = []
        self.sets: dict[str, tuple[str, ...]] = {}
        self.section = False  # whether a tag stands above: what has no code below it is a word, no actor
        self.open = False  # whether an actor stands above that a line may continue

    def take(self, where: str, line: str) -> None:
        try:
            self._take(where, line)
        except _Unreadable as error:
            self.unread.append(Unread(where, line.strip(), str(error)))

    def dictionary(self) -> Dictionary:
        """What was read; an actor to whom no line gave a code goes to the unread."""
        codeless = [
            Unread(actor.where, actor.names[0], "a code, as in NAME_ [SYRGOV]")
            for actor in self.actors
            if not actor.codes
        ]
        actors = tuple(actor for actor in self.actors if actor.codes)
        return Dictionary(self.format, actors, tuple(self.agents), (*self.unread, *codeless))

    def _take(self, where: str, line: str) -> None:
        if _TAG.fullmatch(line.strip()):
            self.section, self.open = "/" not in line, False
        elif line[0] in "+ \t[":
            self._continue(line.strip())
        elif defined := _SET.fullmatch(line.strip()):
            self.sets[defined[1]] = tuple(_written(word) for word in defined[2].split(",") if word.strip())
        elif "~" in line:
            self.open = False
            self.agents += _agents(where, line, self.sets)
        else:
            self.open = False
            self.actors.append(Listed(where, (_written(_CODE.sub("", line)),)))
            self.open = True
            self._add_codes(line if _CODE.search(line) or not self.section else f"[{_NOBODY[0]}]")

    def _continue(self, line: str) -> None:
        if self.format == "tabari":
            raise _Unreadable("NAME [CODE] on one line; only PETRARCH continues an actor below it")
        if not self.open:
            raise _Unreadable("an actor's NAME_ on a line above")
        if line[0] == "+":
            last = self.actors[-1]
            name = _written(_CODE.sub("", line[1:]))
            self.actors[-1] = replace(last, names=(*last.names, name))
        elif line[0] != "[":
            raise _Unreadable("+SYNONYM_ or [CODE] on a line that continues an actor")
        self._add_codes(line)

    def _add_codes(self, line: str) -> None:
        last = self.actors[-1]
        try:
            codes = tuple(_dated(match[1]) for match in _CODE.finditer(line))
        except _Unreadable:
            if not last.codes and len(last.names) == 1 and line[0] not in "[+":
                self.actors.pop()  # the line is reported once, as the line that it is
                self.open = False
            raise
        self.actors[-1] = replace(last, codes=(*last.codes, *codes))


def _written(name: str) -> str:
    """A dictionary's name as news writes it: "THE_FREE_ARMY_OF_KASAI_" is Free Army of Kasai.

    >>> _written("U.N._"), _written("SPLM_"), _written("MAZAR-I-SHARIF_")
    ('U.N.', 'SPLM', 'Mazar-i-Sharif')
    """
    plain = " ".join(name.replace("_", " ").split())
    if not _NAME.fullmatch(plain):
        raise _Unreadable("a name of letters, with _ between its words, as in SYRIAN_ARMY_ [SYRMIL]")
    words = plain.removeprefix("THE ").split() if plain != "THE" else [plain]
    if len(words) == 1 and len(words[0]) <= _INITIALS:
        return words[0]
    return " ".join(_word(word, first=not i) for i, word in enumerate(words))


_SMALL = frozenset(
    "a al an and at bin by de del der des di du el en et for ibn in la le los of on or the to von y".split()
)


def _word(word: str, *, first: bool) -> str:
    if word != word.upper():
        return word
    if not first and word.lower() in _SMALL:
        return word.lower()
    letters = word.replace(".", "").replace("'", "")
    if "." in word or len(letters) < 3 or not set(letters) & set("AEIOUY"):
        return word
    return "-".join(
        part.lower() if i and part.lower() in _SMALL else re.sub(r"[^\W_].*", _capital, part)
        for i, part in enumerate(word.split("-"))
    )


def _capital(word: re.Match[str]) -> str:
    return word[0][0] + word[0][1:].lower()


def _dated(inside: str) -> Dated:
    """``SYRGOV 000710-`` and the like: what stands between the brackets of a code."""
    code, _, rest = inside.strip().partition(" ")
    if code in _NOBODY:
        return Dated(())
    if "/" in code:
        raise _Unreadable("the code of one actor; those of several are found by their own names")
    if not _THREES.fullmatch(code):
        raise _Unreadable("a code in capitals, three letters a part, as in [SYRGOV]")
    if not rest.strip():
        return Dated(_threes(code))
    span = _SPAN.fullmatch(rest.strip())
    if not span or (span[1] and span[3]):
        raise _Unreadable("a span as <yymmdd, >yymmdd or yymmdd-yymmdd behind the code")
    first, last = _day(span[2]), _day(span[3]) if span[3] else None
    if span[1] == "<":
        return Dated(_threes(code), None, first)
    if span[1] == ">":
        return Dated(_threes(code), first, None)
    if last is None or last < first:
        raise _Unreadable("a span whose first day comes before its last, yymmdd-yymmdd")
    return Dated(_threes(code), first, last)


def _threes(code: str) -> tuple[str, ...]:
    return tuple(code[i : i + 3] for i in range(0, len(code), 3))


def _day(figures: str) -> str:
    year, month, day = figures[:-4], figures[-4:-2], figures[-2:]
    if len(year) == 2:
        year = ("20" if int(year) <= _LAST_YEAR_OF_2000 else "19") + year
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        raise _Unreadable("days that there are, as yymmdd or yyyymmdd") from None


# Agents


def _agents(where: str, line: str, sets: dict[str, tuple[str, ...]]) -> Iterator[Agent]:
    code = re.search(r"\[?~([A-Z0-9 ]+)\]?\s*$", line)
    if code is None or not _THREES.fullmatch(code[1].strip()):
        raise _Unreadable("an agent's role, as in POLICE_OFFICER_ [~COP]")
    parts = _threes(code[1].strip())
    plural = _PLURAL.search(line)
    name = _PLURAL.sub("", line[: code.start()])
    for singular in _spelt(name, sets):
        word = _written(singular).lower()
        yield Agent(
            where, tuple(dict.fromkeys((word, *_plurals(word, plural[1] if plural else None)))), parts
        )


def _spelt(name: str, sets: dict[str, tuple[str, ...]]) -> list[str]:
    """``!RANK!_OF_POLICE`` with each word of its set in the place of the set."""
    found = _IN_SET.search(name)
    if found is None:
        return [name]
    if found[0] not in sets:
        raise _Unreadable(f"the words of {found[0]} on a line above, as in {found[0]} = WORD, WORD")
    return [s for word in sets[found[0]] for s in _spelt(name.replace(found[0], word, 1), sets)]


def _plurals(word: str, given: str | None) -> list[str]:
    """The plural in braces; none where they are empty; without braces the regular one, as in PETRARCH."""
    if given is not None:
        return [_written(given).lower()] if given.strip() else []
    if re.search(r"[^aeiou]y$", word):
        return [word[:-1] + "ies"]
    return [word + ("es" if re.search(r"(?:s|x|z|ch|sh)$", word) else "s")]
