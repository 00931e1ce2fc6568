"""What is found of hidden words in other forms, and what is left alone."""

import secrets

import pytest

from assessments.documents.content import Block, Content, Field, Row, Run, Section
from assessments.release.missed import Form, check_text, missed
from assessments.release.redacting import MarkedPassage
from tests.corpus import labelled
from tests.release import scoring

NAME = "Dana Okafor"


def document(*texts, hidden):
    """A field for each text; the first has the hidden words, which are marked where they stand first."""
    fields = [
        Field(
            path=f"section.{number}",
            label="Information",
            blocks=tuple(Block((Run(line),)) for line in text.split("\n")),
        )
        for number, text in enumerate(texts)
    ]
    rows = tuple(Row(path=f"row.{each.path}", fields=(each,)) for each in fields)
    content = Content(
        force="Northvale Police",
        strapline="Serving our communities",
        document_type="Community Impact Assessment",
        reference="CIA/2031/0001",
        version="1",
        marking="OFFICIAL",
        cut_at="2031-02-01T12:00:00Z",
        sections=(Section(key="information", heading="Information", layout="prose", rows=rows),),
    )
    start = texts[0].index(hidden)
    return content, [MarkedPassage(path="section.0", start=start, end=start + len(hidden), codes=("s.40(2)",))]


def mentions(*texts, hidden):
    return [mention for group in missed(*document(*texts, hidden=hidden)) for mention in group.mentions]


def found(text, *, hidden):
    """The words found in a text beside one in which something is hidden."""
    return [mention.words for mention in mentions(f"We met {hidden} there.", text, hidden=hidden)]


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("Dana Okafor", Form.WHOLE),
        ("DANA OKAFOR", Form.WHOLE),
        ("dana okafor", Form.WHOLE),
        ("Dana\nOkafor", Form.WHOLE),
        ("DanaOkafor", Form.WHOLE),
        ("Dana-Okafor", Form.WHOLE),
        ("D a n a  O k a f o r", Form.WHOLE),
        ("Dana Oka-\nfor", Form.WHOLE),
        ("Da\u200bna Oka\u00adfor", Form.WHOLE),
        ("Ｄａｎａ Ｏｋａｆｏｒ", Form.WHOLE),
        ("Dаnа Оkаfоr", Form.LOOKALIKE),  # Cyrillic letters
        ("Dana 0kaf0r", Form.LOOKALIKE),
        ("Okafor", Form.PART),
        ("Oka-for", Form.SPACED),
        ("Okáfor", Form.PART),
        ("Okefor", Form.MISSPELT),
        ("Okaphor", Form.MISSPELT),
        ("Okofar", Form.MISSPELT),
        ("D.O.", Form.INITIALS),
        ("D. O.", Form.INITIALS),
        ("DO", Form.INITIALS),
        ("dana.okafor@example.org", Form.ADDRESS),
        ("dokafor@example.org", Form.ADDRESS),
        ("#FreeDanaOkafor", Form.ADDRESS),
        ("@danaokafor99", Form.ADDRESS),
        ("Okafor, Dana", Form.PART),
    ],
)
def test_a_name_is_found_in_every_form_that_people_give_it(written, form):
    (mention,) = mentions(f"We met {NAME} there.", f"Somebody wrote {written} in the margin.", hidden=NAME)

    assert mention.form is form
    assert mention.words in written or mention.words.startswith(written)
    assert mention.echoes.path == "section.0"


@pytest.mark.parametrize(
    ("hidden", "written"),
    [
        ("07700 900123", "+44 7700 900123"),
        ("07700 900123", "(07700) 900-123"),
        ("+44 7700 900123", "07700900123"),
        ("07700 900123", "oh double seven double oh nine double oh one two three"),
        ("47", "forty-seven"),
        ("forty-seven", "47"),
        ("£6,840", "six thousand eight hundred and forty"),
        ("£6,840", "6840.00"),
        ("13 March 2029", "13/03/2029"),
        ("13 March 2029", "March 13th"),
        ("13/03/29", "the thirteenth of March"),
        ("1430hrs", "2.30pm"),
        ("1430hrs", "half past two"),
        ("AB12 CDE", "ab12cde"),
        ("HM4 7QX", "HM47QX"),
        ("O'Brien", "OBrien"),
        ("O'Brien", "O’Briens"),
        ("Paul Ellis", "Ellis'"),
        ("Mohammed Rahman", "Muhamad"),
        ("Łukasz Wójcik", "Lukasz Wojcik"),
        ("Πέτρος Αλεξίου", "ΠΕΤΡΟΣ ΑΛΕΞΙΟΥ"),
        ("王小明", "王小明"),
    ],
)
def test_other_things_are_found_however_they_are_written(hidden, written):
    assert found(f"It says {written} on the sheet.", hidden=hidden)


def test_a_number_ending_in_the_last_digits_is_found():
    assert found("Ring the number ending 0123 again.", hidden="07700 900123") == ["0123"]


