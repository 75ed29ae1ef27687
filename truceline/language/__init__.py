"""Article in, parsed sentences out; one parse for all the stages that follow."""

from truceline.language.parse import Parsed, Sentence, parse

__all__ = ["Parsed", "Sentence", "parse"]
