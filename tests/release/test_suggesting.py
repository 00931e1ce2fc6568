import pytest

from assessments.documents.content import Block, Content, Field, Row, Run, Section
from assessments.release.marked_text import StandingMark
from assessments.release.names import Kind, Person
from assessments.release.suggesting import Known, Warned, still_open, suggested

TEXT = "section.information"


def document(text="", **fields):
    """A document of one narrative and, where asked for, more fields in a row of records."""
    others = tuple(
        Field(path=path.replace("__", "."), label=path, blocks=(Block(runs=(Run(words),)),), common=common)
        for path, (words, common) in fields.items()
    )
    narrative = Field(
        path=TEXT, label="Information", blocks=tuple(Block(runs=(Run(line),)) for line in text.split("\n"))
    )
    rows = (Row(path="row.information", fields=(narrative,)), Row(path="contact.1", heading="Contact 1", fields=others))
    return Content(
        force="Wessex Vale Police",
        strapline="",
        document_type="Community Impact Assessment",
        reference="CIA-1",
        version="1.0",
        marking="OFFICIAL",
        cut_at="2026-02-10T12:00:00+00:00",
        sections=(Section(key="information", heading="Information", layout="records", rows=rows),),
    )


def words(text, **known):
    return [each.quote for each in suggested(document(text), Known(**known)).suggestions]


def staying(text, **known):
    return [each.quote for each in suggested(document(text), Known(**known)).staying]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Logged by PC Aled Marsh at noon.", ["Aled Marsh"]),
        ("Logged by Detective Chief Inspector van der Berg.", ["van der Berg"]),
        ("PCs Marsh and Okafor walked it.", ["Marsh", "Okafor"]),
        ("T/PS NÍ BHRIAIN took over.", ["NÍ BHRIAIN"]),
        ("Seen by Sgt 4471 O'Connell.", ["4471", "O'Connell"]),
        ("Mrs Yılmaz rang. Yilmaz is content.", ["Yılmaz", "Yilmaz"]),
        ("We spoke to Rosie Pell, who is content.", ["Rosie Pell"]),
        ("OKAFOR, Dana was there.", ["OKAFOR, Dana"]),
    ],
)
def test_a_name_is_told_by_what_stands_beside_it(text, expected):
    assert words(text) == expected


def test_a_name_that_is_known_is_found_in_every_form_it_stands():
    text = "Dana Okafor. Okafor's log. D. Okafor said so. Dana agreed; read by D.O. and Okafro."
    known = (Person("Dana Okafor", Kind.OFFICER, "PS"),)

    assert words(text, people=known) == ["Dana Okafor", "Okafor", "D. Okafor", "Dana", "D.O.", "Okafro"]


def test_the_name_of_an_operation_names_nobody():
    content = document("Operation Lantern is meant.", deployment__1__name=("Operation Lantern", ""))

    assert suggested(content, Known()).suggestions == ()


def test_all_forms_of_one_name_are_like_each_other():
    text = "PC Dana Okafor came. PC Okafor left. Okafor rang."

    assert {each.like for each in suggested(document(text), Known()).suggestions} == {"Dana Okafor"}


@pytest.mark.parametrize(
    "text",
    [
        "Cllr Ines Dorr asked about bias.",
        "Ines Dorr MP (Harrowmere North) was told.",
        "The Mayor of Harrowmere Ines Dorr was told.",
        "Cabinet Member for Crime, Ines Dorr, came.",
    ],
)
def test_who_holds_a_public_office_is_told_apart(text):
    assert words(text) == []
    assert staying(text) == ["Ines Dorr"]


def test_a_title_does_not_make_an_office_holder_private():
    assert words("Ines Dorr MP was told. Ms Dorr may respond.") == []


def test_the_directory_says_who_holds_a_public_office():
    assert words("Ines Dorr rang at noon.", people=(Person("Ines Dorr", Kind.OFFICE),)) == []
    assert words("Ines Dorr rang at noon.", people=(Person("Ines Dorr", Kind.PRIVATE),)) == ["Ines Dorr"]


def test_a_name_that_a_private_person_shares_with_an_office_holder_is_suggested():
    people = (Person("Ines Dorr", Kind.OFFICE), Person("Paul Dorr", Kind.PRIVATE))

    assert words("It was Dorr who objected.", people=people) == ["Dorr"]


def test_names_stay_from_a_rank_that_the_force_sets():
    text = "Supt Raman and PS Okafor met."

    assert words(text) == ["Okafor"]
    assert words(text, names_stay_from="Chief Constable") == ["Raman", "Okafor"]
    assert words(text, names_stay_from="PC") == []


