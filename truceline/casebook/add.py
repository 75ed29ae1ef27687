"""Articles in, rows of a case out: each in one transaction, and nothing where it is there already.

What an article is known by is its content: the same page from the same name changes nothing, a page
that has changed is a new version of its article, and both are kept.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from truceline.casebook import models as m
from truceline.casebook.claims import claims_of, records_of
from truceline.casebook.copies import BANDS, COPIED, bands_of, shared
from truceline.casebook.link import Claims, link, unlink
from truceline.casebook.publishers import publisher_of
from truceline.casebook.store import inserted, now
from truceline.codebook import SHIPPED, Codebook
from truceline.errors import ArticleSkipped
from truceline.records import Article, Claim, CodedArticle, Event, Record

_NEAREST = 40  # texts laid side by side with a new one, the nearest first
Outcome = Literal["added", "changed", "unchanged"]


@dataclass(frozen=True)
class Page:
    """An article as a case knows it: where it came from, and the digest of its content."""

    source: str
    name: str
    digest: str

    @classmethod
    def of(cls, article: Article | CodedArticle) -> Page:
        """The page of an article, coded or not: title, text and day of publication are its content."""
        source = article.source if article.id in article.source else f"{article.source}#{article.id}"
        day = article.published.value if article.published else ""
        content = "\x00".join((article.title or "", day, article.text))
        digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
        return cls(source, PurePosixPath(source).name, digest)


def is_known(connection: Connection, page: Page) -> bool:
    """Whether this content has been added under this name."""
    query = select(m.version.c.id).where(m.version.c.digest == page.digest, m.version.c.name == page.name)
    return connection.execute(query).first() is not None


def add_coded(connection: Connection, coded: CodedArticle, run: int, codebook: Codebook = SHIPPED) -> Outcome:
    """Write one coded article, linked; says whether it is new, a changed page, or there already."""
    page = Page.of(coded)
    if is_known(connection, page):
        return "unchanged"
    article, number = _article(connection, page.source)
    version = _version(connection, coded, page, article, number, run, codebook)
    if number > 1:
        unlink(connection, _current_claims(connection, article), codebook)
    connection.execute(update(m.article).where(m.article.c.id == article).values(current=version))
    _sketch(connection, version, coded.text)
    write_coding(connection, coded, version, page, run, codebook)
    connection.execute(delete(m.set_aside).where(m.set_aside.c.source == coded.source))
    return "changed" if number > 1 else "added"


def write_coding(
    connection: Connection, coded: CodedArticle, version: int, page: Page, run: int, codebook: Codebook
) -> None:
    """Write what a coder made of a version, make it the current coding, and link its claims."""
    body = msgspec.structs.replace(coded, article=None, text="")
    values = {"coder": coded.coder_version, "codebook": coded.codebook_version, "run": run}
    row = insert(m.coding).values(version=version, body=packed(body), current=True, **values)
    coding = inserted(connection, row)
    publisher = connection.scalar(select(m.version.c.publisher).where(m.version.c.id == version))
    claims = [
        msgspec.structs.replace(claim, source=page.source, publisher=publisher)
        for claim in claims_of(coded, f"{page.digest}|{page.name}", codebook)
    ]
    records = [record for _, record in records_of(coded)]
    link(connection, _write_claims(connection, claims, records, coding, version), codebook)


def recode(connection: Connection, coded: CodedArticle, version: int, run: int, codebook: Codebook) -> None:
    """Put a newer coding of a version in the place of the one that is current; decisions are carried over."""
    page = Page.of(coded)
    rows = select(m.claim.c.id).where(m.claim.c.version == version, m.claim.c.happening.is_not(None))
    unlink(connection, list(connection.scalars(rows)), codebook)
    connection.execute(update(m.coding).where(m.coding.c.version == version).values(current=False))
    write_coding(connection, coded, version, page, run, codebook)


def begin_run(connection: Connection, by: str, what: str, coder: str) -> int:
    """Note that somebody begins to add, and return the number of the run."""
    row = insert(m.run).values(at=now(), by=by, what=what, coder=coder)
    return inserted(connection, row)


def count(connection: Connection, run: int, outcome: Outcome | Literal["set_aside"]) -> None:
    """Count one article of a run, in the transaction that wrote it."""
    column = m.run.c[outcome]
    connection.execute(update(m.run).where(m.run.c.id == run).values({column: column + 1, "ended": now()}))


def set_aside(connection: Connection, refusal: ArticleSkipped, run: int) -> None:
    """List an article that cannot be used, with its reason; the last reason of a source counts."""
    connection.execute(delete(m.set_aside).where(m.set_aside.c.source == refusal.where))
    values = {"reason": refusal.reason, "message": str(refusal), "at": now(), "run": run}
    connection.execute(insert(m.set_aside).values(source=refusal.where, **values))


def packed(record: msgspec.Struct) -> bytes:
    """A record as compressed JSON."""
    return zlib.compress(msgspec.json.encode(record), 6)


# Rows


def _article(connection: Connection, source: str) -> tuple[int, int]:
    """The number of the article that came from ``source``, made where it is new, and of its next version."""
    found = connection.scalar(select(m.article.c.id).where(m.article.c.source == source))
    if found is None:
        return inserted(connection, insert(m.article).values(source=source)), 1
    versions = select(m.version.c.number).where(m.version.c.article == found)
    return found, max(connection.scalars(versions), default=0) + 1


def _version(
    connection: Connection,
    coded: CodedArticle,
    page: Page,
    article: int,
    number: int,
    run: int,
    codebook: Codebook,
) -> int:
    read = coded.article or Article(
        id=coded.id, source=coded.source, text=coded.text, title=coded.title, published=coded.published
    )
    row = insert(m.version).values(
        article=article,
        number=number,
        digest=page.digest,
        name=page.name,
        title=coded.title,
        publisher=publisher_of(read, codebook),
        published=coded.published.value if coded.published else None,
        text=coded.text,
        page=packed(read),
        added_at=now(),
        run=run,
    )
    return inserted(connection, row)


def _current_claims(connection: Connection, article: int) -> list[int]:
    of_article = select(m.version.c.id).where(m.version.c.article == article)
    query = select(m.claim.c.id).where(m.claim.c.version.in_(of_article), m.claim.c.happening.is_not(None))
    return list(connection.scalars(query))


def _sketch(connection: Connection, version: int, text: str) -> None:
    """Find the texts that share theirs with this one, and leave its bands for those that come after."""
    bands = bands_of(text)
    met = func.count()
    near = (
        select(m.sketch.c.version)
        .where(m.sketch.c.band.in_(bands))
        .group_by(m.sketch.c.version)
        .having(met >= BANDS)
        .order_by(met.desc(), m.sketch.c.version)
        .limit(_NEAREST)
    )
    versions = list(connection.scalars(near))
    others = connection.execute(select(m.version.c.id, m.version.c.text).where(m.version.c.id.in_(versions)))
    found = [(other, round(shared(text, theirs), 3)) for other, theirs in others]
    copies = [{"left": other, "right": version, "shared": part} for other, part in found if part >= COPIED]
    if copies:
        connection.execute(insert(m.copy), copies)
    if bands:
        connection.execute(insert(m.sketch), [{"band": band, "version": version} for band in bands])


def _write_claims(
    connection: Connection, claims: list[Claim], records: list[Event | Record], coding: int, version: int
) -> Claims:
    rows = [
        {
            "key": claim.key,
            "coding": coding,
            "version": version,
            "record": claim.record,
            "register": claim.register,
            "family": claim.family,
            "kind": claim.kind,
            "status": claim.status,
            "body": msgspec.json.encode(claim).decode(),
            "coded": msgspec.json.encode(msgspec.structs.replace(record, why=())).decode(),
        }
        for claim, record in zip(claims, records, strict=True)
    ]
    if not rows:
        return {}
    numbered = insert(m.claim).returning(m.claim.c.id, sort_by_parameter_order=True)
    return dict(zip(connection.scalars(numbered, rows), claims, strict=True))
