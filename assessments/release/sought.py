"""What is looked for when words are hidden: the forms in which each hidden thing may stand. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from assessments.release.quantities import Quantity, quantities
from assessments.release.residual import HiddenPassage, says_nothing
from assessments.release.word_forms import Folded, Token, is_common, is_unspaced
from assessments.release.words_of_names import CALENDAR, OF_PLACES, PARTICLES, TITLES

# How many words in a row make a part of a passage telling, and from how many words on a passage is a long one.
RUN = 5
_LONG = 6
_REFERENCE = regex.compile(
    r"\b(?:[A-Z]{2}\d{2}[ -]?[A-Z]{3}|[A-Z]\d{1,3}[ -]?[A-Z]{3}|[A-Z]{1,2}\d[A-Z\d]?[ -]?\d[A-Z]{2})\b",
    regex.IGNORECASE,
)

_DOMAIN = regex.compile(r"@[\w.-]+")
_BEFORE_DOMAIN = regex.compile(r"[\w.-]{1,64}(?=@\w)")


@dataclass(frozen=True, order=True)
class Place:
    """A stretch of a field's frozen plain text, by code points."""

    path: str
    start: int
    end: int


@dataclass
class Sought:
    """The forms in which one hidden thing may stand."""

    words: str
    places: list[Place]
    joined: set[tuple[str, str]] = field(default_factory=set)  # whole passages and names, plain and by their look
    wholes: set[str] = field(default_factory=set)
    names: dict[str, str] = field(default_factory=dict)  # parts that name somebody or something, with their look
    rare: dict[str, str] = field(default_factory=dict)  # rare words that are no names
    initials: set[str] = field(default_factory=set)
    handles: set[str] = field(default_factory=set)
    quantities: list[tuple[Quantity, bool]] = field(default_factory=list)  # whether it is sought wherever it stands
    shingles: set[tuple[str, ...]] = field(default_factory=set)
    is_long: bool = False


def families(passages: Sequence[HiddenPassage], known: frozenset[str]) -> list[Sought]:
    """What is sought, once for each hidden thing: the same words, or words that are part of others, are one thing."""
    by_whole: dict[str, Sought] = {}
    for passage in passages:
        if passage.may_stand_elsewhere or not passage.text.strip():
            continue
        sought = _sought(passage, known)
        same = by_whole.setdefault(next(iter(sought.wholes), passage.text), sought)
        if same is not sought:
            same.places.extend(sought.places)
    families: list[Sought] = []
    for sought in sorted(by_whole.values(), key=lambda each: -len(each.words)):
        parent = next((each for each in families if _is_part(sought, each)), None)
        if parent is None:
            families.append(sought)
            continue
        parent.places.extend(sought.places)
        parent.wholes |= sought.wholes
        parent.joined |= sought.joined
    order = {(passage.path, passage.start): number for number, passage in enumerate(passages)}
    for each in families:
        each.places.sort(key=lambda place: order[place.path, place.start])
    return sorted(families, key=lambda each: order[each.places[0].path, each.places[0].start])


def _is_part(one: Sought, other: Sought) -> bool:
    forms = {plain for plain, _ in other.joined} | set(other.names)
    return bool(one.wholes) and one.wholes <= forms


def _sought(passage: HiddenPassage, known: frozenset[str]) -> Sought:
    folded = Folded(passage.text)
    tokens = folded.tokens
    sought = Sought(words=passage.text, places=[Place(passage.path, passage.start, passage.end)])
    sought.is_long = len(tokens) > _LONG
    if not tokens or says_nothing(passage.text):
        return sought
    plain, by_look = folded.joined
    values = quantities(folded)
    covered = sum(each.end - each.start for each in values)
    is_value = covered * 3 >= sum(token.end - token.start for token in tokens) * 2
    sought.quantities = [
        (each, len(values) == 1 if each.kind == "date" else is_value or len(tokens) <= 4)
        for each in values
        if each.kind != "number" or _is_telling(each, len(tokens), is_value=is_value)
    ]
    if len(tokens) > 1 and all(len(token.text) == 1 and token.text.isalpha() for token in tokens):
        sought.wholes.add(plain)
        sought.initials.add(plain)
        return sought
    if not plain.isdigit() and not (len(plain) == 1 and not is_unspaced(plain)):
        sought.wholes.add(plain)
        sought.joined.add((plain, by_look))
    for found in _REFERENCE.finditer(passage.text):
        if any(letter.isdigit() for letter in found[0]):
            reference = Folded(found[0])
            sought.joined.add(reference.joined)
    in_values = {token.start for token in tokens for each in values if each.start <= token.start < each.end}
    domains = [range(*found.span()) for found in _DOMAIN.finditer(passage.text)]  # these say where, not who
    words = [
        token
        for token in tokens
        if token.start not in in_values and not any(token.start in domain for domain in domains)
    ]
    for found in _BEFORE_DOMAIN.finditer(passage.text):
        parts = Folded(found[0].replace("_", " ")).tokens
        sought.rare |= {part.text: part.look for part in parts if len(part.text) > 2 and not part.is_common}
    for run in _name_runs(passage.text, words, len(tokens)):
        _seek_name(sought, run, known)
    for token in words:
        has_digit = any(letter.isdigit() for letter in token.text)
        is_mixed = has_digit and any(letter.isalpha() for letter in token.text)
        if token.text in known or token.text in sought.names or token.text in CALENDAR:
            continue
        if (is_mixed and len(token.text) > 2) or (not has_digit and len(token.text) > 4 and not token.is_common):
            sought.rare[token.text] = token.look
    telling = [token.text for token in tokens]
    for index in range(len(telling) - RUN + 1):
        shingle = tuple(telling[index : index + RUN])
        if sum(not says_nothing(word) for word in shingle) >= 3:
            sought.shingles.add(shingle)
    return sought