def test_a_force_that_lets_no_names_stay_writes_no_rank():
    assert words("Chief Constable Raman wrote.", names_stay_from="None") == ["Raman"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ring 07700 900123 or (01632) 960 456.", ["07700 900123", "(01632) 960 456"]),
        ("Ext. 24417.", ["24417"]),
        ("Write to sam.lee@post.example today.", ["sam.lee@post.example"]),
        ("She lives at HV12 9ZX.", ["HV12 9ZX"]),
        ("A white van, ab12 cde, left.", ["ab12 cde"]),
        ("Warrant no. 215544 was shown.", ["215544"]),
        ("Sierra 4 is to withdraw.", ["Sierra 4"]),
        ("There are 47 outstanding suspects.", ["47"]),
        ("Forty-seven plain-clothes officers stay near.", ["Forty-seven"]),
    ],
)
def test_numbers_and_addresses_that_lead_to_somebody_or_give_a_tactic_away(text, expected):
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "1223hrs 10/02/2026 telephoned, no issues.",
        "82% of those surveyed agreed; 1 in 3 was worried.",
        "Under section 31 of the Act of 2000, 101 was dialled.",
        "The High Street, Mill Park and Harrowmere Shopping Centre are close by.",
        "Operation LANTERN ends on Friday 13 March 2026.",
        "Live Facial Recognition is new. Research says so.",
        "The Safer Neighbourhoods Board and the Race IAG were told.",
        "One officer speaks to passers-by on 22 March 2024.",
        "In Harrowmere people are calm. Harrowmere said nothing.",
    ],
)
def test_what_names_nobody_is_left_alone(text):
    assert words(text) == []


def test_a_field_that_names_somebody_of_the_force_makes_them_known_everywhere():
    content = document("Marsh will ring back.", contact__1__made_by__name=("Aled Marsh", "force"))

    assert [each.quote for each in suggested(content, Known()).suggestions] == ["Marsh", "Aled Marsh"]


def test_our_own_fixed_words_and_what_is_worked_out_are_not_read():
    content = document("Nothing.", contact__1__method=("Telephone PC Marsh", "choice"))

    assert suggested(content, Known()).suggestions == ()


def test_what_an_author_flagged_is_suggested_with_its_because():
    flag = Warned(path=TEXT, because="It tells where the cameras stand.", start=0, end=3)
    whole = Warned(path="contact.1", because="She fears her brother.")

    found = suggested(document("Two cameras."), Known(flags=(flag,), harm=(whole,))).suggestions

    assert [(each.quote, each.because, each.whole) for each in found] == [
        ("Two", "It tells where the cameras stand.", ""),
        ("", "She fears her brother.", "row"),
    ]


def test_a_place_that_somebody_warned_of_is_suggested_once_on_the_grounds_that_fit_it():
    content = document("PC Marsh walked there.")
    harm = Warned(path=TEXT, because="He was threatened.", start=3, end=8)

    (only,) = suggested(content, Known(harm=(harm,))).suggestions
    assert (only.kind, only.because, only.codes) == ("harm", "He was threatened.", ("s.40(2)",))


def test_a_contact_that_speaks_in_confidence_is_suggested_whole():
    content = document(
        "Nothing.",
        contact__1__narrative=("The brothers quarrel.", ""),
        contact__1__openness=("Speaks in confidence", "choice"),
    )

    (only,) = suggested(content, Known()).suggestions
    assert (only.path, only.whole, only.codes) == ("contact.1.narrative", "field", ("s.41(1)",))


@pytest.mark.parametrize(
    ("mark", "is_open"),
    [
        (StandingMark(1, TEXT, (), start=3, end=8), False),
        (StandingMark(1, TEXT, (), start=0, end=20), False),
        (StandingMark(1, TEXT, (), start=3, end=7), True),
        (StandingMark(1, TEXT, (), whole="field"), False),
        (StandingMark(1, "row.information", (), whole="row"), False),
        (StandingMark(1, "contact.1", (), whole="row"), True),
    ],
)
def test_a_suggestion_that_a_mark_covers_is_gone(mark, is_open):
    content = document("PC Marsh walked there.")
    suggestions = suggested(content, Known()).suggestions

    assert bool(still_open(suggestions, content, [mark], [])) == is_open


def test_a_suggestion_that_was_dismissed_stays_away():
    content = document("PC Marsh and PC Okafor walked there.")
    first, second = suggested(content, Known()).suggestions

    assert still_open([first, second], content, [], [first.key]) == [second]


@pytest.mark.parametrize("text", ["A" * 20_000, "a@" * 10_000, "PC " * 7_000, "9" * 20_000, "Ab " * 7_000])
def test_a_long_strange_text_is_read_in_reasonable_time(text):
    suggested(document(text), Known(people=(Person("Dana Okafor", Kind.OFFICER, "PS"),)))
