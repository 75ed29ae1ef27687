"""A parse in, the same parse with known mistakes of the model mended, out: once, for every stage.

A repair needs a pattern that news writes often and the model gets wrong; it is made here and
never inside an event frame or a register.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from spacy.tokens import Doc

from truceline.codebook import SHIPPED
from truceline.codebook.words import words
from truceline.language import repair_nouns
from truceline.language.forms import Form


@dataclass
class Tree:
    """One sentence's parse as lists by token; ``heads`` are positions in the sentence."""

    words: list[str]
    tags: list[str]
    pos: list[str]
    lemmas: list[str]
    morphs: list[str]
    heads: list[int]
    deps: list[str]

    @classmethod
    def of(cls, doc: Doc, forms: list[Form]) -> Self:
        """Read a parsed one-sentence Doc, and the forms of its words."""
        tags, pos, lemmas, morphs, deps = map(list, zip(*forms, strict=True))
        # the numbers are distances, kept unsigned
        distances = doc.to_array("HEAD").astype("int64").tolist()
        return cls(
            words=[t.text for t in doc],
            tags=tags,
            pos=pos,
            lemmas=lemmas,
            morphs=morphs,
            heads=[i + distance for i, distance in enumerate(distances)],
            deps=deps,
        )

    def children(self, head: int) -> list[int]:
        """The tokens that hang on ``head``, in order."""
        return [i for i, h in enumerate(self.heads) if h == head and i != head]

    def hang(self, token: int, head: int, dep: str) -> None:
        """Hang ``token`` on ``head``; what of ``token`` holds ``head`` goes up first, so no loop."""
        above = head
        while self.heads[above] not in (above, token):
            above = self.heads[above]
        if self.heads[above] == token:
            if self.heads[token] == token:
                return
            self.heads[above] = self.heads[token]
        self.heads[token], self.deps[token] = head, dep


def repair(tree: Tree) -> Tree:
    """Mend ``tree`` in place and give it back; repairs run in the order in which they stand here."""
    _clear_auxiliaries(tree)
    _perfect_of_names(tree)
    repair_nouns.free_fronted_subjects(tree)
    repair_nouns.name_acronyms(tree)
    repair_nouns.join_in_captions(tree)
    _free_from_condition(tree)
    _free_main_verb(tree)
    _promote_last_participle(tree)
    _promote_only_verb(tree)
    _mark_participles(tree)
    _hang_before_verb(tree)
    _free_objects(tree)
    _split_pairs(tree)
    _join_subjects(tree)
    _hang_relatives(tree)
    repair_nouns.split_dates(tree)
    repair_nouns.fill_prepositions(tree)
    repair_nouns.free_numbers(tree)
    _hang_names(tree)
    _share_relatives(tree)
    _open_time_clauses(tree)
    return tree


def _clear_auxiliaries(tree: Tree) -> None:
    """ "Egypt and Jordan have armed them": what hangs on the auxiliary belongs to its verb."""
    for token in range(len(tree.words)):
        helper = tree.heads[token]
        if helper == token or tree.deps[helper] not in ("aux", "auxpass"):
            continue
        passive = tree.deps[helper] == "auxpass" and tree.deps[token] == "nsubj"
        tree.hang(token, tree.heads[helper], "nsubjpass" if passive else tree.deps[token])


def _perfect_of_names(tree: Tree) -> None:
    """ "which have armed Haftar": a perfect with a name behind it, no armed thing that they have."""
    for have in range(len(tree.words) - 2):
        verb, name = have + 1, have + 2
        perfect = tree.lemmas[have] == "have" and tree.pos[have] == "VERB" and tree.tags[verb] == "VBN"
        owned = tree.heads[verb] == tree.heads[name] or tree.deps[verb] == "amod"
        if not (perfect and owned and tree.tags[name] in ("NNP", "NNPS")):
            continue
        thing = tree.heads[verb]
        if tree.heads[thing] != have or tree.deps[thing] != "dobj":
            continue
        above = tree.heads[have] if tree.heads[have] != have else verb
        tree.hang(verb, above, tree.deps[have])
        for child in tree.children(have):
            tree.hang(child, verb, tree.deps[child])
        tree.hang(have, verb, "aux")
        tree.pos[have], tree.pos[verb] = "AUX", "VERB"


