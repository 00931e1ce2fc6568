"""Running the real command, and readers of the tests' own: nothing here is the gate's code."""

import html
import json
import os
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from pathlib import Path

import pikepdf
import pypdfium2
from pdfminer.high_level import extract_text

PROJECT = Path(__file__).resolve().parents[2]
EXAMPLES = PROJECT / "docs" / "examples"
LANTERN = EXAMPLES / "operation-lantern.json"
PUBLIC = ["manifest.json", "public.html", "public.pdf"]
ORDER = ["information", "purpose", "methodology", "caveats", "engagement", "legislative_assessment"]
ORDER_AFTER = ["identified_risks", "intervention_options"]

# Words of hidden passages and rows that stand in no public text.
SECRETS = {
    "operation-lantern-full": "Marwood Estelle Varga Rowan Pike Moira Tench Oakshott nephew spotter refuge "
    "Calder goods footbridge launderette Gwen Sallow Marsh",
    "lantern-walk": "Dana Okafor",
    "mosque-fire": "Tanner van observers Petra Lune petrol Dana Okafor",
}


def rehearse(file, out, **environment):
    """What `python manage.py rehearse` answers, called where these variables are set besides."""
    return subprocess.run(
        [sys.executable, "manage.py", "rehearse", str(file), "--out", str(out)],
        cwd=PROJECT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def lantern():
    return json.loads(LANTERN.read_text("utf-8"))


def act(file, name):
    return next(act for act in file["rehearsal"]["acts"] if act["act"] == name)


def lines(text):
    return [text] if isinstance(text, str) else text


def typed(text):
    """What a text says without its small Markdown, as one line; sub-headings and list marks are not words."""
    return " ".join(re.sub(r"^(#+|-|\d+\.) |\*", "", line) for line in lines(text) if line)


def hidden(file):
    """Every hidden passage of the example."""
    people = {person["id"]: person for person in file["rehearsal"]["people"]}
    marks = act(file, "mark")["marks"]
    assert [mark["at"] for mark in marks if "whole" in mark] == ["cover.author", "sign_off.name"]
    return [
        people[act(file, "start")["by"]]["name"],
        people[act(file, "sign_off")["by"]]["name"],
        *(mark["quote"] for mark in marks if "quote" in mark),
    ]


def public_words(file):
    """Every word that people typed and nobody marked, in the order of the document."""
    written = file["assessment"]
    texts = [
        ("cover.title", written["cover"]["title"]),
        ("cover.summary", written["cover"]["summary"]),
        *((f"section.{key}", written["sections"][key]) for key in ORDER),
        *((f"rating.{axis}.reasons", written["ratings"][axis]["reasons"]) for axis in written["ratings"]),
        *((f"section.{key}", written["sections"][key]) for key in ORDER_AFTER),
        *(
            (f"finding_answer.{number}.text", answered["answer"])
            for number, answered in enumerate(act(file, "sign_off").get("answers", []), start=1)
        ),
        ("sign_off.reasons", act(file, "sign_off")["reasons"]),
    ]
    found = []
    for path, text in texts:
        shown = typed(text)
        for mark in act(file, "mark")["marks"]:
            if mark["at"] == path:
                quote = " ".join(mark["quote"].split())
                assert quote in shown
                shown = shown.replace(quote, " ", 1)
        found += words(shown)
    return found


def words(text):
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold())


def squeezed(text):
    return "".join(words(text))


def with_pdftotext(path):
    return subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True).stdout


def with_pdfminer(path):
    return extract_text(path)


