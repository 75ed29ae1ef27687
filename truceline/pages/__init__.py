"""Source in, Article out."""

from truceline.pages.sources import read, read_html, read_text

__all__ = ["read", "read_html", "read_text"]
