"""Words that stand beside names or in them and name nobody, and how names are written as they sound. Pure."""

import regex

_TITLES = """
    mr mrs ms miss mx dr prof professor sir lady lord dame rev reverend revd father sister brother canon bishop
    pc ps dc ds di dci det insp inspector sgt sergeant constable supt superintendent chief cc acc dcc pcso sc dsu
    officer detective acting cllr councillor imam rabbi pastor vicar judge hon captain capt major colonel pte chair
"""
_PARTICLES = "de da di del della der den van von la le al el bin ibn ben bint ap abu mac mc st st. du dos"
_OF_PLACES = """
    street st road rd lane avenue ave close drive way court square place park gardens terrace row yard hall house
    church mosque temple synagogue centre center school college academy university station market bridge hill green
    hospital surgery club association trust group team unit force police service committee council library arcade
    passage estate flats tower north south east west upper lower old new town city village county ward
    operation division department street's section office company limited ltd plc traders residents
    the and of for in on at to with by an
"""
_CALENDAR = """
    january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
    easter christmas ramadan eid diwali
"""
_ABBREVIATIONS = """
    pc ps dc ds di ao uk us eu id it tv hr am pm st rd dr mr ms ok no cc pr cv dj gp hq ip km kg mp mi ni po pa sw se nw
    ne sos usa bbc gps lfr bcu ocu cia foi ico dna cid cps iag iopc nhs nca pcso sc dsu acc dcc dci det fbi hmp rip vip
    vat ceo faq gdp eta pdf sms atm
"""

TITLES = frozenset(_TITLES.split())
PARTICLES = frozenset(_PARTICLES.split())
OF_PLACES = frozenset(_OF_PLACES.split())
CALENDAR = frozenset(_CALENDAR.split())
ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())

_SOUNDS = (
    (r"ph", "f"), (r"[cg]h", "k"), (r"sch|sh|sz|cz|tch|tsch", "s"), (r"ck|q|c|x", "k"), (r"w", "v"), (r"[zt]s|z", "s"),
    (r"dj|dzh|zh|j", "y"), (r"th", "t"), (r"kh", "k"), (r"h", ""),
)  # fmt: skip
_BY_SOUND = tuple((regex.compile(written), said) for written, said in _SOUNDS)


def sounds_like(name: str) -> str:
    """The consonants of a folded name, those alike made one: Mohammed and Muhamad, Yusuf and Youssef."""
    name = regex.sub(r"(.)\1+", r"\1", name)
    for written, said in _BY_SOUND:
        name = written.sub(said, name)
    return str(regex.sub(r"(?<!^)[aeiouy]", "", name))
