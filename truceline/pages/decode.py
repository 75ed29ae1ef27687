"""Bytes in, text out: unpacked within limits, in the encoding that they are in."""

from __future__ import annotations

import codecs
import re
import zlib

from charset_normalizer import from_bytes

from truceline.pages.limits import PAGE_BYTES
from truceline.pages.refusals import skipped

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GZIP = b"\x1f\x8b"
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b\x1a\x00"))
_SAMPLE = 65_536
_WESTERN_SHARE = 0.12  # of bytes beyond ASCII in text of a language with the Latin alphabet
_BROKEN_SHARE = 0.02  # of characters of a UTF-8 file that was cut or spliced


def unpack(data: bytes, where: str) -> bytes:
    """``data``, unpacked where it is a gzip stream, never beyond the size limit of a page.

    Raises ArticleSkipped (archive-bomb, unsupported).
    """
    if not data.startswith(_GZIP):
        return data
    whole, rest = bytearray(), data
    while rest.startswith(_GZIP):
        stream = zlib.decompressobj(31)
        try:
            whole += stream.decompress(rest, PAGE_BYTES + 1 - len(whole))
        except zlib.error:
            raise skipped("unsupported", "the gzip archive is damaged", where) from None
        if len(whole) > PAGE_BYTES:
            raise skipped(
                "archive-bomb", f"the archive unpacks to more than {PAGE_BYTES // 1_000_000} MB", where
            )
        if not stream.eof:
            raise skipped("unsupported", "the gzip archive ends too early", where)
        rest = stream.unused_data
    return bytes(whole)


def decode(data: bytes, where: str, declared: str | None = None) -> str:
    """The text of ``data``.

    A byte order mark decides, then UTF-8 where the bytes are valid, then what the page or the
    server (``declared``) says, then the likeliest. Raises ArticleSkipped (binary, encoding).
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data, name) or _refuse_encoding(where)
    if b"\x00" in data:
        return _without_mark(data, where)
    text = _strict(data, "utf-8")
    if text is None and _is_binary(data):
        _refuse_binary(where)
    if text is None:
        text = _declared(data, declared) or _spliced(data) or _likeliest(data, where)
    elif _is_binary(data):
        _refuse_binary(where)
    return text


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _without_mark(data: bytes, where: str) -> str:
    """UTF-16 that lacks its mark: every other byte of Western text is then nil."""
    head = data[:_SAMPLE]
    for name, odd in (("utf-16-le", 1), ("utf-16-be", 0)):
        if (
            len(data) % 2 == 0
            and head[odd::2].count(0) > 0.7 * len(head[odd::2])
            and not head[1 - odd :: 2].count(0)
        ):
            text = _strict(data, name)
            if text:
                return text
    return _refuse_binary(where)


def _is_binary(data: bytes) -> bool:
    head = data[:_SAMPLE]
    odd = len(head) - len(head.translate(None, _CONTROL))
    return odd > 0.005 * len(head) and odd > 2


def _declared(data: bytes, declared: str | None) -> str | None:
    found = _DECLARED.search(data[:4096])
    for name in (declared, found and found[1].decode("ascii", "replace")):
        if not name:
            continue
        # browsers read both as Windows-1252, and so do those who declare them
        name = "cp1252" if name.lower() in {"iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"} else name
        text = _strict(data, name)
        if text:
            return text
    return None


def _spliced(data: bytes) -> str | None:
    """UTF-8 with a few broken characters: cut at a byte limit, or pasted from two files."""
    text = data.decode("utf-8", "replace")
    broken, beyond = text.count("�"), sum(1 for c in text[:_SAMPLE] if c > "\x7f")
    return text.replace("�", "") if broken * 4 <= beyond or broken <= _BROKEN_SHARE * beyond else None


def _likeliest(data: bytes, where: str) -> str:
    head = data[:_SAMPLE]
    beyond = sum(1 for byte in head if byte > 0x7F)
    if beyond <= _WESTERN_SHARE * len(head):
        western = _strict(data, "cp1252") or data.decode("latin-1")
        if sum(c.isalpha() or c.isspace() for c in western[:_SAMPLE]) > 0.6 * len(western[:_SAMPLE]):
            return western
    best = from_bytes(head).best()
    text = _strict(data, best.encoding) if best is not None else None
    return text if text is not None else _refuse_encoding(where)


def _refuse_binary(where: str) -> str:
    raise skipped("binary", "this is a binary file, not text", where)


def _refuse_encoding(where: str) -> str:
    raise skipped("encoding", "the encoding of this text is not known", where)