def _is_telling(number: Quantity, length: int, *, is_value: bool) -> bool:
    value = float(number.value)
    if is_value:
        return value > 2 or length == 1
    return value > 12 if length <= 4 else value >= 100 and not 1900 <= value <= 2100 and value % 100 != 0


def _name_runs(text: str, tokens: Sequence[Token], length: int) -> list[list[Token]]:
    """Words with capital letters that stand together; in a longer passage none that only begins a sentence."""
    runs: list[list[Token]] = [[]]
    for token in tokens:
        gap = text[runs[-1][-1].end : token.start] if runs[-1] else ""
        breaks = bool(runs[-1]) and (len(gap.strip(" .-‐‑'’\u00a0")) > 0 or "\n" in gap)
        if breaks or (runs[-1] and ". " in gap and len(runs[-1][-1].text) > 2):
            runs.append([])
        is_name = token.is_capitalised or is_unspaced(token.text[0])
        if is_name or (runs[-1] and token.text in PARTICLES) or (token.text in PARTICLES and not token.begins_sentence):
            runs[-1].append(token)
        elif runs[-1]:
            runs.append([])
    kept = []
    for run in runs:
        while run and (run[-1].text in PARTICLES or (len(run[-1].text) == 1 and run[-1].typed.islower())):
            run.pop()
        while run and run[0].text in PARTICLES:
            run.pop(0)
        starts = bool(run) and run[0].begins_sentence and length > len(run) + 1
        if starts and (run[0].is_common or says_nothing(run[0].text)) and (len(run) == 1 or says_nothing(run[0].text)):
            run.pop(0)
        kept.append([token for token in run if token.text not in TITLES and token.text not in CALENDAR])
    return [run for run in kept if run]


def _seek_name(sought: Sought, run: Sequence[Token], known: frozenset[str]) -> None:
    names = [token for token in run if token.text not in PARTICLES]
    is_place = any(token.text in OF_PLACES for token in names)
    whole = Folded(" ".join(token.typed for token in run))
    if len(names) > 1 and not all(token.text in known for token in names):
        sought.joined.add(whole.joined)
    if is_place and len(names) > 2 and names[-1].text in OF_PLACES and names[-2].text not in OF_PLACES | known:
        sought.joined.add(Folded(f"{names[-2].typed} {names[-1].typed}").joined)  # High Street, of Harrowmere
    for token in names:
        is_acronym = (
            token.typed.isupper()
            and 1 < len(token.typed) <= 4
            and not any(each.typed.isupper() and len(each.typed) > 4 for each in names)
        )
        if len(token.text) < 2 or token.text in known or token.text in OF_PLACES:
            continue
        if (says_nothing(token.text) and len(names) == 1) or (is_place and token.is_common):
            continue
        if is_acronym and len(names) == 1 and sought.is_long:
            continue
        sought.names[token.text] = token.look
    if is_place or not 2 <= len(names) <= 4:
        return
    letters = [token.text for token in names if token.text.isalpha()]
    if len(letters) != len(names):
        return
    first, last = letters[0], letters[-1]
    sought.initials.add("".join(name[0] for name in letters))
    if len(letters) > 2:
        sought.initials.add(first[0] + last[0])
    if len(last) > 1 and len(first) > 0:
        handles = {first[0] + last, last + first[0], first + last, last + first, first + last[0]}
        handles |= {"".join(name[0] for name in letters[:-1]) + last, "".join(letters)}
        sought.handles |= {handle for handle in handles if len(handle) >= 4 and not is_common(handle)}
