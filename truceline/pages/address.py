"""A web address in, the bytes of its page out, from the public internet only.

Every connection, also after a redirect, goes to an address that was checked: the name is
resolved once, all its addresses must be public, and the connection is made to one of these, so
that a second answer of the name server changes nothing. No proxy, cookie or credential is used.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import zlib
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import msgspec

from truceline.errors import ArticleSkipped
from truceline.pages.limits import FETCH_SECONDS, PAGE_BYTES, REDIRECTS
from truceline.pages.refusals import skipped

Resolver = Callable[[str, int], Awaitable[list[str]]]
_SCHEMES = ("http", "https")
_AGENT = "truceline (reads single articles; +offline research tool)"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """The answer of an address: its bytes as sent (unpacked), and what the server says of them."""

    data: bytes
    address: str  # after redirects
    media_type: str
    charset: str | None


def is_address(source: str) -> bool:
    """Whether ``source`` is a web address and no path."""
    return source.lower().startswith(("http://", "https://"))


def is_public(address: str) -> bool:
    """Whether an IP address is of the public internet; what wraps an IPv4 address is judged by that."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is None and int(ip) >> 32 == 0:  # ::127.0.0.1, long out of use
            return False
        if inner is not None:
            return is_public(str(inner))
        if ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback)


def fetch(
    source: str,
    *,
    resolve: Resolver | None = None,
    transport: httpx.AsyncBaseTransport | None = None,
    seconds: float = FETCH_SECONDS,
) -> Fetched:
    """The page at ``source``.

    ``resolve`` and ``transport`` stand in for the network in tests. Raises ArticleSkipped:
    address (private, local or no address), too-large, timeout, unreachable, archive-bomb.
    """

    async def timed() -> Fetched:
        return await asyncio.wait_for(_fetch(source, resolve or _resolve, transport), seconds)

    try:
        with ThreadPoolExecutor(1) as pool:  # a notebook has a running loop of its own
            return pool.submit(asyncio.run, timed()).result()
    except (TimeoutError, httpx.TimeoutException):
        raise skipped("timeout", f"the address did not answer within {seconds:g} seconds", source) from None
    except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
        raise skipped(
            "unreachable", f"the address cannot be read: {error or type(error).__name__}", source
        ) from None


async def _fetch(source: str, resolve: Resolver, transport: httpx.AsyncBaseTransport | None) -> Fetched:
    async with httpx.AsyncClient(transport=transport, trust_env=False, timeout=None, verify=True) as client:
        url = httpx.URL(source)
        for _ in range(REDIRECTS + 1):
            request = await _pinned(client, url, source, resolve)
            response = await client.send(request, stream=True)
            try:
                if response.is_redirect and response.headers.get("location"):
                    url = url.join(response.headers["location"])
                    continue
                _check_status(response, source)
                return await _read(response, url, source)
            finally:
                await response.aclose()
    raise skipped("unreachable", f"the address redirects more than {REDIRECTS} times", source)


async def _pinned(client: httpx.AsyncClient, url: httpx.URL, source: str, resolve: Resolver) -> httpx.Request:
    """A request to a checked IP address, under the host's own name for the server and its certificate."""
    if url.scheme not in _SCHEMES or not url.host:
        raise _refused(f"{url.scheme or 'this'}: is no web address", source)
    port = url.port or (443 if url.scheme == "https" else 80)
    host = url.raw_host.decode("ascii")  # as the name server and the certificate have it
    addresses = await resolve(host, port)
    closed = [address for address in addresses if not is_public(address)]
    if closed or not addresses:
        raise _refused(f"{url.host} is an address of a private or local network", source)
    request = client.build_request(
        "GET",
        url.copy_with(host=addresses[0], username=None, password=None),
        headers={"Host": url.netloc.decode("ascii"), "User-Agent": _AGENT, "Accept-Encoding": "gzip"},
    )
    request.extensions["sni_hostname"] = host
    return request


async def _resolve(host: str, port: int) -> list[str]:
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def _check_status(response: httpx.Response, source: str) -> None:
    if response.status_code != httpx.codes.OK:
        raise skipped(
            "unreachable",
            f"the address answers {response.status_code} {response.reason_phrase}".rstrip(),
            source,
        )


async def _read(response: httpx.Response, url: httpx.URL, source: str) -> Fetched:
    packed = response.headers.get("content-encoding", "").strip().lower()
    if packed not in ("", "identity", "gzip", "x-gzip"):
        raise skipped("unsupported", f"the page is packed as {packed}", source)
    unpack = zlib.decompressobj(31) if "gzip" in packed else None
    data = bytearray()
    async for chunk in response.aiter_raw():
        try:
            data += unpack.decompress(chunk, PAGE_BYTES + 1 - len(data)) if unpack else chunk
        except zlib.error:
            raise skipped("unreachable", "the page is damaged", source) from None
        if len(data) > PAGE_BYTES:
            raise skipped(
                "archive-bomb" if unpack else "too-large",
                f"the page is over {PAGE_BYTES // 1_000_000} MB",
                source,
            )
    return Fetched(
        data=bytes(data),
        address=str(url),
        media_type=response.headers.get("content-type", "").partition(";")[0].strip().lower(),
        charset=response.charset_encoding,
    )


def _refused(what: str, source: str) -> ArticleSkipped:
    return skipped("address", what, source)