_FINITE = ("VBD", "VBZ", "VBP", "MD")


def _free_from_condition(tree: Tree) -> None:
    """ "They will shell the port should the boats return": the first clause is the main one."""
    for verb, word in enumerate(tree.words):
        should = next((c for c in tree.children(verb) if tree.words[c] == "should"), None)
        if should is None or tree.heads[verb] != verb or tree.words[-1] == "?":
            continue
        subject = next((c for c in tree.children(verb) if tree.deps[c] in ("nsubj", "nsubjpass")), should)
        main = next((c for c in tree.children(verb) if c < should and tree.deps[c] == "ccomp"), None)
        if subject < should or main is None or word == "should":
            continue
        tree.heads[main], tree.deps[main] = main, "ROOT"
        tree.heads[verb], tree.deps[verb] = main, "advcl"


def _free_main_verb(tree: Tree) -> None:
    """ "A truce agreed in Doha collapsed": the first verb is a participle, the second the main one.

    The model takes the first for the main verb and hangs the second on it without a subject.
    """
    first = next((i for i, d in enumerate(tree.deps) if d == "ROOT"), None)
    if first is None or tree.tags[first] not in ("VBD", "VBN"):
        return
    below = tree.children(first)
    subject = next((i for i in below if tree.deps[i] == "nsubj" and i < first), None)
    if subject is None or any(tree.deps[i] in ("dobj", "aux", "auxpass", "neg") for i in below):
        return
    second = next((i for i in below if i > first and _stands_alone(tree, i)), None)
    if second is None and tree.words[first - 1] == ",":
        second = next((i for i in below if i > first and _follows_commas(tree, first, i)), None)
    if second is None:
        return
    tree.heads[second], tree.deps[second] = second, "ROOT"
    tree.heads[subject] = second
    tree.heads[first], tree.deps[first], tree.tags[first] = subject, "acl", "VBN"
    for i in below:
        if i > second or tree.pos[i] == "PUNCT":
            tree.heads[i] = second


def _stands_alone(tree: Tree, verb: int) -> bool:
    """Whether ``verb`` is finite, without a subject, and joined by no word or comma."""
    if tree.deps[verb] not in ("ccomp", "dep", "conj", "advcl", "parataxis") or not _is_finite(tree, verb):
        return False
    if any(tree.deps[i] in ("nsubj", "nsubjpass", "mark", "cc") for i in tree.children(verb)):
        return False
    return tree.pos[verb - 1] not in ("CCONJ", "PUNCT")


def _follows_commas(tree: Tree, first: int, verb: int) -> bool:
    """ "The latest truce, declared in May, lasted three days": between commas stands a participle."""
    if tree.words[verb - 1] != "," or tree.deps[verb] != "conj" or not _is_finite(tree, verb):
        return False
    if any(tree.deps[i] == "cc" and i < verb for i in tree.children(first)):
        return False
    return not any(tree.deps[i] in ("nsubj", "nsubjpass", "mark") for i in tree.children(verb))


def _is_finite(tree: Tree, verb: int) -> bool:
    auxiliaries = [i for i in tree.children(verb) if tree.deps[i] in ("aux", "auxpass")]
    return tree.tags[(auxiliaries or [verb])[0]] in _FINITE


