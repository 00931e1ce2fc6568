"""Running the real command, and readers of the tests' own: nothing here is the gate's code."""

import html
import json
import os
import re
import subprocess
import sys
import unicodedata
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


def public_texts(file):
    """Every text that somebody typed and in which nothing is marked, squeezed."""
    marks = act(file, "mark")["marks"]
    withheld = {squeezed(mark["quote"]) for mark in marks if "quote" in mark}
    hidden_rows = {mark["at"] for mark in marks if mark.get("whole") == "row"}
    written, contact = file["assessment"], 0
    texts = [*written["sections"].values(), *(rating["reasons"] for rating in written["ratings"].values())]
    texts += [written["cover"]["title"], act(file, "sign_off")["reasons"]]
    texts += [answered["answer"] for answered in act(file, "sign_off").get("answers", [])]
    texts += [row["text"] for row in written.get("risks", [])]
    numbered = enumerate(written.get("interventions", []), start=1)
    texts += [row["text"] for number, row in numbered if f"intervention.{number}" not in hidden_rows]
    for each in file["rehearsal"]["acts"]:
        if each["act"] == "log_contact":
            contact += 1
            if f"contact.{contact}" not in hidden_rows:
                told = each["contact"]
                texts += [told[key] for key in ("narrative", "response") if key in told]
                texts += [concern["text"] for concern in told.get("concerns", []) if "text" in concern]
                texts += [promise["what"] for promise in told.get("promises", [])]
        if each["act"] == "log":
            texts.append(each["entry"]["text"])
    for text in texts:
        for line in lines(text):
            said = squeezed(typed(line))
            if said and not any(quote in said for quote in withheld):
                yield said


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
