"""A parse in, the same with its nouns back in their places out: subjects, objects of prepositions.

Repairs of one kind, called by ``repair`` with the others: a noun that the model has hung on
something beside it is the subject of the verb behind it, or the object of the word before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from truceline.codebook import SHIPPED
from truceline.codebook.words import words

if TYPE_CHECKING:
    from truceline.language.repair import Tree

_NOMINAL = ("NOUN", "PROPN")
_BETWEEN = ("aux", "auxpass", "neg", "advmod")  # what stands between a subject and its verb
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_LONGEST_ACRONYM = 8


def free_fronted_subjects(tree: Tree) -> None:
    """ "After talks in Oslo, Chad and Libya signed": who follows the opening phrase is the subject.

    The model joins it to the last noun of the phrase, and leaves the verb without a subject or
    gives it the noun of the phrase.
    """
    if not tree.words or tree.tags[0] not in ("IN", "VBG"):
        return
    comma = next((i for i, w in enumerate(tree.words) if w == ","), 0)
    while comma:
        if _free_behind(tree, comma):
            return
        comma = next((i for i in range(comma + 1, len(tree.words)) if tree.words[i] == ","), 0)


def _free_behind(tree: Tree, comma: int) -> bool:
    if any(tree.tags[i] in _FINITE for i in range(comma)):
        return False
    subject = next((i for i in range(comma + 1, len(tree.words)) if _joins_before(tree, i, comma)), None)
    if subject is None:
        return False
    verb = _verb_behind(tree, _right_edge(tree, subject) + 1)
    if verb is None:
        return False
    named = next(
        (i for i in tree.children(verb) if tree.deps[i] in ("nsubj", "nsubjpass") and i < verb), None
    )
    if named is not None and (named > comma or tree.heads[0] != verb):
        return False
    if named is not None:
        tree.hang(named, 0, "pobj")
        tree.deps[0] = "prep"
    tree.hang(subject, verb, _subject_of(tree, verb))
    return True


def _joins_before(tree: Tree, noun: int, comma: int) -> bool:
    """Whether ``noun`` is hung on a word before ``comma`` and its phrase begins right behind it."""
    joined = tree.deps[noun] in ("conj", "appos") and tree.heads[noun] < comma
    return joined and tree.pos[noun] in _NOMINAL and _left_edge(tree, noun) == comma + 1


def _verb_behind(tree: Tree, start: int) -> int | None:
    """The finite verb that begins at ``start``, behind its auxiliaries and adverbs."""
    for verb in range(start, min(start + 5, len(tree.words))):
        if tree.pos[verb] in ("VERB", "AUX") and tree.deps[verb] not in ("aux", "auxpass"):
            helpers = [i for i in tree.children(verb) if tree.deps[i] in ("aux", "auxpass")]
            finite = tree.tags[(helpers or [verb])[0]] in _FINITE
            return verb if finite else None
        if tree.deps[verb] not in _BETWEEN:
            return None
    return None


def _subject_of(tree: Tree, verb: int) -> str:
    return "nsubjpass" if any(tree.deps[i] == "auxpass" for i in tree.children(verb)) else "nsubj"


def join_in_captions(tree: Tree) -> None:
    """ "Idriss Deby, left, and Omar Hadi, right, met": where somebody stands parts no two names."""
    for side, word in enumerate(tree.words[:-3]):
        if word.lower() not in ("left", "right", "center", "centre") or tree.words[side + 1] != ",":
            continue
        comma = side - 1 if tree.words[side - 1] == "," else side - 2  # "second left"
        if side < 3 or tree.words[comma] != "," or tree.words[side + 2] != "and":
            continue
        first = comma - 1
        behind = range(side + 3, len(tree.words))
        second = next((i for i in behind if _is_head(tree, i) and _left_edge(tree, i) == side + 3), None)
        if second is not None and tree.pos[first] == "PROPN" and tree.deps[first] != "compound":
            tree.hang(side, first, "npadvmod")
            tree.hang(side + 2, first, "cc")
            tree.hang(second, first, "conj")


def _is_head(tree: Tree, token: int) -> bool:
    return tree.pos[token] in _NOMINAL and tree.deps[token] in ("nsubj", "nsubjpass", "appos", "conj")


def name_acronyms(tree: Tree) -> None:
    """ "USAID announced …": letters that the model takes for an adverb are the subject."""
    for name, word in enumerate(tree.words):
        if not (word.isupper() and word.isalpha() and 2 <= len(word) <= _LONGEST_ACRONYM):
            continue
        verb = tree.heads[name]
        if tree.deps[name] not in ("advmod", "npadvmod", "dep", "intj") or verb < name:
            continue
        if _verb_behind(tree, name + 1) != verb or _has_subject(tree, verb):
            continue
        tree.deps[name], tree.pos[name], tree.tags[name] = _subject_of(tree, verb), "PROPN", "NNP"


def _has_subject(tree: Tree, verb: int) -> bool:
    return any(tree.deps[i] in ("nsubj", "nsubjpass", "csubj") for i in tree.children(verb))


def fill_prepositions(tree: Tree) -> None:
    """ "asylum to officers held there": a preposition without an object takes the noun behind it.

    The model makes that noun the subject of its participle.
    """
    for preposition, dep in enumerate(tree.deps):
        if dep not in ("prep", "dative", "agent") or tree.children(preposition):
            continue
        noun = next(
            (i for i in range(preposition + 1, len(tree.words)) if _opens(tree, i, preposition)), None
        )
        verb = tree.heads[noun] if noun is not None else 0
        main = tree.heads[verb] == verb
        if noun is None or main or tree.tags[verb] not in ("VBN", "VBG", "VBD") or verb < noun:
            continue
        if any(tree.deps[i] in ("aux", "auxpass", "mark") for i in tree.children(verb)):
            continue
        tree.hang(noun, preposition, "pobj")
        tree.hang(verb, noun, "acl")


def _opens(tree: Tree, noun: int, preposition: int) -> bool:
    subject = tree.deps[noun] in ("nsubj", "nsubjpass") and tree.pos[noun] in _NOMINAL
    return subject and _left_edge(tree, noun) == preposition + 1


def split_dates(tree: Tree) -> None:
    """ "On 21 June Chadian rebels left": the day belongs to "on", not to the rebels."""
    dates = words(SHIPPED, "repairs.yaml")["date"]
    for preposition, dep in enumerate(tree.deps):
        if dep != "prep" or tree.children(preposition):
            continue
        end = preposition + 1
        while end < len(tree.words) and (tree.tags[end] == "CD" or tree.lemmas[end].lower() in dates):
            end += 1
        run = range(preposition + 1, end)
        date = next((i for i in run if tree.tags[i] != "CD" or _is_year(tree, i)), None)
        if date is None or not any(tree.heads[i] >= end for i in run):
            continue
        tree.hang(date, preposition, "pobj")
        for part in run:
            if part != date:
                tree.hang(part, date, "nummod")


def _is_year(tree: Tree, token: int) -> bool:
    word = tree.words[token]
    return len(word) == 4 and word.isdigit() and tree.words[token - 1].lower() == "in"


def free_numbers(tree: Tree) -> None:
    """ "freed up to 16 hostages": they are freed; "up to" belongs to the number."""
    for up in range(len(tree.words) - 2):
        to, number = up + 1, up + 2
        if (tree.words[up].lower(), tree.words[to].lower()) != ("up", "to") or tree.tags[number] != "CD":
            continue
        counted = tree.heads[number] if tree.deps[number] == "nummod" else number
        if tree.heads[counted] != to or tree.deps[counted] != "pobj":
            continue
        verb = tree.heads[to] if tree.heads[to] != up else tree.heads[up]
        if tree.pos[verb] != "VERB" or any(tree.deps[i] == "dobj" for i in tree.children(verb)):
            continue
        tree.hang(counted, verb, "dobj")
        for part in (up, to):
            tree.hang(part, number, "quantmod")


def _left_edge(tree: Tree, token: int) -> int:
    return min([token, *(_left_edge(tree, c) for c in tree.children(token) if c < token)])


def _right_edge(tree: Tree, token: int) -> int:
    return max([token, *(_right_edge(tree, c) for c in tree.children(token) if c > token)])
