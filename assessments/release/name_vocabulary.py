"""The words by which names are found in running text, and those that look like names and are none. Read once."""

from __future__ import annotations

import json
from pathlib import Path

_LISTS = json.loads((Path(__file__).parent.parent / "data" / "naming.json").read_text("utf-8"))


def _words(key: str) -> frozenset[str]:
    return frozenset(" ".join(_LISTS[key]).split())


# Ranks as people write them, the lowest first; the ways to write one stand together.
RANK_LEVELS = {name: level for level, names in enumerate(_LISTS["ranks"]) for name in names.split(", ")}

TITLES = _words("titles")
OFFICES = _words("offices")
AFTER_AN_OFFICE = _words("after_an_office")
PARTICLES = _words("particles")

# Who somebody is, in words that stand just before or after a name.
DESCRIPTIONS = _words("descriptions")
# What is done to or with somebody, just before the name; of these, what is no sign of a name by itself.
DONE_TO = _words("done_to")
WEAK = _words("weak")
# What is had with somebody: "spoke to", "a call to".
DEALINGS = _words("dealings")
# What somebody does, just after their name; of these, what a place or a body does too.
DONE_BY = _words("done_by")
WEAK_AFTER = _words("weak_after")

# A capitalised word that follows one of these somewhere in a document is a place there.
AT_A_PLACE = _words("at_a_place")
# A capitalised run with one of these names a place or a body.
PLACES_AND_BODIES = _words("places_and_bodies")
# Words that begin sentences or stand in headings, and are nobody's name.
ORDINARY = _words("ordinary")
# Ordinary words that are also names: nobody's by themselves, somebody's beside a rank, a title or another name.
ALSO_NAMES = _words("also_names")
# Words that a name never goes on with, however they are written.
NEVER = _words("never")
