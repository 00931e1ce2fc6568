"""Types an assessment file into the pages, answer by answer, as the people named in it would."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from cia.clock import local
from tests.journeys.steps import Visitor

ROWS_BELOW = {
    "deployments": {"sessions": "session", "places": "place", "authorities": "authority"},
    "evidence": {"findings": "finding"},
}
KIND_OF = {
    "deployments": "deployment",
    "evidence": "source",
    "documents": "document",
    "checks": "check",
    "risks": "risk",
    "interventions": "intervention",
}


def prose(written: Any) -> Any:
    """Long texts stand in a file as lines."""
    return "\n".join(written) if isinstance(written, list) else written


class Typist:
    """Somebody at a browser who gives answers by the names of the questions."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.page = visitor, visitor.page

    def answer(self, answers: Mapping[str, Any]) -> None:
        """Give each answer where its question stands, opening what is folded up."""
        for name, value in answers.items():
            if value is not None and value != "":
                self._give(name, str(value))

    def assessment(self, written: Mapping[str, Any], *, address: str) -> None:
        """All of a draft whose page is at this address, part by part."""
        cover = dict(written["cover"])
        cover["publication_recommended"] = "yes" if cover["publication_recommended"] else "no"
        cover["review_on"] = day(cover["review_on"])
        self._part(f"{address}cover/", cover)
        for key, text in written["sections"].items():
            self._part(f"{address}sections/{key}/", {"text": prose(text)})
        for axis, rating in written["ratings"].items():
            self._part(f"{address}ratings/{axis}/", {"level": rating["level"], "reasons": prose(rating["reasons"])})
        plan = written["reassessment_plan"]
        answers = {"reassess_at": plan["due"]["as_typed"], "text": prose(plan["text"])}
        self._part(f"{address}reassessment-plan/", answers)
        for name in ("subject", "facial_recognition"):
            self._row(name, written[name], address=address)
        for name, kind in KIND_OF.items():
            for row in written[name]:
                self._row(kind, row, address=address)
                for below, kind_below in ROWS_BELOW.get(name, {}).items():
                    for each in row.get(below, []):
                        owner = {kind: written[name].index(row) + 1}
                        self._row(kind_below, each | owner, address=address)

    def contact(self, written: Mapping[str, Any], *, file: str, known: set[str]) -> None:
        """One contact of the file whose page is at ``file``; ``known`` are those whom the directory has already."""
        parties = written["contact"]["parties"]
        if len(parties) > 1:  # the page takes one newcomer, so the others are in the directory first
            for party in parties:
                self._directory(party, known)
        self.visitor.open(f"{file}contacts/log/")
        for party in parties:
            if _called(party) in known:
                self._find(party)
            else:
                self.answer({f"new_{part}": answer for part, answer in party.items()})
                known.add(_called(party))
        self._conversation(written)
        self.visitor.press("Save")
        assert self.page.locator("h1").inner_text().startswith("Contact with"), self.visitor.errors()

    def correction(self, written: Mapping[str, Any], *, file: str) -> None:
        """A contact said anew, from the page of the one that it corrects."""
        self.visitor.open(f"{file}contacts/")
        self.page.get_by_role("link", name=f"Open contact {written['contact']['corrects']}", exact=True).click()
        self.visitor.press("Correct it")
        self._conversation(written)
        self.visitor.press("Save the correction")
        assert self.page.locator("h1").inner_text().startswith("Contact with"), self.visitor.errors()

    def concern_ended(self, written: Mapping[str, Any], *, file: str) -> None:
        self._open_contact(written["contact"], file=file)
        # Those that have ended offer no way to end them.
        self.page.get_by_role("link", name="Say what became of it").first.click()
        self.answer({"kind": written["kind"], "reason": prose(written["reason"])})
        self.visitor.press("Save what became of it")

    def promise_ended(self, written: Mapping[str, Any], *, file: str) -> None:
        self._open_contact(written["contact"], file=file)
        self.page.locator("a[href^='/promises/']").filter(visible=True).last.click()
        self.answer({"kind": written["kind"], "note": prose(written["note"])})
        self.visitor.press("Save what became of it")

    def entry(self, written: Mapping[str, Any], *, file: str) -> None:
        """An entry of the log; with levels it is a reassessment."""
        entry = written["entry"]
        levels = entry.get("levels", {})
        self.visitor.open(f"{file}{'reassess' if levels else 'log/add'}/")
        self.answer(
            {
                "text": prose(entry["text"]),
                "happened_at": entry["happened"]["as_typed"],
                "team": entry["team"],
                "next_due_at": entry.get("next_due", {}).get("as_typed"),
                "is_last": "on" if levels and "next_due" not in entry else None,
                "told_by": "another" if "on_behalf_of" in written else None,
                "teller": written.get("on_behalf_of"),
            }
        )
        for axis, chosen in levels.items():
            self.answer({f"{axis}_level": chosen["level"], f"{axis}_reasons": prose(chosen["reasons"])})
        self.visitor.press("Save the reassessment" if levels else "Save the entry")
        self.visitor.page.locator("h1").get_by_text("Log", exact=True).wait_for()

    def _part(self, path: str, answers: Mapping[str, Any]) -> None:
        self.visitor.open(path)
        self.answer({name: prose(answer) for name, answer in answers.items()})
        self.visitor.press("Save and continue")
        assert not self.page.locator(".govuk-error-summary").count(), self.visitor.errors()

    def _row(self, kind: str, row: Mapping[str, Any], *, address: str) -> None:
        answers = {}
        for name, answer in row.items():
            if name.endswith("_at"):
                answers[name] = row.get(name.replace("_at", "_as_typed")) or moment(answer)
            elif not name.endswith("_as_typed") and name not in ROWS_BELOW.get(_list_of(kind), {}):
                answers[name] = "\n".join(answer) if isinstance(answer, list) else answer
        self._part(f"{address}rows/{kind}/add/", answers)

    def _conversation(self, written: Mapping[str, Any]) -> None:
        contact = written["contact"]
        as_they_are = ["method", "reached", "outcome", "narrative", "response", "attendance", "openness", "started_by"]
        answers = {name: prose(contact.get(name)) for name in as_they_are}
        answers["method"] = answers["method"] or "not_recorded"
        answers["started_by"] = answers["started_by"] or "not_recorded"
        answers["when"] = _when(contact)
        answers |= {name: prose(contact.get(name)) for name in ("stance_as_they_said", "stance_as_judged")}
        if "made_by" in written:
            answers |= {"made_by": "colleague", "made_by_who": written["made_by"]}
        for number, concern in enumerate(contact.get("concerns", []), 1):
            answers |= {f"concern_{number}_tag": concern["tag"], f"concern_{number}_text": concern.get("text")}
        for number, promise in enumerate(contact.get("promises", []), 1):
            due = promise.get("due", {}).get("as_typed") or day(promise["due_on"])
            answers |= {f"promise_{number}_what": promise["what"], f"promise_{number}_due": due}
        self.answer(answers)

    def _directory(self, party: Mapping[str, str], known: set[str]) -> None:
        """Put somebody into the directory who is not there yet."""
        if _called(party) in known:
            return
        self.visitor.open("/stakeholders/add/")
        self.answer(party)
        self.visitor.press("Save")
        assert not self.page.locator(".govuk-error-summary").count(), self.visitor.errors()
        known.add(_called(party))

    def _find(self, party: Mapping[str, str]) -> None:
        self.page.locator("[name=words]").fill(party.get("body") or party["name"])
        self.visitor.press("Find")
        self.page.locator("#found").get_by_label(party.get("name") or party["body"]).first.check()

    def _open_contact(self, number: int, *, file: str) -> None:
        self.visitor.open(f"{file}contacts/")
        self.page.get_by_role("link", name=f"Open contact {number}", exact=True).click()
        self.page.wait_for_load_state()

    def _give(self, name: str, value: str) -> None:
        questions = self.page.locator(f"main [name='{name}']")
        assert questions.count(), f"{self.page.url} does not ask {name}"
        kind = questions.first.evaluate("field => field.type || field.tagName.toLowerCase()")
        if not questions.first.is_visible():
            self._unfold(questions.first)
        if kind == "radio":
            self.page.locator(f"main [name='{name}'][value='{value}']").check()
        elif kind == "checkbox":
            questions.first.check()
        elif kind.startswith("select"):
            questions.first.select_option(value)
        else:
            questions.first.fill(value)

    def _unfold(self, field: Any) -> None:
        field.locator("xpath=ancestor::details[not(@open)]/summary").first.click()


def day(iso: str) -> str:
    """A day as an officer types it."""
    return f"{date.fromisoformat(iso):%d/%m/%Y}"


def moment(iso: str) -> str:
    """A moment as an officer types it."""
    return f"{local(datetime.fromisoformat(iso)):%H%Mhrs %d/%m/%Y}"


def _list_of(kind: str) -> str:
    return next((name for name, each in KIND_OF.items() if each == kind), "")


def _called(party: Mapping[str, str]) -> str:
    return "|".join(party.get(part, "") for part in ("name", "role", "body"))


def _when(contact: Mapping[str, Any]) -> str:
    if "at" in contact:
        return str(contact["at"]["as_typed"])
    if "on" in contact:
        return day(contact["on"])
    if "month" in contact:
        return f"{date.fromisoformat(contact['month'] + '-01'):%B %Y}"
    return "not known"
