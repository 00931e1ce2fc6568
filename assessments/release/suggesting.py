"""What probably needs a mark, from what the record knows and from how names and numbers are written. Pure.

A suggestion decides nothing: somebody accepts or dismisses each. Holders of public office, and officers from a rank of
the force's own setting on, are told apart: their names probably stay, and are listed so that somebody may think again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assessments.documents.content import Content, Field
from assessments.release.identifiers import CRIME, PERSONAL, identifiers
from assessments.release.marked_text import StandingMark
from assessments.release.named_people import people_in
from assessments.release.names import Kind, Named, Person, Sign, fold, rank_level

FLAG, HARM = "author's flag", "harm"
_WARNINGS = frozenset({FLAG, HARM})
_ABOVE_ALL = 1_000
_NOBODY = frozenset({"not given", "not recorded", "nobody", "none", "unknown"})
_SURE = {Sign.RECORD: 1, Sign.RANK: 2, Sign.TITLE: 2, Sign.DEED: 3, Sign.SPELLING: 3, Sign.LOOKS: 4}
_IN_CONFIDENCE, _OBJECTS = "Speaks in confidence", "Objects to publication"


@dataclass(frozen=True)
class Warned:
    """A passage that somebody warned of, and why. Without a start it is the whole field; a path may be a row's."""

    path: str
    because: str
    start: int | None = None
    end: int | None = None
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """What the record knows of a document: who is who, which bodies it names, and what authors and owners warned of."""

    people: tuple[Person, ...] = ()
    bodies: tuple[str, ...] = ()
    flags: tuple[Warned, ...] = ()
    harm: tuple[Warned, ...] = ()
    names_stay_from: str = "Superintendent"


@dataclass(frozen=True)
class Suggestion:
    """Words, a field or a row that probably need a mark: on what grounds, why, and what else is like it."""

    path: str
    kind: str
    because: str
    codes: tuple[str, ...]
    sure: int
    like: str
    quote: str = ""
    start: int | None = None
    end: int | None = None
    whole: str = ""

    @property
    def key(self) -> str:
        """The same for the same place, whatever is suggested there."""
        return f"{self.path}@{self.start}-{self.end}" if not self.whole else f"{self.path}@{self.whole}"


@dataclass(frozen=True)
class Staying:
    """A name that probably stays, and why."""

    path: str
    start: int
    end: int
    quote: str
    because: str


@dataclass(frozen=True)
class Suggested:
    suggestions: tuple[Suggestion, ...]
    staying: tuple[Staying, ...]


def suggested(content: Content, known: Known) -> Suggested:
    """Everything that probably needs a mark, in reading order, and every name that probably stays."""
    fields = [field for field in content.fields().values() if _is_read(field)]
    level = rank_level(known.names_stay_from)
    people = people_in(
        [field.plain_text for field in fields],
        known=_people(content, known.people),
        bodies=[body for body in known.bodies if len(body) > 2],
        stays_from=_ABOVE_ALL if level is None else level,
    )
    suggestions: list[Suggestion] = []
    staying: list[Staying] = []
    for field, named in zip(fields, people, strict=True):
        text = field.plain_text
        found = identifiers(text)
        for each in found:
            quote = text[each.start : each.end]
            suggestions.append(
                Suggestion(field.path, each.kind, each.because, each.codes, 2, each.kind, quote, each.start, each.end)
            )
        for person in named:
            if any(person.start < each.end and each.start < person.end for each in found):
                continue
            quote = text[person.start : person.end]
            if person.person.kind.stays:
                staying.append(Staying(field.path, person.start, person.end, quote, _why_it_stays(person.person)))
            else:
                suggestions.append(_of_a_person(field, person, quote))
    suggestions.extend(_warned(content, known.flags, FLAG))
    suggestions.extend(_warned(content, known.harm, HARM))
    suggestions.extend(_spoken_in_confidence(content))
    places = {path: place for place, path in enumerate(_paths(content))}
    ordered = sorted(_once(suggestions), key=lambda each: (places[each.path], each.start or 0, each.sure))
    return Suggested(tuple(ordered), tuple(staying))


def _once(suggestions: Iterable[Suggestion]) -> Iterable[Suggestion]:
    """Each place once: what somebody warned of leads, on the grounds that fit what stands there where that is known."""
    found: dict[str, Suggestion] = {}
    for each in sorted(suggestions, key=lambda each: (each.kind not in _WARNINGS, each.sure)):
        first = found.get(each.key)
        if first is None:
            found[each.key] = each
        elif first.kind in _WARNINGS and each.kind not in _WARNINGS:
            found[each.key] = replace(first, codes=each.codes)
    return found.values()


def still_open(
    suggestions: Iterable[Suggestion], content: Content, marks: Sequence[StandingMark], dismissed: Iterable[str]
) -> list[Suggestion]:
    """The suggestions that no standing mark covers and nobody dismissed."""
    away = set(dismissed)
    rows = {mark.path for mark in marks if mark.whole == "row"}
    fields = {mark.path for mark in marks if mark.whole == "field"}
    hidden: dict[str, set[int]] = {}
    for mark in marks:
        if mark.start is not None and mark.end is not None:
            hidden.setdefault(mark.path, set()).update(range(mark.start, mark.end))
    row_of = {field.path: row.path for row in content.rows().values() for field in row.fields}

    def is_covered(each: Suggestion) -> bool:
        if row_of.get(each.path, each.path) in rows or (each.whole != "row" and each.path in fields):
            return True
        if each.start is None or each.end is None:
            return False
        return hidden.get(each.path, set()).issuperset(range(each.start, each.end))

    return [each for each in suggestions if each.key not in away and not is_covered(each)]