def _promote_last_participle(tree: Tree) -> None:
    """ "Another deal, reached in Algiers, lapsed within years": the last one is the main verb.

    The model makes a noun the root and both verbs its participles.
    """
    root = next((i for i, d in enumerate(tree.deps) if d == "ROOT"), None)
    if root is None or tree.pos[root] not in ("NOUN", "PROPN") or tree.words[-1] != ".":
        return
    participles = [i for i in tree.children(root) if tree.deps[i] == "acl" and tree.tags[i] in ("VBN", "VBD")]
    if len(participles) < 2 or tree.words[participles[-1] - 1] != ",":
        return
    verb = participles[-1]
    tree.heads[verb], tree.deps[verb], tree.tags[verb] = verb, "ROOT", "VBD"
    tree.heads[root], tree.deps[root] = verb, "nsubj"
    for i in tree.children(root):
        if i > verb:
            tree.heads[i] = verb


def _promote_only_verb(tree: Tree) -> None:
    """ "A delegation called on Norway.": where nothing else is finite, what has an object is the verb.

    The model makes the noun the root and the verb its participle; a participle has no object, no
    auxiliary, and seldom "for" or "on" right behind it.
    """
    root = next((i for i, d in enumerate(tree.deps) if d == "ROOT"), None)
    if root is None or tree.pos[root] not in ("NOUN", "PROPN") or tree.words[-1] != ".":
        return
    verbs = [i for i in tree.children(root) if tree.deps[i] == "acl" and tree.tags[i] in ("VBN", "VBD")]
    finite = [i for i, t in enumerate(tree.tags) if t in _FINITE and tree.deps[i] not in ("aux", "auxpass")]
    if len(verbs) != 1 or set(finite) - set(verbs) or verbs[0] + 1 >= len(tree.words):
        return
    verb = verbs[0]
    active = any(tree.deps[i] in ("aux", "dobj") for i in tree.children(verb))
    if not active and tree.words[verb + 1].lower() not in ("for", "on"):
        return
    tree.heads[verb], tree.deps[verb], tree.tags[verb] = verb, "ROOT", "VBD"
    tree.heads[root], tree.deps[root] = verb, "nsubj"
    for i in tree.children(root):
        if i > verb or tree.pos[i] == "PUNCT":
            tree.heads[i] = verb


def _mark_participles(tree: Tree) -> None:
    """ "An accord concluded at L gave …": a clause on a noun without a subject is a participle."""
    for verb, dep in enumerate(tree.deps):
        if dep != "acl" or tree.tags[verb] != "VBD":
            continue
        if not any(tree.deps[i] in ("nsubj", "aux") for i in tree.children(verb)):
            tree.tags[verb] = "VBN"


def _hang_before_verb(tree: Tree) -> None:
    """ "A truce agreed in Doha in May collapsed": what stands before the verb belongs to the participle."""
    participles = [i for i, d in enumerate(tree.deps) if d == "acl" and tree.tags[i] == "VBN"]
    for participle in participles:
        subject = tree.heads[participle]
        verb = tree.heads[subject]
        if not (subject < participle < verb) or tree.deps[subject] not in ("nsubj", "nsubjpass"):
            continue
        for i in tree.children(verb):
            beside = participle < i < verb and tree.deps[i] in ("prep", "npadvmod")
            if beside and "PUNCT" not in tree.pos[participle:i]:
                tree.heads[i] = participle


def _free_objects(tree: Tree) -> None:
    """ "It revives a truce agreed in May": a truce agrees on nothing, so it is the object.

    The model makes a clause of the two; the words stand in codebook/repairs.yaml.
    """
    known = words(SHIPPED, "repairs.yaml")
    for verb, dep in enumerate(tree.deps):
        if dep != "ccomp" or tree.tags[verb] not in ("VBD", "VBN") or tree.lemmas[verb] not in known["made"]:
            continue
        below = tree.children(verb)
        noun = next((i for i in below if tree.deps[i] == "nsubj" and tree.lemmas[i] in known["deal"]), None)
        if noun is None or any(tree.deps[i] in ("dobj", "aux", "auxpass", "mark") for i in below):
            continue
        tree.heads[noun], tree.deps[noun] = tree.heads[verb], "dobj"
        tree.heads[verb], tree.deps[verb], tree.tags[verb] = noun, "acl", "VBN"