def with_mutool(path):
    command = ["mutool", "draw", "-q", "-F", "text", "-o", "-", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def with_pypdfium2(path):
    with pypdfium2.PdfDocument(path) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def with_a_walk(path):
    """Every string, name and unpacked stream of every object, read in each way a string may be written."""
    found = []

    def visit(thing):
        if isinstance(thing, pikepdf.Stream):
            found.append(thing.read_bytes())
            for key, value in thing.stream_dict.items():
                found.append(key.encode())
                visit_direct(value)
        elif isinstance(thing, pikepdf.Dictionary):
            for key, value in thing.items():
                found.append(key.encode())
                visit_direct(value)
        elif isinstance(thing, pikepdf.Array):
            for value in thing:
                visit_direct(value)
        elif isinstance(thing, pikepdf.String):
            found.append(bytes(thing))
        elif isinstance(thing, pikepdf.Name):
            found.append(str(thing).encode())

    def visit_direct(value):
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            visit(value)

    with pikepdf.open(path) as pdf:
        for thing in pdf.objects:
            visit(thing)
        visit(pdf.trailer)
    raw = b"\n".join(found)
    both = [raw.decode(encoding, errors="replace") for encoding in ["utf-8", "utf-16-be", "latin-1"]]
    return "\n".join([*both, raw[1:].decode("utf-16-be", errors="replace")])


READERS = [with_pdftotext, with_pdfminer, with_mutool]
SEARCHERS = [*READERS, with_pypdfium2, with_a_walk]


def typed_places(file):
    """Every text that somebody typed and that is printed, each with the place at which a mark would stand."""
    written, acts = file["assessment"], file["rehearsal"]["acts"]
    yield from _texts(written["cover"], "cover", "title", "summary", "distribution_list")
    yield from _texts(written["sections"], "section", *written["sections"])
    for axis, rating in written["ratings"].items():
        yield from _texts(rating, f"rating.{axis}", "reasons")
    for kind, number, row in _rows(written):
        yield from _texts(row, f"{kind}.{number}", *_PRINTED[kind])
    yield from _texts(written.get("reassessment_plan", {}), "reassessment_plan", "text", "due")
    contacts = [each["contact"] for each in acts if each["act"] == "log_contact"]
    for number, contact in enumerate(contacts, start=1):
        yield from _of_contact(contact, number)
    entries = [each["entry"] for each in acts if each["act"] == "log"]
    for number, entry in enumerate(entries, start=1):
        yield from _texts(entry, f"log.{number}", "happened", "team", "text", "next_due")
        for axis, level in entry.get("levels", {}).items():
            yield from _texts(level, f"log.{number}.{axis}", "reasons")
    for each in acts:
        if each["act"] == "end_concern":
            yield f"contact.{each['contact']}.concern.{each['concern']}.event.1.reason", each["reason"]
        elif each["act"] == "end_promise":
            yield f"promise.{each['contact']}.{each['promise']}.event.1", each["note"]
        elif each["act"] == "sign_off":
            yield "sign_off.reasons", each["reasons"]
            for number, answered in enumerate(each.get("answers", []), start=1):
                yield f"finding_answer.{number}.text", answered["answer"]


# What of a row is printed as it was typed; the rest of it is chosen, or a moment.
_PRINTED = {
    "subject": ("trigger", "commissioned_by"),
    "deployment": ("name", "tactic", "objectives", "gold", "silver", "bronze"),
    "session": ("begins_as_typed", "ends_as_typed"),
    "place": ("place", "begins_as_typed", "ends_as_typed"),
    "authority": ("reference", "given_by", "rank", "begins_as_typed", "ends_as_typed"),
    "facial_recognition": (
        "watchlist",
        "watchlist_size",
        "watchlist_approved_by",
        "threshold",
        "signage",
        "publicity",
        "sensitive_places",
    ),
    "source": ("heading", "introduction", "closing"),
    "finding": ("text", "figures", "dated", "sample", "link"),
    "document": ("title", "edition", "owner"),
    "check": ("what", "result", "checked_as_typed", "checker"),
    "risk": ("text", "likelihood", "impact", "mitigation", "owner", "residual"),
    "intervention": ("text", "owner"),
}
_WITHIN = {
    "deployment": (("session", "sessions"), ("place", "places"), ("authority", "authorities")),
    "source": (("finding", "findings"),),
}


def _rows(written):
    """Each row with its kind and its number, which counts those of its kind through the whole file."""
    alone = [(kind, [written[kind]]) for kind in ("subject", "facial_recognition") if kind in written]
    named = (("deployment", "deployments"), ("source", "evidence"), ("document", "documents"), ("check", "checks"))
    named += (("risk", "risks"), ("intervention", "interventions"))
    counted = Counter()
    for kind, rows in [*alone, *((kind, written.get(name, [])) for kind, name in named)]:
        for row in rows:
            for each, beneath in [(kind, [row]), *((one, row.get(many, [])) for one, many in _WITHIN.get(kind, ()))]:
                for found in beneath:
                    counted[each] += 1
                    yield each, counted[each], found


def _of_contact(contact, number):
    path = f"contact.{number}"
    for place, party in enumerate(contact["parties"], start=1):
        yield from _texts(party, f"{path}.party.{place}", "name", "role", "body")
    yield from _texts(
        contact, path, "reached", "narrative", "response", "stance_as_they_said", "stance_as_judged", "at"
    )
    for place, concern in enumerate(contact.get("concerns", []), start=1):
        yield from _texts(concern, f"{path}.concern.{place}", "text")
    for place, promise in enumerate(contact.get("promises", []), start=1):
        yield from _texts(promise, f"promise.{number}.{place}", "what", "due")


def _texts(holder, path, *names):
    for name in names:
        if name in holder:
            text = holder[name]
            yield f"{path}.{name.replace('_as_typed', '_at')}", text["as_typed"] if isinstance(text, dict) else text


def public_texts(file):
    """Every line that somebody typed, squeezed, without what the marks withhold; nothing of what goes with it."""
    for path, text in typed_places(file):
        if not _is_withheld(file, path):
            for line in lines(text):
                rest = squeezed(typed(line))
                for quote in _quotes(file, path):
                    rest = rest.replace(squeezed(quote), "|")
                yield from filter(None, rest.split("|"))


def hidden_texts(file):
    """Every text that the marks withhold, as it was typed."""
    for path, text in typed_places(file):
        if _is_withheld(file, path):
            yield typed(text)
        else:
            yield from _quotes(file, path)


def _is_withheld(file, path):
    """By a mark on the whole field, on its row, or on the contact in which a promise was made."""
    whole = {mark["at"] for mark in act(file, "mark")["marks"] if "whole" in mark}
    kind, number, *_ = path.split(".")
    of_promise = {f"contact.{number}"} if kind == "promise" else set()
    return not whole.isdisjoint({path, f"{kind}.{number}", *of_promise})


def _quotes(file, path):
    return [mark["quote"] for mark in act(file, "mark")["marks"] if mark["at"] == path and "quote" in mark]


def secret_sequences(file, longest=3):
    """Words of hidden texts in a row, squeezed, as far as no public text has them too."""
    public = "|".join(public_texts(file))
    for text in hidden_texts(file):
        said = words(text)
        for at in range(max(len(said) - longest + 1, 1)):
            sequence = "".join(said[at : at + longest])
            if len(sequence) >= 8 and sequence not in public:
                yield sequence


def parts(text):
    """A text whole, or either long half of it."""
    half = len(text) // 2
    return [text, *([text[:half], text[half:]] if half > 20 else [])]


def unfound(file, reading):
    """The public texts of a file that are not in what somebody read. A page's margins may part a text in two."""
    read = squeezed(reading)
    return [text for text in public_texts(file) if not any(part in read for part in parts(text))]


def with_a_browser(page):
    """The words that a web page shows."""
    return html.unescape(re.sub(r"<style>.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL))
