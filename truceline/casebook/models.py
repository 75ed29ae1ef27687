"""The tables of a case, as SQLAlchemy Core describes them; queries stand where they are asked.

``migrations/`` makes them; a test holds that the two agree. Records are kept as JSON of their
structs, beside the few columns by which they are looked up.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
_Id = BigInteger().with_variant(Integer, "sqlite")


def _key(name: str = "id") -> Column[int]:
    return Column(name, _Id, primary_key=True, autoincrement=True)


def _to(table: str, name: str | None = None, *, key: bool = False) -> Column[int]:
    return Column(name or table, _Id, ForeignKey(f"{table}.id"), nullable=False, primary_key=key)


article = Table(
    "article",
    METADATA,
    _key(),
    Column("source", Text, nullable=False, unique=True),
    Column("current", _Id),  # its newest version; None only within the transaction that adds it
)

version = Table(
    "version",
    METADATA,
    _key(),
    _to("article"),
    Column("number", Integer, nullable=False),  # 1, 2, … of its article
    Column("digest", String(64), nullable=False),
    Column("name", Text, nullable=False),  # the last part of the source: a moved folder is the same page
    Column("title", Text),
    Column("publisher", Text),
    Column("published", String(10)),
    Column("text", Text, nullable=False),
    Column("page", LargeBinary, nullable=False),  # Article as compressed JSON
    Column("added_at", String(32), nullable=False),
    Column("run", _Id, ForeignKey("run.id"), nullable=False),
    UniqueConstraint("article", "number"),
    UniqueConstraint("digest", "name"),
)

coding = Table(
    "coding",
    METADATA,
    _key(),
    _to("version"),
    Column("coder", String(40), nullable=False),
    Column("codebook", String(80), nullable=False),
    Column("body", LargeBinary, nullable=False),  # CodedArticle without its text, as compressed JSON
    Column("current", Boolean, nullable=False),
    Column("run", _Id, ForeignKey("run.id"), nullable=False),
    UniqueConstraint("version", "coder", "codebook"),
)

happening = Table(
    "happening",
    METADATA,
    _key(),
    Column("key", String(16), nullable=False, unique=True),
    Column("family", String(20), nullable=False),
    Column("kind", String(40)),
    Column("first_day", String(10)),
    Column("last_day", String(10)),
    Column("country", String(3)),
    Column("place", Text),
    Column("publishers", Integer, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("body", Text, nullable=False),  # Happening as JSON
    Index(None, "family", "first_day"),
    Index(None, "country", "first_day"),
)

claim = Table(
    "claim",
    METADATA,
    _key(),
    Column("key", String(16), nullable=False),
    _to("coding"),
    _to("version"),
    Column("record", String(20), nullable=False),  # its id in the coded article: e3, talks-1
    Column("register", String(12), nullable=False),  # events, talks, agreements, …
    Column("family", String(20), nullable=False),
    Column("kind", String(40)),
    Column("status", String(20), nullable=False),
    Column("body", Text, nullable=False),  # Claim as JSON: what linking compares
    Column("coded", Text, nullable=False),  # the record as JSON, without its reasons
    Column("happening", _Id, ForeignKey("happening.id")),  # None: of an older version or coding
    Index(None, "key"),
    Index(None, "happening"),
    Index(None, "coding"),
    Index(None, "version"),
    Index(None, "register", "status"),
)

block = Table(
    "block",
    METADATA,
    Column("key", BigInteger, primary_key=True, autoincrement=False),  # a digest of the key's words
    _to("claim", key=True),
    Index(None, "claim"),
)

link = Table(
    "link",
    METADATA,
    _to("claim", "left", key=True),  # left < right
    _to("claim", "right", key=True),
    Column("score", Float, nullable=False),
    Column("body", Text, nullable=False),  # Verdict as JSON
    Index(None, "right"),
)

sketch = Table(
    "sketch",
    METADATA,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    _to("version", key=True),
    Index(None, "version"),
)

copy = Table(
    "copy",
    METADATA,
    _to("version", "left", key=True),
    _to("version", "right", key=True),
    Column("shared", Float, nullable=False),  # part of the shorter text that stands in the longer
    Index(None, "right"),
)

decision = Table(
    "decision",
    METADATA,
    _key(),
    Column("at", String(32), nullable=False),
    Column("by", Text, nullable=False),
    Column("what", String(10), nullable=False),
    Column("why", Text),
    Column("claim", String(16)),  # key of the claim decided on
    Column("other", String(16)),  # of split and join: the claim it is kept from, or put with
    Column("body", Text, nullable=False),  # Decision as JSON: words, offsets, corrections
    Column("undone", _Id, ForeignKey("decision.id")),
    Index(None, "claim"),
)

run = Table(
    "run",
    METADATA,
    _key(),
    Column("at", String(32), nullable=False),
    Column("by", Text, nullable=False),
    Column("what", String(20), nullable=False),  # new, add, recode, merge
    Column("coder", String(40), nullable=False),
    Column("added", Integer, nullable=False, default=0),
    Column("changed", Integer, nullable=False, default=0),
    Column("unchanged", Integer, nullable=False, default=0),
    Column("set_aside", Integer, nullable=False, default=0),
    Column("ended", String(32)),
)

set_aside = Table(
    "set_aside",
    METADATA,
    Column("source", Text, primary_key=True),
    Column("reason", String(40), nullable=False),
    Column("message", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("run", _Id, ForeignKey("run.id"), nullable=False),
)

info = Table(
    "info",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
