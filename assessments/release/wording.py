"""What a mark says, and what it means: the same words for the same exemptions, whatever is hidden. Pure."""

from collections.abc import Iterable, Mapping

import regex

NEUTRAL = "[Redacted]"
NEUTRAL_MEANING = "Withheld under the Act. Naming the exemption would itself disclose what it protects."

_CODE = regex.compile(r"s\.(?P<number>\d+)(?P<letter>[A-Z]?)(?:\((?P<part>\w+)\))*")
_SECURITY = ("s.23(1)", "s.24(1)")
_SECURITY_SECTIONS = {23, 24}
_INVESTIGATION_SECTIONS = {30, 31}


def check_codes(codes: Iterable[str]) -> None:
    """Raise ValueError with a sentence where a code is not of the form of the Act's sections."""
    for code in codes:
        if _CODE.fullmatch(code) is None:
            raise ValueError(f"“{code}” is not an exemption. Write it like s.40(2) or s.31(1)(a).")


def cited_beside(codes: Iterable[str]) -> tuple[str, ...]:
    """The sections that a mark of these cites besides, because one of them alone would tell which of them it is."""
    named = set(codes)
    return _SECURITY if any(_number(code) in _SECURITY_SECTIONS for code in named) else ()


def words_of_mark(codes: Iterable[str]) -> str:
    """The words that stand where something was withheld: sorted by section, never telling two sections apart that may
    only be cited together."""
    groups = _groups(codes)
    if not groups:
        return NEUTRAL
    alternatives = [" or ".join(group) + ", in the alternative" if len(group) > 1 else group[0] for group in groups]
    return f"[Redacted: {('; ' if any(len(group) > 1 for group in groups) else ', ').join(alternatives)}]"


def in_brackets(role: str) -> str:
    """A label as it is read after the words of a mark; nothing where there is none."""
    return f" ({role})" if role else ""


def meaning_of_mark(codes: Iterable[str], meanings: Mapping[str, str]) -> str:
    """What the sections of a mark mean, in the order in which the mark names them."""
    groups = _groups(codes)
    if not groups:
        return NEUTRAL_MEANING
    sentences = []
    for group in groups:
        for code in group:
            if code not in meanings:
                raise ValueError(f"There is no exemption {code} in force.")
        sentences.append(" Or: ".join(meanings[code] for code in group))
    return " ".join(sentences)


def cited_together(codes: Iterable[str]) -> list[tuple[str, ...]]:
    """The codes of a mark, each by itself, and those that may only be cited in the alternative in one group."""
    return [tuple(group) for group in _groups(codes)]


def order_of_codes(codes: Iterable[str]) -> tuple[tuple[tuple[int, str], ...], ...]:
    """A key that sorts the lines of the key of exemptions by section; the neutral mark comes last."""
    return tuple(_order(code) for group in _groups(codes) for code in group) or (((1_000, ""),),)


def _groups(codes: Iterable[str]) -> list[list[str]]:
    """The codes of a mark, sorted; those that may only be cited in the alternative stand in one group."""
    named = set(codes)
    check_codes(named)
    if any(_number(code) in _SECURITY_SECTIONS for code in named):
        named = {code for code in named if _number(code) not in _SECURITY_SECTIONS} | set(_SECURITY)
    together = [_SECURITY_SECTIONS]
    if {_number(code) for code in named} >= _INVESTIGATION_SECTIONS:
        together.append(_INVESTIGATION_SECTIONS)
    groups: list[list[str]] = []
    for code in sorted(named, key=_order):
        if groups and any({_number(groups[-1][0]), _number(code)} <= sections for sections in together):
            groups[-1].append(code)
        else:
            groups.append([code])
    return groups


def _number(code: str) -> int:
    return _order(code)[0][0]


def _order(code: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(part) if part.isdigit() else 0, part) for part in regex.findall(r"\d+|[A-Za-z]+", code[2:]))


def unbroken(words: str) -> tuple[str, ...]:
    """The words of a mark, cut after each comma: "s.31(1)(a)," stays in one piece."""
    return tuple(part if part == words or part.endswith("]") else f"{part}," for part in words.split(", "))
