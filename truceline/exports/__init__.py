"""Coded articles in, what people and programs read out; nothing is decided here.

``brief`` words a coded article for a person; ``text``, ``markdown`` and ``html`` lay the brief out;
``frames`` makes pandas frames; ``schema`` writes the JSON Schema of all records.
"""
