"""Draws documents in which forms of hidden words are planted on purpose; ``tests.release.scoring`` scores the finding.

Names, words, spellings and look-alike letters are this file's own and those of ``planted_words``, which are written out
by hand: nothing here is shared with what looks for them, and ``test_planting`` holds it to that.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from tests.release import planted_words


@dataclass(frozen=True)
class Planted:
    """A form of hidden words: its kind, and where it stands in the text of that number."""

    kind: str
    form: str
    text: int
    start: int
    end: int


@dataclass(frozen=True)
class Drawn:
    """A document's texts, a paragraph a line; the number, start and end of what is hidden in them; what was planted."""

    texts: tuple[str, ...]
    hidden: tuple[tuple[int, int, int], ...]
    planted: tuple[Planted, ...]


def drawn(seed: int, *, documents: int) -> list[Drawn]:
    """So many documents, the same for the same seed."""
    chance = random.Random(seed)
    return [_document(chance) for _ in range(documents)]


def _document(chance: random.Random) -> Drawn:
    first, last = chance.sample(planted_words.FIRST.split(), 14), chance.sample(planted_words.LAST.split(), 14)
    people = [f"{one} {two}" for one, two in zip(first, last, strict=True)]
    things = [
        *((name, _forms_of_name(name, chance)) for name in people[:5]),
        *_quantities(chance),
        *((place, _forms_of_words(place, chance)) for place in chance.sample(_listed(planted_words.PLACES), 2)),
    ]
    texts: list[tuple[str, list[tuple[str, str, int, int]]]] = []
    hidden: list[tuple[str, int, int]] = []
    for thing, forms in things:
        for kind, form in forms:
            paragraph = _background(chance, people[5:], chance.randint(2, 5))
            before, after = chance.choice(planted_words.AROUND).split("{form}")
            start = len(paragraph) + 1 + len(before)
            texts.append((f"{paragraph} {before}{form}{after}", [(kind, form, start, start + len(form))]))
        before, after = chance.choice(planted_words.HIDING).split("{thing}")
        start = len(before)
        hidden.append((f"{before}{thing}{after}", start, start + len(thing)))
    chance.shuffle(texts)
    planted = [
        Planted(kind, form, number, start, end)
        for number, (_, forms) in enumerate(texts, start=len(hidden))
        for kind, form, start, end in forms
    ]
    return Drawn(
        texts=(*(text for text, _, _ in hidden), *(text for text, _ in texts)),
        hidden=tuple((number, start, end) for number, (_, start, end) in enumerate(hidden)),
        planted=tuple(planted),
    )


def _background(chance: random.Random, people: list[str], sentences: int) -> str:
    said = []
    for sentence in chance.sample([line.strip() for line in planted_words.BACKGROUND.strip().splitlines()], sentences):
        said.append(
            sentence.format(
                person=chance.choice(people),
                other=chance.choice(_listed(planted_words.OTHERS)),
                few=chance.randint(3, 9),
                many=chance.randint(20, 99),
                time=f"{chance.randint(8, 20):02}{chance.choice(('00', '15', '30', '45'))}hrs",
                date=f"{chance.randint(1, 28)} {chance.choice(planted_words.MONTHS)} 2031",
            )
        )
    return " ".join(said)


def _listed(names: str) -> list[str]:
    return [name.strip() for name in names.split("|")]


