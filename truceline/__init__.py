"""Truceline reads reporting on wars and peace talks and keeps the record."""

__version__ = "0.1.0"
