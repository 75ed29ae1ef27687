"""The words and facts, as data that a political scientist can edit and a test can run."""

from truceline.codebook.load import SHIPPED, About, Codebook

__all__ = ["SHIPPED", "About", "Codebook"]