@pytest.mark.parametrize(
    ("hidden", "text"),
    [
        ("Alex Winter", "Last winter was mild."),
        ("Alex Winter", "Winter was mild, and winter will be again."),
        ("Lee Marsh", "It was in March, on a marsh."),
        ("the tasking log of the robbery team", "The robbery team keeps a log of its own."),
        ("47", "At 14:47 on 4/7/2031 there were 470."),
        ("Dana Okafor", "What officers do is their own affair. DO NOT WRITE HERE."),
        ("Moot Hall", "The Town Hall was shut."),
        ("Northvale Road", "Northvale is at peace."),
        ("he", "he said that he would"),
    ],
)
def test_common_words_are_left_alone(hidden, text):
    assert found(text, hidden=hidden) == []


def test_a_street_is_found_without_its_town_and_no_common_word_of_it_alone():
    hidden = "Harrowmere High Street"

    assert found("Traders in the High Street said so, and High Court judges too.", hidden=hidden) == ["High Street"]


def test_a_name_that_is_a_common_word_is_found_where_it_is_a_name():
    assert found("It was PC Winter who rang, and then winter came.", hidden="Alex Winter") == ["Winter"]
    assert found("the log says pc winter rang", hidden="Alex Winter") == ["winter"]


def test_what_is_marked_already_is_no_mention_and_a_mark_is_a_gap():
    content, marks = document("We met Dana Okafor there.", "Dana said Okafor.", hidden=NAME)
    (group,) = missed(content, marks)
    assert [mention.words for mention in group.mentions] == ["Dana", "Okafor"]

    marks += [
        MarkedPassage(path="section.1", start=0, end=4, codes=("s.40(2)",)),
        MarkedPassage(path="section.1", start=10, end=16, codes=("s.40(2)",)),
    ]

    assert missed(content, marks) == ()


def test_words_that_are_part_of_other_hidden_words_are_one_thing_with_them():
    content, marks = document("We met Dana Okafor there.", "Okafor came.", "So did Okafor.", hidden=NAME)
    marks.append(MarkedPassage(path="section.1", start=0, end=6, codes=("s.40(2)",)))

    (group,) = missed(content, marks)

    assert group.words == NAME
    assert [place.path for place in group.places] == ["section.0", "section.1"]
    assert [mention.place.path for mention in group.mentions] == ["section.2"]


def test_a_mention_is_named_by_places_alone():
    (mention,) = mentions("We met Dana Okafor there.", "Okafor came.", hidden=NAME)

    assert mention.key == "section.1@0-6:section.0@7-18"


def test_any_other_text_can_be_searched():
    found = check_text("We cannot say what Ms Okefor told us at 2.30pm.", [NAME, "1430hrs"])

    assert [(mention.words, mention.echoes.path) for mention in found] == [("Okefor", "0"), ("2.30pm", "1")]
    assert check_text("We cannot say what was told to us.", [NAME, "1430hrs"]) == ()


def test_nothing_takes_long_however_odd_the_text_is():
    odd = ["a." * 9_000, "1" * 19_000, "1 " * 9_000, "O-" * 9_000, "@" * 19_000, "one " * 4_000, "\u0301" * 500]

    for text in odd:
        found(text, hidden=NAME)
        check_text("We met Dana Okafor.", [text])


@pytest.mark.parametrize("which", ["first", "second", "third", "fourth", "fifth"])
@pytest.mark.parametrize("documents", [6, pytest.param(60, marks=pytest.mark.long)])
def test_planted_forms_are_found_and_few_others_from_a_fresh_seed(which, documents):
    seed = secrets.randbelow(10**9)
    score = scoring.corpus(seed, documents=documents)

    assert score.planted.total() >= 300
    assert score.recall_every_time == 1, scoring.report(seed, score)
    assert score.recall >= 0.99, scoring.report(seed, score)
    assert score.needless_a_page <= 5, scoring.report(seed, score)


def test_few_needless_questions_are_asked_of_documents_written_for_another_purpose():
    """Everything that names somebody is marked in them, so that whatever is still found is asked without need."""
    needless, words = 0, 0
    for each in labelled.documents("held-out"):
        marks = [
            MarkedPassage(path=mention.path, start=mention.start, end=mention.end, codes=("s.40(2)",))
            for mention in each.mentions
            if mention.kind in labelled.NEEDS_A_MARK
        ]
        needless += sum(len(group.mentions) for group in missed(each.content, marks))
        words += sum(len(field.plain_text.split()) for field in each.content.fields().values())

    assert words > 5_000
    assert needless / (words / scoring.WORDS_A_PAGE) <= 5


@pytest.mark.parametrize(
    ("hidden", "text"),
    [("A.T.", "It was looked at twice."), ("ines.dorr@northmoor.example", "Northmoor Library was shut.")],
)
def test_what_only_says_where_is_left_alone(hidden, text):
    assert found(text, hidden=hidden) == []
    assert found("We met Dorr and A. T. there.", hidden=hidden)