def _forms_of_name(name: str, chance: random.Random) -> list[tuple[str, str]]:
    first, last = name.split(" ", 1)
    plain = last.replace("'", "")
    one, two = first[0], last[0]
    forms = [
        *_forms_of_words(name, chance),
        ("surname", last),
        ("first name", first),
        ("title", f"{chance.choice(('PC', 'Mr', 'Ms', 'Dr', 'Sgt', 'Councillor', 'Inspector'))} {last}"),
        ("possessive", f"{last}'s" if not last.endswith("s") else f"{last}'"),
        ("possessive", f"{first}’s"),
        ("reversed", f"{last}, {first}"),
        ("reversed", f"{last.upper()} {first}"),
        ("initials", f"{one}. {two}."),
        ("initials", f"{one}.{two}."),
        ("bare initials", f"{one}{two}"),
        ("initials", f"{one} {last}"),
        ("initials", f"{one}. {last}"),
        ("initials", f"{first} {two}."),
        ("e-mail", f"{first}.{plain}@example.org".lower()),
        ("e-mail", f"{one}{plain}@example.org".lower()),
        ("e-mail", f"{plain}.{one}@example.org".lower()),
        ("e-mail", f"{first}_{plain}{chance.randint(1, 99)}@example.org".lower()),
        ("handle", f"@{first}{plain}{chance.randint(1, 99)}"),
        ("handle", f"#JusticeFor{first}{plain}"),
        ("link", f"https://example.org/people/{first}-{plain}".lower()),
    ]
    forms.extend(("misspelt", f"{first} {_slip(last, chance)}") for _ in range(2))
    if len(plain) > 4:
        forms.extend(("misspelt", _slip(plain, chance)) for _ in range(2))
    return forms


