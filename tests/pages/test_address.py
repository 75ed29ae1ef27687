"""Pages come from the public internet only, and never more of them or for longer than the limits say."""

import asyncio
import gzip
import http.server
import threading

import httpx
import pytest

from truceline.errors import ArticleSkipped
from truceline.pages import address, read
from truceline.pages.address import fetch, is_public

PUBLIC = "93.184.216.34"


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "::", "::1", "::ffff:127.0.0.1",
        "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1",
        "ff02::1", "fec0::1", "2001:db8::1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:a00:1::",
    ],
)  # fmt: skip
def test_addresses_of_private_networks_are_not_public(ip):
    assert not is_public(ip)


@pytest.mark.parametrize(
    "ip", [PUBLIC, "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_addresses_of_the_internet_are_public(ip):
    assert is_public(ip)


def names(**table):
    async def resolve(host, port):
        return table.get(host.replace(".", "_"), [PUBLIC])

    return resolve


def answering(*answers):
    """A transport that gives one answer after the other, and keeps the requests."""
    requests = []

    async def handle(request):
        requests.append(request)
        answer = answers[min(len(requests), len(answers)) - 1]
        return await answer(request) if callable(answer) else answer

    return httpx.MockTransport(handle), requests


def sending(content, headers=None):
    return httpx.Response(200, stream=httpx.ByteStream(content), headers=headers)


def to(location):
    return httpx.Response(302, headers={"location": location})


def refusal(source, transport=None, resolve=None, seconds=5.0):
    with pytest.raises(ArticleSkipped) as caught:
        fetch(source, transport=transport, resolve=resolve or names(), seconds=seconds)
    return caught.value.reason


def test_a_page_is_fetched_from_the_address_that_was_checked():
    transport, requests = answering(sending(b"<p>x", {"content-type": "text/html"}))
    fetched = fetch("https://news.example:8443/a?b=c", transport=transport, resolve=names())
    assert (fetched.data, fetched.media_type) == (b"<p>x", "text/html")
    assert requests[0].url.host == PUBLIC
    assert requests[0].headers["host"] == "news.example:8443"
    assert requests[0].extensions["sni_hostname"] == "news.example"
    assert "cookie" not in requests[0].headers
    assert "authorization" not in requests[0].headers


def test_a_name_is_resolved_once_a_request():
    asked = []

    async def resolve(host, port):
        asked.append(host)
        return [PUBLIC] if len(asked) == 1 else ["127.0.0.1"]

    transport, requests = answering(sending(b"x"))
    assert fetch("http://rebinds.example/", transport=transport, resolve=resolve).data == b"x"
    assert asked == ["rebinds.example"]
    assert requests[0].url.host == PUBLIC


@pytest.mark.parametrize(
    "source",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://169.254.169.254/latest/meta-data/",
        "http://0x7f000001/", "http://2130706433/", "http://[::ffff:10.0.0.1]/", "https://10.0.0.1:8080/x",
    ],
)  # fmt: skip
def test_a_local_address_is_refused_without_a_connection(source):
    transport, requests = answering(sending(b"x"))
    with pytest.raises(ArticleSkipped) as caught:
        fetch(source, transport=transport)
    assert caught.value.reason in ("address", "unreachable")  # some resolvers do not know such numbers
    assert requests == []


def test_a_name_with_one_private_address_is_refused():
    transport, requests = answering(sending(b"x"))
    assert refusal("http://mixed.example/", transport, names(mixed_example=[PUBLIC, "10.0.0.1"])) == "address"
    assert requests == []


@pytest.mark.parametrize(
    "location, reason",
    [
        ("http://inside.example/", "address"),
        ("//inside.example/", "address"),
        ("file:///etc/passwd", "address"),
        ("gopher://news.example/", "address"),
        ("data:text/html,x", "unreachable"),
    ],
)
def test_a_redirect_is_checked_like_an_address(location, reason):
    transport, requests = answering(to(location), sending(b"secret"))
    assert refusal("http://news.example/", transport, names(inside_example=["192.168.0.1"])) == reason
    assert len(requests) == 1


def test_five_redirects_are_followed_and_no_more():
    transport, _ = answering(*[to(f"/{i}") for i in range(5)], sending(b"x"))
    assert (
        fetch("http://news.example/", transport=transport, resolve=names()).address == "http://news.example/4"
    )
    transport, requests = answering(*[to(f"/{i}") for i in range(6)], sending(b"x"))
    assert refusal("http://news.example/", transport) == "unreachable"
    assert len(requests) == 6


def test_a_credential_in_an_address_is_not_sent():
    transport, requests = answering(sending(b"x"))
    fetch("http://me:secret@news.example/", transport=transport, resolve=names())
    assert "authorization" not in requests[0].headers
    assert "secret" not in str(requests[0].url)


@pytest.mark.parametrize(
    "answer, reason",
    [
        (httpx.Response(404), "unreachable"),
        (httpx.Response(500), "unreachable"),
        (sending(b"x" * 10_000_001), "too-large"),
        (sending(gzip.compress(b"x" * 50_000_000), {"content-encoding": "gzip"}), "archive-bomb"),
        (sending(b"not gzip", {"content-encoding": "gzip"}), "unreachable"),
        (sending(b"x", {"content-encoding": "br"}), "unsupported"),
    ],
    ids=["404", "500", "over 10 MB", "bomb", "damaged", "unknown packing"],
)  # fmt: skip
def test_a_bad_answer_is_set_aside(answer, reason):
    transport, _ = answering(answer)
    assert refusal("http://news.example/", transport) == reason


async def _sleep(request):
    await asyncio.sleep(30)


class _Drip(httpx.AsyncByteStream):
    async def __aiter__(self):
        while True:
            await asyncio.sleep(0.02)
            yield b"x"


def test_an_address_that_answers_too_slowly_is_set_aside():
    assert refusal("http://news.example/", answering(_sleep)[0], seconds=0.2) == "timeout"


def test_an_address_that_drips_without_end_is_set_aside():
    transport, _ = answering(httpx.Response(200, stream=_Drip()))
    assert refusal("http://news.example/", transport, seconds=0.3) == "timeout"


async def _cut(request):
    raise httpx.ReadError("the connection was cut")


async def _unknown(host, port):
    raise OSError("name not known")


def test_a_connection_that_fails_is_set_aside():
    assert refusal("http://news.example/", answering(_cut)[0]) == "unreachable"
    assert refusal("http://news.example/", resolve=_unknown) == "unreachable"
    assert refusal("http://" + "a" * 300 + "/") == "unreachable"


def test_reading_works_where_a_loop_is_running_already():
    async def notebook():
        return fetch("http://news.example/", transport=answering(sending(b"x"))[0], resolve=names())

    assert asyncio.run(notebook()).data == b"x"


def test_a_real_server_gets_the_name_and_only_a_checked_connection(monkeypatch):
    seen = []

    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            seen.append((self.headers["Host"], self.path))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(
                b"<html><body><h1>Truce signed in the hills</h1><p>" + b"Both sides signed the truce. " * 4
            )

        def log_message(self, *args):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    source = f"http://localhost:{server.server_port}/a"
    try:
        (refused,) = read(source)
        assert (refused.reason, seen) == ("address", [])
        monkeypatch.setattr(address, "is_public", lambda ip: True)
        (article,) = read(source)
        assert (article.title, article.source) == ("Truce signed in the hills", source)
        assert seen == [(f"localhost:{server.server_port}", "/a")]
    finally:
        server.shutdown()
