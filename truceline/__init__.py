"""Truceline reads reporting on wars and peace talks and keeps the record.

>>> import truceline
>>> for article in truceline.read("page.html"):       # doctest: +SKIP
...     coded = truceline.code(article)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.2.0"

if TYPE_CHECKING:
    from truceline.codebook import Codebook
    from truceline.pages import read
    from truceline.pipeline import code, code_all
    from truceline.records import CodedArticle

__all__ = ["Codebook", "CodedArticle", "__version__", "code", "code_all", "read"]

_ROOMS = {
    "Codebook": "truceline.codebook",
    "CodedArticle": "truceline.records",
    "code": "truceline.pipeline",
    "code_all": "truceline.pipeline",
    "read": "truceline.pages",
}


def __getattr__(name: str) -> Any:
    """Load what is heavy (the parser, the gazetteer) only when it is first asked for."""
    if name not in _ROOMS:
        raise AttributeError(f"module 'truceline' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_ROOMS[name]), name)