def _split_pairs(tree: Tree) -> None:
    """ "Nepal's government and Maoist rebels met": two parties, no rebels of the government.

    Heads that both may share ("government and rebel negotiators") are left alone.
    """
    shared = words(SHIPPED, "repairs.yaml")["shared"]
    for first, dep in enumerate(tree.deps):
        second = tree.heads[first]
        if dep not in ("nmod", "compound") or tree.pos[second] not in ("NOUN", "PROPN"):
            continue
        joined = [i for i in tree.children(first) if tree.deps[i] == "conj" and first < i < second]
        if not joined or tree.lemmas[second] in shared or not _is_party_of_its_own(tree, first, joined):
            continue
        root = tree.heads[second] == second
        tree.heads[first], tree.deps[first] = first if root else tree.heads[second], tree.deps[second]
        tree.heads[second], tree.deps[second] = first, "conj"
        for i in joined:
            tree.heads[i], tree.deps[i] = second, "amod" if tree.pos[i] == "ADJ" else "compound"
        for i in tree.children(second):
            if i < first:
                tree.heads[i] = first


def _is_party_of_its_own(tree: Tree, noun: int, joined: list[int]) -> bool:
    """ "Nepal's government and …", "Chad and rebel …"; in "U.S. and Russian troops" both describe."""
    if tree.pos[tree.heads[noun]] == "PROPN":
        return {tree.words[i] for i in (noun, *joined)} == {"North", "South"}
    if tree.pos[noun] == "PROPN":
        return all(tree.words[i].islower() for i in joined)
    before = [i for i in range(noun) if tree.heads[i] in (noun, tree.heads[noun])]
    named = [i for i in before if tree.deps[i] in ("amod", "compound") and tree.words[i][0].isupper()]
    return tree.pos[noun] == "NOUN" and bool(named or [i for i in before if tree.deps[i] == "poss"])


def _join_subjects(tree: Tree) -> None:
    """ "Kenyan troops and Tigre rebels clashed": one subject of two nouns, where the model has two."""
    for second in range(2, len(tree.words)):
        if tree.deps[second] != "nsubj" or tree.tags[second] not in ("NN", "NNS", "NNP", "NNPS"):
            continue
        for first in tree.children(tree.heads[second]):
            between = [tree.deps[i] for i in tree.children(first) if first < i < second]
            if tree.deps[first] == "nsubj" and "cc" in between and "conj" not in between:
                tree.hang(second, first, "conj")
                break


def _hang_relatives(tree: Tree) -> None:
    """ "A bomb hit a market on Friday that killed six": the relative belongs to a noun, no date.

    So does "…, both of whom have failed", which the model makes a clause of the main verb.
    """
    for verb, dep in enumerate(tree.deps):
        if tree.pos[verb] not in ("VERB", "AUX") or dep in ("aux", "auxpass", "amod"):
            continue
        pronoun = _relative_pronoun(tree, verb)
        if pronoun is None:
            continue
        head = tree.heads[verb]
        sits_right = dep == "relcl" and tree.pos[head] in ("NOUN", "PROPN") and not _is_date(tree, head)
        noun = None if sits_right else _noun_before(tree, pronoun)
        if noun is not None and dep in ("ccomp", "relcl", "advcl", "dep", "parataxis"):
            tree.hang(verb, noun, "relcl")


def _relative_pronoun(tree: Tree, verb: int) -> int | None:
    """The first word of the relative clause of ``verb``: "that", "which", "both of whom"."""
    for subject in tree.children(verb):
        if tree.deps[subject] not in ("nsubj", "nsubjpass") or subject > verb:
            continue
        if tree.tags[subject] in ("WDT", "WP"):
            return subject if subject > 0 else None
        of = [i for i in tree.children(subject) if tree.words[i].lower() == "of"]
        if any(tree.words[o].lower() in ("whom", "which") for i in of for o in tree.children(i)):
            return subject
    return None


