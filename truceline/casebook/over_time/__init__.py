"""Happenings of a case in, registers over time out.

Each module is one register's fold over what is told; nothing is summed, and no gap is filled.
"""

from truceline.casebook.over_time.agreements import agreements, zones
from truceline.casebook.over_time.breaches import breaches
from truceline.casebook.over_time.numbers import casualties, movements
from truceline.casebook.over_time.positions import positions
from truceline.casebook.over_time.talks import talks

__all__ = ["agreements", "breaches", "casualties", "movements", "positions", "talks", "zones"]
