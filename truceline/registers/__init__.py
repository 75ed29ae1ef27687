"""A reading in, the eight registers out."""

from truceline.registers.fill import fill
from truceline.registers.reading import Reading

__all__ = ["Reading", "fill"]
