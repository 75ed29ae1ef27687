"""Source in, Article out."""
