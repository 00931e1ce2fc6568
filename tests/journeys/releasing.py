"""The FOI half of the richest example: two people mark, check, publish, take down and put back what its file says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from assessments.release.models import ReleaseCopy
from tests.journeys import steps
from tests.journeys.marker import Marker
from tests.release.rehearsing import act, lines

# Names that the service finds by itself, and the marks of the file for which they are accepted.
SUGGESTED = {
    "Colin Marwood": "contact.1.party.1.name",
    "Estelle Varga": "contact.2.party.1.name",
    "Rowan Pike": "contact.3.reached",
    "Moira Tench": "contact.7.party.1.name",
    "Nia Calder": "check.2.checker",
    "Gwen Sallow": "authority.1.given_by",
}
LIKE_NIA_CALDER = "Risks, one by one, Risk 3: Risk"  # the house there is called Alder
FIRST_OF_LEE_MARSH = "contact.2.made_by.name"
ECHOES_OF_LEE_MARSH = {"contact.3.made_by.name", "contact.5.made_by.name", "log.1.name"}
PROPOSED = "finding.3.text"


def by_place(written: Mapping[str, Any]) -> dict[str, list[Mapping[str, Any]]]:
    """The marks of a file by where they stand."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for mark in act(written, "mark")["marks"]:
        found.setdefault(mark["at"], []).append(mark)
    return found


def is_by_hand(path: str) -> bool:
    """Neither suggested, nor missed by an earlier mark, nor left for the checker to propose."""
    return path not in {*SUGGESTED.values(), *ECHOES_OF_LEE_MARSH, PROPOSED}


def quotes(written: Mapping[str, Any]) -> set[str]:
    """The quoted words of every mark."""
    return {mark["quote"] for mark in act(written, "mark")["marks"] if "quote" in mark}


class Releasing:
    """Tom marks and Ruth checks, each at a browser of their own. ``turn_to`` sets the clock to the moment of an act."""

    def __init__(self, written: Mapping[str, Any], *, turn_to: Callable[[str], None]) -> None:
        self.written, self.turn_to = written, turn_to
        self.title = written["assessment"]["cover"]["title"]
        self.marks = by_place(written)

    def mark(self, tom: Marker) -> None:
        """All that the file marks but one thing: what is suggested first, then by hand, then what the marks missed."""
        self.turn_to(act(self.written, "make_release_copy")["when"])
        steps.make_release_copy(tom.visitor, title=self.title)
        self.turn_to(act(self.written, "mark")["when"])
        tom.dismiss("Wessex Vale Police")
        for words, path in SUGGESTED.items():
            tom.accept(words, self.marks[path][0], leaving=[LIKE_NIA_CALDER] if words == "Nia Calder" else [])
        tom.keep_mentions("Nia Calder", reason="Not she: a house, which is marked for what it is.")
        tom.mark(self.marks[FIRST_OF_LEE_MARSH][0])
        tom.mark_mentions("Lee Marsh")
        for path, marks in self.marks.items():
            if is_by_hand(path) and path != FIRST_OF_LEE_MARSH:
                for mark in marks:
                    tom.mark(mark)
        tom.visitor.assert_on("Mark what is withheld")
        tom.reasons(act(self.written, "write_reasons")["reasons"])

    def send(self, tom: Marker) -> None:
        self.turn_to(act(self.written, "send_for_checking")["when"])
        steps.send_for_checking(tom.visitor, title=self.title)

    def propose(self, ruth: Marker) -> None:
        """Read the file, propose what was left out, and give it back."""
        self.turn_to(act(self.written, "send_for_checking")["when"])
        self._open(ruth, "Check")
        ruth.visitor.press("Check it page by page")
        ruth.propose(self.marks[PROPOSED][0])
        ruth.visitor.follow("Give back for marking, and say what is to be changed")
        ruth.visitor.assert_on("Give back for marking")
        ruth.visitor.press("Give back for marking")
        ruth.visitor.assert_on(self.title)

    def adopt(self, tom: Marker) -> None:
        self._open(tom, "Mark")
        tom.adopt(sentence="Yes, and I had overlooked it.")
        tom.reasons(act(self.written, "write_reasons")["reasons"])

    def approve_and_publish(self, ruth: Marker) -> list[str]:
        """Read every page of the new file, agree, and publish; what stood beside the marks."""
        self.turn_to(act(self.written, "approve")["when"])
        self._open(ruth, "Check")
        seen = steps.read_page_by_page(ruth.visitor)
        steps.approve(ruth.visitor, title=self.title)
        self.turn_to(act(self.written, "publish")["when"])
        steps.publish(ruth.visitor, title=self.title)
        return seen

    def _open(self, who: Marker, task: str) -> None:
        who.visitor.open("/")
        who.visitor.follow(f"{task}: {self.title}")


def standing(release: ReleaseCopy) -> set[tuple[str, frozenset[str], str]]:
    """Where each mark stands, on which exemptions, and for what reason."""
    return {(mark.path, frozenset(mark.codes()), mark.reason) for mark in release.standing_marks()}


def written_marks(marks: Sequence[Mapping[str, Any]]) -> set[tuple[str, frozenset[str], str]]:
    return {(mark["at"], frozenset(mark["exemptions"]), " ".join(lines(mark["reason"]))) for mark in marks}