def _forms_of_words(words: str, chance: random.Random) -> list[tuple[str, str]]:
    middle = chance.randint(2, len(words) - 3)
    while not (words[middle - 1].isalpha() and words[middle].isalpha()):
        middle = chance.randint(2, len(words) - 3)
    return [
        ("exact", words),
        ("case", words.upper()),
        ("case", words.lower()),
        ("spacing", words.replace(" ", "")),
        ("spacing", words.replace(" ", "  ")),
        ("spacing", " ".join(words.replace(" ", ""))),
        ("hyphen", words.replace(" ", "-")),
        ("hyphen", f"{words[:middle]}-{words[middle:]}"),
        ("line", words.replace(" ", "\n")),
        ("line", f"{words[:middle]}-\n{words[middle:]}"),
        ("zero width", words[:middle] + chance.choice("\u200b\u2060\u00ad\ufeff") + words[middle:]),
        ("full width", "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in words)),
        ("look-alike", _in_other_letters(words, planted_words.LOOKS, chance, 1)),
        ("look-alike", _in_other_letters(words, planted_words.LOOKS, chance, 3)),
        *_roughly(words, chance),
        ("accents", _accented(words, chance)),
    ]


def _in_other_letters(words: str, looks: dict[str, str], chance: random.Random, times: int) -> str:
    letters = list(words)
    places = [place for place, letter in enumerate(letters) if letter in looks]
    for place in chance.sample(places, min(times, len(places))):
        letters[place] = chance.choice(looks[letters[place]])
    return "".join(letters)


def _roughly(words: str, chance: random.Random) -> list[tuple[str, str]]:
    """One letter, and two, that a reader takes for those that they are not, though no more than like them."""
    forms = [_in_other_letters(words, planted_words.ROUGHLY, chance, times) for times in (1, 2)]
    return [("rough look", form) for form in dict.fromkeys(forms) if form != words]


def _accented(words: str, chance: random.Random) -> str:
    accents = {"a": "á", "e": "é", "i": "í", "o": "ö", "u": "ü", "c": "ç", "n": "ñ", "s": "š", "z": "ż"}
    place = chance.choice([place for place, letter in enumerate(words) if letter in accents])
    return words[:place] + accents[words[place]] + words[place + 1 :]


def _slip(name: str, chance: random.Random) -> str:
    """One slip of the fingers or the ear, after the first letter."""
    place = chance.randint(1, len(name) - 2)
    slips = [
        name[:place] + name[place + 1] + name[place] + name[place + 2 :],
        name[:place] + name[place + 1 :],
        name[:place] + name[place] + name[place:],
        name[:place] + chance.choice(planted_words.LETTERS) + name[place + 1 :],
        name[:place] + chance.choice(planted_words.LETTERS) + name[place:],
    ]
    by_ear = [
        ("ei", "ie"),
        ("ie", "ei"),
        ("ck", "k"),
        ("k", "c"),
        ("ll", "l"),
        ("ee", "ea"),
        ("y", "i"),
        ("w", "v"),
        ("ph", "f"),
    ]
    slips += [name[0] + name[1:].replace(said, heard, 1) for said, heard in by_ear if said in name[1:]]
    return chance.choice([slip for slip in slips if slip != name])


def _quantities(chance: random.Random) -> list[tuple[str, list[tuple[str, str]]]]:
    subscriber = chance.randint(100_000, 999_999)
    telephone = f"07700 {subscriber}"
    last = str(subscriber)
    number = chance.choice([*range(21, 30), *range(31, 40), *range(41, 50)]) + 100
    hundreds = f"{planted_words.UNITS[number // 100]} hundred and {_said(number % 100)}"
    large = chance.randint(1_100, 9_899)
    day, month = chance.randint(13, 28), chance.randint(1, 12)
    hour, minute = chance.randint(13, 22), chance.choice((5, 10, 20, 25, 35, 40, 50, 55))
    plate = f"{_drawn(chance, 2)}{chance.randint(51, 74)} {_drawn(chance, 3)}"
    code = f"{_drawn(chance, 2)}{chance.randint(1, 9)} {chance.randint(1, 9)}{_drawn(chance, 2)}"
    weekday = _ordinal(day)
    said_digits = " ".join(planted_words.UNITS[int(digit)] for digit in f"07700{subscriber}")
    return [
        (
            telephone,
            [
                ("exact", telephone),
                ("telephone", telephone.replace(" ", "")),
                ("telephone", f"+44 7700 {last[:3]} {last[3:]}"),
                ("telephone", f"+44 (0)7700 {subscriber}"),
                ("telephone", f"0044 7700 {subscriber}"),
                ("telephone", f"(07700) {last[:3]}-{last[3:]}"),
                ("telephone", f"07700.{last[:3]}.{last[3:]}"),
                ("telephone", f"a number ending {last[2:]}"),
                ("telephone", said_digits),
            ],
        ),
        (f"{number}", [("exact", f"{number}"), ("number", hundreds), ("number", hundreds.capitalize())]),
        (f"{_said(number % 100)}", [("exact", _said(number % 100)), ("number", f"{number % 100}")]),
        (
            f"£{large:,}",
            [
                ("exact", f"£{large:,}"),
                ("number", f"£{large}"),
                ("number", f"{large:,}.00 pounds"),
                ("number", f"{planted_words.UNITS[large // 1000]} thousand {_of_hundreds(large % 1000)} pounds"),
            ],
        ),
        (
            f"{day} {planted_words.MONTHS[month - 1]} 2029",
            [
                ("exact", f"{day} {planted_words.MONTHS[month - 1]} 2029"),
                ("date", f"{day:02}/{month:02}/2029"),
                ("date", f"{day}.{month}.29"),
                ("date", f"2029-{month:02}-{day:02}"),
                ("date", f"{planted_words.MONTHS[month - 1]} {weekday}, 2029"),
                ("date", f"the {weekday} of {planted_words.MONTHS[month - 1]}"),
                ("date", f"{day} {planted_words.MONTHS[month - 1][:3]} 29"),
            ],
        ),
        (
            f"{hour:02}{minute:02}hrs",
            [
                ("exact", f"{hour:02}{minute:02}hrs"),
                ("time", f"{hour:02}:{minute:02}"),
                ("time", f"{hour - 12}.{minute:02}pm"),
                ("time", f"{hour - 12}:{minute:02} p.m."),
                ("time", f"{hour:02}{minute:02} hours"),
            ],
        ),
        (plate, [("exact", plate), ("vehicle", plate.replace(" ", "")), ("vehicle", plate.lower().replace(" ", "-"))]),
        (code, [("exact", code), ("postcode", code.replace(" ", "")), ("postcode", code.lower())]),
    ]


def _drawn(chance: random.Random, letters: int) -> str:
    return "".join(chance.choice("ABCDEFGHJKLMNPRSTUVWXY") for _ in range(letters))


def _said(number: int) -> str:
    if number < 20:
        return planted_words.UNITS[number]
    return planted_words.TENS[number // 10] + (f"-{planted_words.UNITS[number % 10]}" if number % 10 else "")


def _of_hundreds(number: int) -> str:
    rest = _said(number % 100) if number % 100 else ""
    if number < 100:
        return f"and {rest}" if rest else ""
    return f"{planted_words.UNITS[number // 100]} hundred" + (f" and {rest}" if rest else "")


def _ordinal(day: int) -> str:
    return f"{day}{'th' if 10 < day < 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day % 10, 'th')}"
