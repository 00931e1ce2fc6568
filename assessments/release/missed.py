"""Where hidden words may still be read in another form: misspelt, as initials, in an address, with other spacing. Pure.

What is looked for is worked out from the hidden words alone. A common word of the language is never looked for by
itself, unless it is somebody's name and stands with a capital letter where no sentence begins.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

import regex
from rapidfuzz.distance import DamerauLevenshtein

from assessments.documents.content import Content
from assessments.release.quantities import quantities
from assessments.release.redacting import MarkedPassage, put_in_place
from assessments.release.residual import HiddenPassage, hidden_passages
from assessments.release.resting import remaining
from assessments.release.sought import RUN, Place, Sought, families
from assessments.release.word_forms import Folded, Token, is_common
from assessments.release.words_of_names import (
    ABBREVIATIONS,
    CALENDAR,
    OF_PLACES,
    TITLES,
    sounds_like,
)


class Form(StrEnum):
    """How a mention differs from the words that are hidden; the value is what people read."""

    WHOLE = "the same words"
    SPACED = "the same letters, spaced or joined otherwise"
    LOOKALIKE = "the same, in letters that look alike"
    PART = "part of the words"
    MISSPELT = "spelt otherwise"
    INITIALS = "initials"
    ADDRESS = "in an address, a link or a handle"
    NUMBER = "the same number"
    TELEPHONE = "the same telephone number"
    MOMENT = "the same date or time"


@dataclass(frozen=True)
class Mention:
    """Words that anybody would read, and which hidden words they echo. ``echoes`` is the first place of those."""

    place: Place
    words: str
    form: Form
    echoes: Place

    @property
    def key(self) -> str:
        """Names the mention by places alone."""
        here, there = self.place, self.echoes
        return f"{here.path}@{here.start}-{here.end}:{there.path}@{there.start}-{there.end}"


@dataclass(frozen=True)
class Missed:
    """Every mention of one hidden thing. ``words`` are the hidden ones, never to be logged, stored or sent."""

    words: str
    places: tuple[Place, ...]
    mentions: tuple[Mention, ...]


def missed(content: Content, marks: Iterable[MarkedPassage]) -> tuple[Missed, ...]:
    """What the marks on a document missed, grouped by hidden thing, in reading order; no empty group."""
    marks = tuple(marks)
    texts, known = _public_texts(content, marks)
    return _search(hidden_passages(content, marks), texts, known)


def check_text(text: str, hidden: Iterable[str]) -> tuple[Mention, ...]:
    """The mentions of hidden words in any other text that is to leave: a notice, an entry of a log, a title.

    Their places are offsets in this text; ``echoes`` numbers the hidden text among those given.
    """
    passages = [
        HiddenPassage(path=str(number), start=0, end=len(words), text=words, place="")
        for number, words in enumerate(hidden)
    ]
    found = [mention for group in _search(passages, {"": text}, frozenset()) for mention in group.mentions]
    return tuple(sorted(found, key=lambda mention: mention.place))


_OFTEN = 5
_SELDOM = 2
_CHUNK = regex.compile(r"\S+")
_ADDRESS = regex.compile(r"[@#_/\\=]|www\.|\w\.\w+\.\w|[a-z][A-Z]|[A-Za-z]\d|\d[A-Za-z]")
_AROUND = "\"'“”‘’()[]{}<>.,;:!?"
_GAP = regex.compile(r"[\s.,'’()\-–—]{0,3}")
_HYPHENS = frozenset("-‐‑‒–—\u00ad")


def _public_texts(content: Content, marks: Sequence[MarkedPassage]) -> tuple[dict[str, str], frozenset[str]]:
    """What stays readable of each field, with line ends in place of what is hidden; and words that name nobody."""
    withheld = put_in_place(content, marks)
    texts: dict[str, str] = {}
    known = [content.force, content.strapline, content.document_type]
    for section in remaining(content, withheld.left_out):
        for row in section.rows:
            for each in row.fields:
                if row.path in withheld.rows or each.path in withheld.fields or each.level is not None:
                    continue
                text = each.plain_text
                for stretch in withheld.passages.get(each.path, ()):
                    text = text[: stretch.start] + "\n" * (stretch.end - stretch.start) + text[stretch.end :]
                if section.layout == "cover" and each.label == "Branch / OCU":
                    known.append(text)
                if each.common != "choice":
                    texts[each.path] = text
    return texts, frozenset(token.text for words in known for token in Folded(words).tokens)


def _search(passages: Sequence[HiddenPassage], texts: Mapping[str, str], known: frozenset[str]) -> tuple[Missed, ...]:
    public = _Public({path: Folded(text) for path, text in texts.items() if text}, known)
    groups = []
    for sought in families(passages, known):
        found = public.mentions_of(sought)
        if found:
            groups.append(Missed(sought.words, tuple(sought.places), tuple(found)))
    return tuple(groups)


class _Public:
    """What anybody may read, made ready to be searched."""

    def __init__(self, texts: Mapping[str, Folded], known: frozenset[str]) -> None:
        self.texts = texts
        self.known = known
        self.vocabulary: dict[str, list[tuple[str, Token]]] = {}
        self.looks: dict[str, set[str]] = {}
        self.grams: Counter[tuple[str, ...]] = Counter()
        for path, folded in texts.items():
            words = [token.text for token in folded.tokens]
            self.grams.update(tuple(words[index : index + RUN]) for index in range(len(words) - RUN + 1))
            for token in folded.tokens:
                self.vocabulary.setdefault(token.text, []).append((path, token))
                self.looks.setdefault(token.look, set()).add(token.text)
        self.quantities = {path: quantities(folded) for path, folded in texts.items()}
        self.lower = {
            word for word, tokens in self.vocabulary.items() if any(token.typed.islower() for _, token in tokens)
        }
        self.lengths: dict[int, list[str]] = {}
        for word in self.vocabulary:
            self.lengths.setdefault(len(word), []).append(word)

    def mentions_of(self, sought: Sought) -> list[Mention]:
        hits: list[tuple[Place, Form]] = [
            *self._joined(sought),
            *self._parts(sought),
            *self._misspelt(sought),
            *self._initials(sought),
            *self._addresses(sought),
            *self._quantities(sought),
            *self._runs(sought),
        ]
        return self._merged(hits, sought)

    def _joined(self, sought: Sought) -> Iterable[tuple[Place, Form]]:
        wanted = {(words, False) for words, _ in sought.joined} | {(words, True) for _, words in sought.joined}
        singles = {(name, False) for name in sought.names} | {(each, True) for each in sought.names.values()}
        wholes = {words for words, _ in sought.joined}
        for path, folded in self.texts.items():
            for words, by_look in wanted | {each for each in singles if len(each[0]) > 3}:
                if words not in folded.joined[by_look]:
                    continue
                for first, last in folded.find(words, by_look=by_look):
                    tokens = folded.tokens[first : last + 1]
                    is_single = (words, by_look) not in wanted
                    if is_single and (first == last or not self._is_split(folded, first, last)):
                        continue
                    if not is_single and len(tokens) == 1 and not self._may_be(tokens[0], words in sought.names):
                        continue
                    read = "".join(token.text for token in tokens)
                    form = Form.SPACED if is_single else Form.WHOLE
                    if read not in wholes and not is_single:
                        form = Form.LOOKALIKE
                    yield Place(path, *folded.exact(words, first, last)), form

    def _is_split(self, folded: Folded, first: int, last: int) -> bool:
        """Whether words that make a name together are one that was taken apart, and not words of their own."""
        tokens = folded.tokens[first : last + 1]
        gaps = [folded.text[one.end : two.start] for one, two in pairwise(tokens)]
        if all(len(token.text) == 1 for token in tokens):
            return True
        if any(len(gap) > 4 for gap in gaps):
            return False
        if all(set(gap) & _HYPHENS or "\n" in gap for gap in gaps):
            return True
        return not all(token.is_common for token in tokens)

    def _may_be(self, token: Token, is_name: bool) -> bool:
        """Whether a word that is a common one too may be meant as a name here."""
        if not is_name or not token.is_common or not token.text.isascii():
            return True
        if not token.is_capitalised:
            return False
        return not token.begins_sentence or token.text not in self.lower

    def _parts(self, sought: Sought) -> Iterable[tuple[Place, Form]]:
        for name, by_look in sought.names.items():
            read = {name} | (self.looks.get(by_look, set()) if len(by_look) > 2 else set())
            for word in read:
                if word != name and is_common(word):
                    continue
                places = self.vocabulary.get(word, [])
                if sought.is_long and len(places) >= _OFTEN:
                    continue
                for path, token in places:
                    if is_common(name) and not self._is_named(path, token):
                        continue
                    yield Place(path, token.start, token.end), Form.PART if word == name else Form.LOOKALIKE
        for word in sought.rare:
            places = self.vocabulary.get(word, [])
            if len(places) <= (_SELDOM if sought.is_long else _OFTEN):
                for path, token in places:
                    yield Place(path, token.start, token.end), Form.PART

    def _is_named(self, path: str, token: Token) -> bool:
        """Whether a common word stands as somebody's name: with a capital, or after a title."""
        tokens = self.texts[path].tokens
        index = tokens.index(token)
        before = tokens[index - 1] if index else None
        if before and before.text in TITLES and before.end + 2 >= token.start and before.text not in {"the"}:
            return True
        return self._may_be(token, is_name=True)

    def _misspelt(self, sought: Sought) -> Iterable[tuple[Place, Form]]:
        names = dict(sought.names)
        if not sought.is_long:
            names |= sought.rare
        for name in names:
            if len(name) < 4 or not name.isalpha():
                continue
            for word in self._near(name):
                common = is_common(word)
                for path, token in self.vocabulary[word]:
                    if common and (len(name) < 5 or word[0] != name[0] or not self._stands_as_name(path, token)):
                        continue
                    yield Place(path, token.start, token.end), Form.MISSPELT

    def _stands_as_name(self, path: str, token: Token) -> bool:
        """Whether a common word has a capital for no other reason: no sentence begins, no title of a thing goes on."""
        if not token.is_capitalised or token.begins_sentence or token.text in self.lower:
            return False
        tokens = self.texts[path].tokens
        index = tokens.index(token)
        return index + 1 == len(tokens) or not tokens[index + 1].is_capitalised or not tokens[index + 1].is_common

    def _near(self, name: str) -> Iterable[str]:
        furthest = 1 if len(name) < 7 else 2
        sound = sounds_like(name)
        for length in range(len(name) - 3, len(name) + 4):
            for word in self.lengths.get(length, ()):
                if word == name or word in self.known or word in CALENDAR or word in OF_PLACES or word in TITLES:
                    continue
                distance = DamerauLevenshtein.distance(name, word, score_cutoff=3)
                if distance > 3 or not word.isalpha():
                    continue
                begins_alike = word[0] == name[0]
                if distance == 1:
                    is_near = len(name) > 4 or begins_alike
                else:
                    is_near = distance <= furthest and begins_alike
                    is_near = (is_near or (len(sound) > 2 and sounds_like(word) == sound)) and not is_common(word)
                if is_near:
                    yield word

    def _initials(self, sought: Sought) -> Iterable[tuple[Place, Form]]:
        for letters in sought.initials:
            for path, token in self.vocabulary.get(letters, ()):
                if token.typed.isupper() and letters not in ABBREVIATIONS and not self._is_shouted(path, token):
                    yield Place(path, token.start, token.end), Form.INITIALS
            for path, folded in self.texts.items():
                for first, last in folded.find(letters, by_look=False) if letters in folded.joined[0] else ():
                    tokens = folded.tokens[first : last + 1]
                    gaps = {folded.text[one.end : two.start] for one, two in pairwise(tokens)}
                    if len(tokens) != len(letters) or not gaps <= {".", ". ", " ", "-", ".-"} or len(tokens) < 2:
                        continue
                    if all(token.typed.isupper() for token in tokens) or all("." in gap for gap in gaps):
                        end = tokens[-1].end
                        end += folded.text[end : end + 1] == "." and "." in "".join(gaps)
                        yield Place(path, tokens[0].start, end), Form.INITIALS

    def _is_shouted(self, path: str, token: Token) -> bool:
        """Whether the words beside it are in capitals too, so that capitals mean nothing here."""
        tokens = self.texts[path].tokens
        index = tokens.index(token)
        return any(len(each.text) > 2 and each.typed.isupper() for each in tokens[max(index - 1, 0) : index + 2])

    def _addresses(self, sought: Sought) -> Iterable[tuple[Place, Form]]:
        if not sought.handles:
            return
        within = sought.handles | {name for name in sought.names if len(name) > 4}
        for path, folded in self.texts.items():
            joined = folded.joined[0]
            if not any(handle in joined for handle in within):
                continue
            for found in _CHUNK.finditer(folded.text):
                chunk = found[0].strip(_AROUND)
                start = found.start() + found[0].find(chunk)
                words = "".join(token.text for token in Folded(chunk).tokens)
                is_address = bool(_ADDRESS.search(chunk))
                if words in sought.handles or (is_address and any(handle in words for handle in within)):
                    yield Place(path, start, start + len(chunk)), Form.ADDRESS

    def _quantities(self, sought: Sought) -> Iterable[tuple[Place, Form]]:
        for wanted, anywhere in sought.quantities:
            same = [
                Place(path, each.start, each.end)
                for path, found in self.quantities.items()
                for each in found
                if wanted.is_same(each)
            ]
            if anywhere or wanted.kind == "telephone" or len(same) <= _SELDOM:
                kind = {"number": Form.NUMBER, "telephone": Form.TELEPHONE}.get(wanted.kind, Form.MOMENT)
                yield from ((place, kind) for place in same)

    def _runs(self, sought: Sought) -> Iterable[tuple[Place, Form]]:
        if not any(self.grams[shingle] for shingle in sought.shingles):
            return
        for path, folded in self.texts.items():
            words = [token.text for token in folded.tokens]
            for index in range(len(words) - RUN + 1):
                shingle = tuple(words[index : index + RUN])
                if shingle in sought.shingles and self.grams[shingle] <= _SELDOM:
                    yield Place(path, folded.tokens[index].start, folded.tokens[index + RUN - 1].end), Form.PART

    def _merged(self, hits: Iterable[tuple[Place, Form]], sought: Sought) -> list[Mention]:
        """Hits that touch, or stand side by side as a name does, are one mention, of the closest of its forms."""
        order = list(Form)
        merged: list[tuple[Place, Form]] = []
        paths = list(self.texts)
        sorted_hits = sorted(set(hits), key=lambda hit: (paths.index(hit[0].path), hit[0].start, -hit[0].end))
        for place, form in sorted_hits:
            if merged and merged[-1][0].path == place.path:
                last, last_form = merged[-1]
                gap = self.texts[place.path].text[last.end : place.start]
                if place.start <= last.end or (_GAP.fullmatch(gap) and "\n" not in gap):
                    if place.start > last.end or place.end > last.end:
                        closest = min(form, last_form, key=order.index)
                    else:
                        closest = (
                            last_form
                            if last.end - last.start > place.end - place.start
                            else min(form, last_form, key=order.index)
                        )
                    merged[-1] = (replace(last, end=max(last.end, place.end)), closest)
                    continue
            merged.append((place, form))
        echoes = sought.places[0]
        return [
            Mention(place, self.texts[place.path].text[place.start : place.end], form, echoes) for place, form in merged
        ]
