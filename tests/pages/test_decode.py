import gzip

import pytest

from truceline.errors import ArticleSkipped
from truceline.pages.decode import decode, unpack

TEXT = "Talks in São Tomé resumed on Thursday. “We will sign,” the rebels’ envoy said – and left."
ENCODED = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]


@pytest.mark.parametrize("encoding", ENCODED)
def test_text_is_read_in_the_encoding_that_it_has(encoding):
    assert decode(TEXT.encode(encoding), "a.txt") == TEXT


def test_a_declared_encoding_is_tried_before_a_guess():
    page = "<meta charset='windows-1250'><p>Łódź</p>"
    assert decode(page.encode("cp1250"), "a.html") == page


def test_utf8_with_a_broken_character_is_read_as_utf8():
    data = TEXT.encode() + b"\xe2\x80"
    assert decode(data, "a.txt") == TEXT


@pytest.mark.parametrize(
    "data, reason",
    [
        (bytes(range(256)) * 40, "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(200)) * 9, "binary"),
        (b"PK\x03\x04" + bytes(range(200)) * 9, "binary"),
        (bytes(0x80 + (i * 37) % 128 for i in range(5000)), "encoding"),
    ],
    ids=["bytes", "png", "zip", "no known encoding"],
)
def test_what_is_no_text_is_refused(data, reason):
    with pytest.raises(ArticleSkipped) as refusal:
        decode(data, "a.txt")
    assert refusal.value.reason == reason


@pytest.mark.parametrize(
    "data, reason",
    [
        (gzip.compress(b"a" * 12_000_000), "archive-bomb"),
        (gzip.compress(b"a" * 6_000_000) * 2, "archive-bomb"),
        (b"\x1f\x8b\x08\x00 garbage", "unsupported"),
        (gzip.compress(TEXT.encode())[:-12], "unsupported"),
    ],
    ids=["bomb", "bomb in two parts", "garbage", "cut"],
)
def test_a_bad_archive_is_refused(data, reason):
    with pytest.raises(ArticleSkipped) as refusal:
        unpack(data, "a.html.gz")
    assert refusal.value.reason == reason


def test_an_archive_of_several_members_is_unpacked():
    assert unpack(gzip.compress(b"one ") + gzip.compress(b"two"), "a.gz") == b"one two"