def _noun_before(tree: Tree, position: int) -> int | None:
    """The nearest noun before ``position`` that is no date, a common one if there is one."""
    before = [i for i in range(position) if tree.pos[i] in ("NOUN", "PROPN") and tree.deps[i] != "compound"]
    nouns = [i for i in before if not _is_date(tree, i)]
    common = [i for i in nouns if tree.pos[i] == "NOUN"]
    nearest = (common or nouns)[-1:]
    return _carrier(tree, nearest[0]) if nearest else None


def _carrier(tree: Tree, noun: int) -> int:
    """ "a market in Mosul": from the place up to what is there."""
    while tree.deps[noun] == "pobj":
        above = tree.heads[tree.heads[noun]]
        places = tree.words[tree.heads[noun]].lower() in ("of", "in", "at", "on", "near")
        if not places or tree.pos[above] not in ("NOUN", "PROPN") or _is_date(tree, above):
            break
        noun = above
    return noun


def _is_date(tree: Tree, token: int) -> bool:
    return tree.lemmas[token].lower() in words(SHIPPED, "repairs.yaml")["date"] or tree.words[token].isdigit()


def _hang_names(tree: Tree) -> None:
    """ "Moscow and rebel supporter Ankara agreed": the name belongs to the noun before it.

    The model gives the clause a second subject.
    """
    for name in range(1, len(tree.words)):
        noun = name - 1
        if tree.deps[name] != "nsubj" or tree.pos[name] != "PROPN" or tree.pos[noun] != "NOUN":
            continue
        if tree.deps[noun] in ("conj", "nsubj") and tree.heads[name] > name:
            tree.hang(name, noun, "appos")


def _open_time_clauses(tree: Tree) -> None:
    """ "Killed 60 before the truce came into force": the truce came, and "before" opens the clause.

    The model takes "before the truce" for a phrase and hangs the verb on the main one.
    """
    for preposition, word in enumerate(tree.words):
        if word.lower() not in ("before", "after", "since", "until") or tree.deps[preposition] != "prep":
            continue
        nouns = [i for i in tree.children(preposition) if tree.deps[i] == "pobj"]
        verb = _right_edge(tree, nouns[0]) + 1 if nouns else len(tree.words)
        if verb < len(tree.words) and _lacks_subject(tree, verb):
            tree.hang(verb, tree.heads[preposition], "advcl")
            tree.heads[nouns[0]], tree.deps[nouns[0]] = verb, "nsubj"
            tree.heads[preposition], tree.deps[preposition] = verb, "mark"


def _lacks_subject(tree: Tree, verb: int) -> bool:
    finite = tree.tags[verb] in ("VBD", "VBZ", "VBP") and tree.deps[verb] in ("conj", "ccomp", "advcl", "dep")
    return finite and not any(tree.deps[i] in ("nsubj", "nsubjpass", "cc") for i in tree.children(verb))


def _right_edge(tree: Tree, token: int) -> int:
    return max([token, *(_right_edge(tree, c) for c in tree.children(token) if c > token)])


def _share_relatives(tree: Tree) -> None:
    """ "Chad and Sudan, which back the plan": a plural verb speaks of both, not of the last one."""
    for verb, dep in enumerate(tree.deps):
        noun = tree.heads[verb]
        if dep != "relcl" or not _is_plural(tree, verb) or tree.tags[noun] not in ("NNP", "NN"):
            continue
        first = noun
        while tree.deps[first] == "conj" and tree.pos[tree.heads[first]] in ("NOUN", "PROPN"):
            first = tree.heads[first]
        if first != noun:
            tree.heads[verb] = first


def _is_plural(tree: Tree, verb: int) -> bool:
    """Whether the verb, or its first auxiliary, has no singular ending: "back", "have backed"."""
    auxiliary = next((i for i in tree.children(verb) if tree.deps[i] in ("aux", "auxpass")), verb)
    return tree.tags[auxiliary] == "VBP" or tree.words[auxiliary].lower() == "were"
