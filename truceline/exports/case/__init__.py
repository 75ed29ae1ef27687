"""A case in, files out that other programs read: tables, maps, networks, each with its data dictionary.

``tables`` and ``fields`` (PLOVER, GDELT, ACLED, HXL) say what the columns are; ``write`` lays them out.
"""

from truceline.exports.case.write import FORMATS, export

__all__ = ["FORMATS", "export"]
