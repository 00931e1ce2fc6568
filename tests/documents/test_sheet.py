"""How the answers of a row are laid out on a sheet."""

from assessments.documents.content import Block, Field, Row, Run, Section
from assessments.documents.sheet import sections_on_sheet


def answers(**words):
    return tuple(
        Field(path=f"row.{label}", label=label, blocks=tuple(Block(runs=(Run(line),)) for line in lines.split("\n")))
        for label, lines in words.items()
    )


def stretches(**words):
    """Whether each stretch of a row's answers stands side by side, and which answers are in it."""
    section = Section(
        key="contacts", heading="Contacts", layout="records", rows=(Row(path="row", fields=answers(**words)),)
    )
    row = sections_on_sheet([section])[0].rows[0]
    return [(stretch.is_side_by_side, [field.label for field in stretch.fields]) for stretch in row.stretches]


def test_short_answers_stand_side_by_side_and_long_ones_below_each_other_in_their_order():
    assert stretches(
        When="1245hrs 12/03/2026",
        How="Telephone",
        Said="She asked how long the pictures of people on no list are kept.",
        Answered="They are deleted at once, and the log of deletions is audited.",
        Outcome="Spoke",
        Publication="Not asked",
    ) == [(True, ["When", "How"]), (False, ["Said", "Answered"]), (True, ["Outcome", "Publication"])]


def test_one_short_answer_among_long_ones_stays_with_them():
    long = "She asked how long the pictures of people on no list are kept."

    assert stretches(Said=long, Concern="Data retention", Answered=long) == [(False, ["Said", "Concern", "Answered"])]


def test_answers_of_several_lines_are_never_put_side_by_side():
    assert stretches(Figures="58 %: yes\n30 %: no", Sample="1,204", Dated="2025") == [
        (False, ["Figures"]),
        (True, ["Sample", "Dated"]),
    ]
