"""Sentences and mentions in, events with their status and source out."""

from truceline.events.attribution import find_attributions, source_of
from truceline.events.coding import find_events
from truceline.events.status import probe, status_of

__all__ = ["find_attributions", "find_events", "probe", "source_of", "status_of"]
