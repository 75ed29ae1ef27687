"""Many coded articles in, one case out: what is reported of each happening, by whom, and what people decided.

``Case`` is the way in: ``add`` codes and links, ``happenings`` and the registers are read from it.
"""

from truceline.casebook.case import Case

__all__ = ["Case"]