@dataclass(frozen=True)
class Alike:
    """Suggestions that may be decided at once: every form of one person's name, or everything of one kind."""

    number: int
    suggestions: tuple[Suggestion, ...]

    @property
    def first(self) -> Suggestion:
        return self.suggestions[0]

    @property
    def words(self) -> str:
        """What they are about: a name, or the first few of the words that are suggested."""
        if self.first.kind.endswith("name"):
            return self.first.like
        quotes = list(dict.fromkeys(each.quote for each in self.suggestions))
        return ", ".join(quotes[:3]) + (f" and {len(quotes) - 3} more" if len(quotes) > 3 else "")

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(each.key for each in self.suggestions)


def alike(suggestions: Iterable[Suggestion]) -> list[Alike]:
    """Suggestions grouped with those like them, the surest first, then in reading order; each place once."""
    groups: dict[tuple[str, str], dict[str, Suggestion]] = {}
    for each in suggestions:
        groups.setdefault((each.kind, fold(each.like)), {}).setdefault(each.key, each)
    ordered = sorted(groups.values(), key=lambda group: min(each.sure for each in group.values()))
    return [Alike(number, tuple(group.values())) for number, group in enumerate(ordered, start=1)]


def _is_read(field: Field) -> bool:
    """Our own fixed words name nobody; what is worked out from another field is withheld with it."""
    return not field.is_rating and field.common != "choice" and not field.derived_from


def _people(content: Content, people: Iterable[Person]) -> list[Person]:
    """Those whom the record knows, and those whom a field of the document is there to name."""
    found = {fold(person.name): person for person in people if person.name.strip()}
    for row in content.rows().values():
        answers = {field.path: field.plain_text for field in row.fields}
        for field in row.fields:
            stem, _, last = field.path.rpartition(".")
            is_of_force = field.common == "force" or stem.startswith(("risk_decision", "sign_off"))
            names = last in ("name", "owner", "checker", "made_by") or field.path == "cover.author"
            if not names or not _is_a_name(field.plain_text) or field.is_rating or stem.startswith("deployment"):
                continue  # a deployment has a name too, which is an operation's
            kind = Kind.OFFICER if is_of_force or field.path == "cover.author" else Kind.PRIVATE
            name, rank = _without_rank(field.plain_text, answers.get(f"{stem}.rank", ""))
            found.setdefault(fold(name), Person(name, kind, rank))
    return list(found.values())


def _is_a_name(text: str) -> bool:
    return bool(text) and text.casefold() not in _NOBODY and "\n" not in text and len(text.split()) <= 7


def _without_rank(text: str, rank: str) -> tuple[str, str]:
    """A name and the rank before it: "Ch Insp Dana Okafor"."""
    words = text.split()
    for length in (3, 2, 1):
        if length < len(words) and rank_level(" ".join(words[:length])) is not None:
            return " ".join(words[length:]), rank or " ".join(words[:length])
    return text, rank


def _of_a_person(field: Field, named: Named, quote: str) -> Suggestion:
    person = named.person
    return Suggestion(
        path=field.path,
        kind="officer's name" if person.kind == Kind.OFFICER else "person's name",
        because=named.because,
        codes=(PERSONAL,),
        sure=_SURE[named.sign],
        like=person.name,
        quote=quote,
        start=named.start,
        end=named.end,
    )


def _why_it_stays(person: Person) -> str:
    if person.kind == Kind.SENIOR:
        return (
            f"{person.rank}: a rank from which the force's setting lets names stay." if person.rank else "Senior rank."
        )
    return "Holds a public office, so the name probably stays."


def _warned(content: Content, warned: Iterable[Warned], kind: str) -> Iterable[Suggestion]:
    rows, fields = content.rows(), content.fields()
    for each in warned:
        codes = each.codes or (CRIME,)
        if each.path in fields and each.start is not None and each.end is not None:
            quote = fields[each.path].plain_text[each.start : each.end]
            yield Suggestion(each.path, kind, each.because, codes, 1, each.because, quote, each.start, each.end)
        elif each.path in fields:
            quote = fields[each.path].plain_text
            yield Suggestion(each.path, kind, each.because, codes, 1, each.because, quote, whole="field")
        elif each.path in rows:
            quote = "\n".join(field.plain_text for field in rows[each.path].fields)
            yield Suggestion(each.path, kind, each.because, codes, 1, each.because, quote, whole="row")


def _spoken_in_confidence(content: Content) -> Iterable[Suggestion]:
    """What was said by somebody who speaks in confidence or objects to publication."""
    for row in content.rows().values():
        openness = next((field.plain_text for field in row.fields if field.path == f"{row.path}.openness"), "")
        if openness not in (_IN_CONFIDENCE, _OBJECTS):
            continue
        because = f"The contact says: {openness.lower()}."
        codes = ("s.41(1)",) if openness == _IN_CONFIDENCE else (PERSONAL,)
        for field in row.fields:
            name = field.path.removeprefix(f"{row.path}.")
            if name in ("narrative", "stance_as_they_said") or (name.startswith("concern.") and name.endswith(".text")):
                yield Suggestion(
                    field.path, "contact's words", because, codes, 1, f"{row.path} in confidence", field.plain_text,
                    whole="field",
                )  # fmt: skip


def _paths(content: Content) -> list[str]:
    return [path for row in content.rows().values() for path in (row.path, *(field.path for field in row.fields))]
