"""What a mark takes out, and that nothing of it is left: spans, structure, wording, residues and non-interference."""

import random

import msgspec
import pytest

from assessments.documents.content import Block, Content, Field, Level, Row, Run, Section
from assessments.documents.text import parse
from assessments.release import expected
from assessments.release.locating import locate
from assessments.release.missed import missed
from assessments.release.redacting import (
    MarkedPassage,
    NotThere,
    PublicDocument,
    PublicField,
    PublicMark,
    PublicRun,
    public_marks,
    redact,
)
from assessments.release.register import register_title
from assessments.release.residual import hidden_texts, swapped
from assessments.release.wording import check_codes, meaning_of_mark, words_of_mark
from cia.canonical import canonical
from tests.documents.lantern import COMPLAINTS, MEANINGS, NUMBER, lantern, lantern_marks, passage, public

NAME = "[Redacted: s.40(2)]"
CRIME = "[Redacted: s.31(1)(a)]"


def one_field(*blocks: Block, level: int | None = None) -> Content:
    field = Field(path="f", label="Words", blocks=blocks, level=level)
    section = Section(
        key="s",
        heading="Section",
        layout="axis" if level else "prose",
        rows=(Row(path="r", fields=(field,)),),
        scale=tuple(Level(number=number, name=f"Name {number}", definition="...") for number in range(1, 7)),
    )
    return Content(
        force="Force",
        strapline="Line",
        document_type="Type",
        reference="REF-1",
        version="1.0",
        marking="OFFICIAL",
        cut_at="2026-03-02T16:41:00+00:00",
        sections=(section,),
    )


def typed(text: str) -> Content:
    return one_field(*(Block(runs=(Run(line),)) for line in text.split("\n")))


def marked(start: int, end: int, *codes: str) -> MarkedPassage:
    return MarkedPassage(path="f", start=start, end=end, codes=codes or ("s.40(2)",))


def redacted(content: Content, *marks: MarkedPassage) -> PublicDocument:
    return redact(content, marks, number=NUMBER, complaints=COMPLAINTS, meanings=MEANINGS)


def only_field(document: PublicDocument) -> PublicField:
    return document.sections[0].rows[0].fields[0]


def read(document: PublicDocument) -> list[str]:
    return [
        "".join(piece.said if isinstance(piece, PublicMark) else piece.text for piece in block.pieces)
        for block in only_field(document).blocks
    ]


class TestWhereAMarkFalls:
    def test_emoji_before_a_name_do_not_move_the_mark(self):
        content = one_field(*parse(canonical("😀 Telephoned\r\nBob Smith")))
        start, end = locate(content.fields()["f"], "Bob Smith")

        assert (start, end) == (13, 22)
        assert read(redacted(content, marked(start, end))) == ["😀 Telephoned", NAME]

    def test_windows_line_ends_before_a_name_do_not_move_the_mark(self):
        content = typed(canonical("line\r\n" * 10 + "Bob Smith rang"))
        start, end = locate(content.fields()["f"], "Bob Smith")

        assert read(redacted(content, marked(start, end)))[-1] == f"{NAME} rang"

    def test_leading_spaces_are_kept_and_counted(self):
        assert read(redacted(typed("     Bob rang"), marked(5, 8))) == [f"     {NAME} rang"]

    def test_an_accent_goes_with_its_letter(self):
        assert read(redacted(typed("Zoe\u0308 rang"), marked(0, 3))) == [f"{NAME} rang"]

    def test_a_family_of_emoji_goes_whole(self):
        assert read(redacted(typed("👨\u200d👩\u200d👧 family"), marked(0, 1))) == [f"{NAME} family"]

    def test_an_accent_typed_in_two_ways_is_found_in_both(self):
        content = typed(canonical("Ren\u00e9 rang. Rene\u0301 rang again."))
        field = content.fields()["f"]
        marks = [marked(*locate(field, "Rene\u0301", occurrence)) for occurrence in (1, 2)]

        assert read(redacted(content, *marks)) == [f"{NAME} rang. {NAME} rang again."]

    def test_the_whole_text_of_a_field_is_one_mark_and_keeps_its_label(self):
        document = redacted(typed("Alice\nSmith"), marked(0, 11))

        assert read(document) == [NAME]
        assert only_field(document).label == "Words"

    @pytest.mark.parametrize(
        ("start", "end", "left"),
        [(0, 3, f"{NAME} and Ann"), (8, 11, f"Bob and {NAME}"), (3, 4, f"Bob{NAME}and Ann")],
    )
    def test_a_mark_at_an_edge_loses_and_doubles_no_space(self, start, end, left):
        assert read(redacted(typed("Bob and Ann"), marked(start, end))) == [left]

    def test_a_mark_before_a_line_end_leaves_the_next_line_alone(self):
        assert read(redacted(typed("Bob\nnext"), marked(0, 3))) == [NAME, "next"]

    @pytest.mark.parametrize(
        ("start", "end"),
        [(3, 3), (9, 3), (-1, 3), (0, 12), (11, 12), (0, 10**9), (None, 3), (0, None), ("0", 3), (0.0, 3), (True, 3)],
    )
    def test_an_impossible_place_is_refused_and_never_clipped(self, start, end):
        with pytest.raises(NotThere, match="begins or ends where there is no text"):
            redacted(typed("Bob and Ann"), MarkedPassage(path="f", start=start, end=end, codes=("s.40(2)",)))

    def test_a_mark_on_an_unknown_field_is_refused(self):
        with pytest.raises(NotThere, match="There is no field “g”"):
            redacted(typed("Bob"), MarkedPassage(path="g", start=0, end=1))

    def test_a_mark_in_a_mark_is_one(self):
        assert read(redacted(typed("Alice Smith"), marked(0, 11), marked(6, 11))) == [NAME]

    def test_touching_marks_are_one(self):
        assert read(redacted(typed("Alice Smith rang"), marked(0, 5), marked(5, 11))) == [f"{NAME} rang"]

    def test_touching_marks_of_two_exemptions_name_both_in_the_order_of_the_act(self):
        document = redacted(typed("Alice Smith rang"), marked(0, 5, "s.40(2)"), marked(5, 11, "s.31(1)(a)"))

        assert read(document) == ["[Redacted: s.31(1)(a), s.40(2)] rang"]

    def test_marks_with_a_space_between_stay_two(self):
        assert read(redacted(typed("Alice Smith"), marked(0, 5), marked(6, 11))) == [f"{NAME} {NAME}"]


class TestWhatStructureShows:
    def test_a_mark_across_blocks_joins_them(self):
        content = one_field(*parse("Before Bob\n\n- Ann\n- Tim\n\nSue after"))
        start, end = locate(content.fields()["f"], "Bob Ann Tim Sue")

        document = redacted(content, marked(start, end))

        assert read(document) == [f"Before {NAME} after"]
        assert [block.kind for block in only_field(document).blocks] == ["paragraph"]

    def test_a_hidden_bullet_and_a_hidden_paragraph_look_the_same(self):
        bullets = redacted(one_field(*parse("- Bob\n- Ann")), marked(0, 3))
        paragraph = redacted(one_field(*parse("Bob\n- Ann")), marked(0, 3))

        assert bullets == paragraph

    def test_a_block_keeps_the_kind_of_its_public_words(self):
        document = redacted(one_field(*parse("- Bob rang\n- Ann")), marked(0, 3))

        assert [block.kind for block in only_field(document).blocks] == ["bullet", "bullet"]

    def test_hidden_bold_looks_like_hidden_plain_text(self):
        bold = redacted(one_field(*parse("Met **Bob** today")), marked(4, 7))
        plain = redacted(one_field(*parse("Met Bob today")), marked(4, 7))

        assert bold == plain

    def test_where_public_runs_were_cut_does_not_show(self):
        cut = one_field(Block(runs=(Run("Met "), Run("Bob to"), Run("day"))))

        assert only_field(redacted(cut, marked(4, 7))).blocks[0].pieces == (
            PublicRun("Met "),
            PublicMark(NAME),
            PublicRun(" today"),
        )

    def test_a_level_can_only_be_hidden_whole_and_then_leaves_no_number(self):
        content = one_field(Block(runs=(Run("6 Normal"),)), level=6)

        with pytest.raises(NotThere, match="can only be withheld as a whole"):
            redacted(content, marked(0, 1))
        document = redacted(content, MarkedPassage(path="f", whole="field", codes=("s.31(1)(a)",)))
        assert read(document) == [CRIME]
        assert only_field(document).level is None

    def test_a_whole_row_is_one_mark_that_takes_in_the_marks_within_it(self):
        content = lantern()
        whole = MarkedPassage(path="sign_off", whole="row", codes=("s.38(1)(b)",))
        within = MarkedPassage(path="sign_off.name", whole="field", codes=("s.40(2)",))

        document = public(content, [within, whole])

        row = document.sections[-1].rows[0]
        assert row.fields == ()
        assert row.withheld == PublicMark("[Redacted: s.38(1)(b), s.40(2)]")

    def test_a_label_is_read_after_its_mark_and_the_key_counts_the_mark_alone(self):
        first = MarkedPassage(path="f", start=0, end=3, codes=("s.40(2)",), role="police officer")

        document = redacted(typed("Bob told Ann"), first, marked(9, 12))

        assert read(document) == [f"{NAME} (police officer) told {NAME}"]
        assert [(entry.words, entry.marks) for entry in document.key] == [(NAME, 2)]
        assert "(police officer)" in "".join(expected.body(document))

    @pytest.mark.parametrize(
        ("other", "label"), [("police officer", " (police officer)"), ("private individual", ""), ("", "")]
    )
    @pytest.mark.parametrize("start", [2, 3])
    def test_marks_that_touch_keep_a_label_only_where_all_of_them_bear_it(self, other, label, start):
        first = MarkedPassage(path="f", start=0, end=3, codes=("s.40(2)",), role="police officer")
        second = MarkedPassage(path="f", start=start, end=7, codes=("s.40(2)",), role=other)

        assert read(redacted(typed("Bob Ann met"), first, second)) == [f"{NAME}{label} met"]

    @pytest.mark.parametrize(("within", "label"), [("police officer", "police officer"), ("", "")])
    def test_a_whole_row_or_field_may_bear_a_label(self, within, label):
        content = lantern()
        row = MarkedPassage(path="sign_off", whole="row", codes=("s.40(2)",), role="police officer")
        name = MarkedPassage(path="sign_off.name", whole="field", codes=("s.40(2)",), role=within)
        author = MarkedPassage(path="cover.author", whole="field", codes=("s.40(2)",), role="police officer")

        document = public(content, [row, name, author])

        assert document.sections[-1].rows[0].withheld == PublicMark(NAME, label)
        assert [mark.role for mark in public_marks(document.sections)] == ["police officer", label]

    def test_words_that_are_no_label_of_the_list_are_never_printed_beside_a_mark(self):
        mark = MarkedPassage(path="f", start=0, end=3, codes=("s.40(2)",), role="brother of bob")

        with pytest.raises(ValueError, match="not one of the fixed list"):
            redacted(typed("Bob told Ann"), mark)

    def test_a_label_is_explained_beside_the_key_where_there_is_one(self):
        mark = MarkedPassage(path="f", start=0, end=3, codes=("s.40(2)",), role="police officer")

        assert expected.LABELS in expected.body(redacted(typed("Bob told Ann"), mark))
        assert expected.LABELS not in expected.body(redacted(typed("Bob told Ann"), marked(0, 3)))

    def test_the_title_in_the_register_has_the_label_too(self):
        content = lantern()
        mark = msgspec.structs.replace(
            passage(content, "cover.title", "Operation Lantern", "s.31(1)(a)"), role="organisation"
        )

        assert f"{CRIME} (organisation)" in register_title(public(content, [mark]))

    def test_the_public_document_holds_no_identity_of_the_record(self):
        content = lantern()

        said = msgspec.json.encode(public(content, lantern_marks(content))).decode()

        assert content.reference not in said
        assert content.cut_at not in said
        assert "cover.author" not in said

    def test_typed_text_that_looks_like_a_mark_is_refused(self):
        content = one_field(Block(runs=(Run("[Redac"), Run("ted: s.40(2)]", strong=True))))

        with pytest.raises(NotThere, match="look like one of our marks"):
            redacted(content)


class TestWhatMarksSay:
    @pytest.mark.parametrize(
        ("codes", "words"),
        [
            ((), "[Redacted]"),
            (("s.40(2)",), NAME),
            (("s.40(2)", "s.31(1)(a)"), "[Redacted: s.31(1)(a), s.40(2)]"),
            (("s.31(1)(b)", "s.31(1)(a)"), "[Redacted: s.31(1)(a), s.31(1)(b)]"),
            (("s.23(1)",), "[Redacted: s.23(1) or s.24(1), in the alternative]"),
            (("s.24(1)",), "[Redacted: s.23(1) or s.24(1), in the alternative]"),
            (("s.24(1)", "s.40(2)"), "[Redacted: s.23(1) or s.24(1), in the alternative; s.40(2)]"),
            (("s.30(1)",), "[Redacted: s.30(1)]"),
            (("s.31(1)(a)", "s.30(1)"), "[Redacted: s.30(1) or s.31(1)(a), in the alternative]"),
        ],
    )
    def test_the_words_follow_from_the_exemptions_alone(self, codes, words):
        assert words_of_mark(codes) == words
        assert words_of_mark(reversed(codes)) == words

    def test_national_security_and_security_bodies_mean_the_same_whichever_was_used(self):
        assert meaning_of_mark(("s.23(1)",), MEANINGS) == meaning_of_mark(("s.24(1)",), MEANINGS)

    def test_what_is_no_exemption_is_refused(self):
        with pytest.raises(ValueError, match="“because” is not an exemption"):
            check_codes(["because"])
        with pytest.raises(ValueError, match=r"There is no exemption s\.99"):
            redacted(typed("Bob"), marked(0, 3, "s.99"))

    def test_the_key_counts_the_marks_that_the_public_sees(self):
        document = redacted(typed("Bob and Ann at Ropewalk"), marked(0, 3), marked(8, 11), marked(15, 23, "s.31(1)(a)"))

        assert [(entry.words, entry.marks) for entry in document.key] == [(CRIME, 1), (NAME, 2)]
        assert document.key[0].meaning == MEANINGS["s.31(1)(a)"]


class TestWhereQuotesStand:
    def test_words_are_found_at_their_occurrence_whatever_the_white_space(self):
        field = typed("Bob Smith rang Bob\u00a0Smith and Bob\nSmith").fields()["f"]

        assert [locate(field, "Bob Smith", occurrence)[0] for occurrence in (1, 2, 3)] == [0, 15, 29]

    @pytest.mark.parametrize(
        ("quote", "occurrence", "sentence"),
        [
            ("Bob Jones", 1, "These words do not stand in Words"),
            ("bob", 1, "These words do not stand in Words"),
            ("Bob", 3, "stand in Words 2 times, so there is no occurrence 3"),
            ("rang", 2, "stand in Words once, so there is no occurrence 2"),
            ("Bob", 0, "Count the occurrences from 1"),
            (" ", 1, "Give the words to withhold"),
        ],
    )
    def test_words_that_are_not_there_are_refused(self, quote, occurrence, sentence):
        with pytest.raises(NotThere, match=sentence):
            locate(typed("Bob rang Bob").fields()["f"], quote, occurrence)


class TestWhatSurvives:
    def test_the_same_words_elsewhere_are_found(self):
        content = lantern(section__caveats="PS  dana OKAFOR wrote this.")

        (group,) = missed(content, lantern_marks(content))

        assert [(mention.place.path, mention.words) for mention in group.mentions] == [
            ("section.caveats", "PS  dana OKAFOR")
        ]

    def test_the_same_words_left_in_the_same_field_are_found(self):
        content = lantern(section__purpose="Ann rang. Ann’s sister too.")

        (group,) = missed(content, [passage(content, "section.purpose", "Ann", "s.40(2)")])

        assert [mention.place.start for mention in group.mentions] == [10]

    def test_words_inside_other_words_and_small_words_hold_nothing_back(self):
        content = lantern(section__purpose="Ann planned it and he came. He left.")
        marks = [
            passage(content, "section.purpose", "Ann", "s.40(2)"),
            passage(content, "section.purpose", "he", "s.40(2)"),
        ]

        assert missed(content, marks) == ()

    def test_a_clean_release_has_none(self):
        content = lantern()

        assert missed(content, lantern_marks(content)) == ()

    def test_hidden_texts_are_what_the_marks_cover(self):
        content = typed("Alice Smith rang Bob")

        assert hidden_texts(content, [marked(0, 5), marked(5, 11), marked(17, 20)]) == ("Alice Smith", "Bob")


@pytest.mark.parametrize("seed", range(20))
def test_the_whole_example_does_not_depend_on_what_it_hides(seed):
    content = lantern()
    marks = lantern_marks(content)

    other, other_marks = swapped(content, marks, random.Random(seed))

    assert set(hidden_texts(other, other_marks)).isdisjoint(hidden_texts(content, marks))
    assert public(other, other_marks) == public(content, marks)


def with_questions(*rests_on: tuple[str, ...]) -> Content:
    """A document of a field and a row, with one question and its answer for each set of paths that it rests on."""
    asked = tuple(
        Row(
            path=f"question.{number}",
            heading=f"Question {number}",
            fields=(
                Field(path=f"question.{number}.text", label="Asked", blocks=(Block(runs=(Run(f"About {paths}"),)),)),
            ),
            rests_on=paths,
        )
        for number, paths in enumerate(rests_on, start=1)
    )
    section = Section(key="finding_answers", heading="Answered before sign-off", layout="records", rows=asked)
    content = typed("Alice rang")
    return msgspec.structs.replace(content, sections=(*content.sections, section))


def asked_in(document: PublicDocument) -> list[tuple[str, str]]:
    return [
        (row.heading, block.pieces[0].text)
        for section in document.sections[1:]
        for row in section.rows
        for block in row.fields[0].blocks
    ]


class TestWhatRestsOnHiddenWords:
    def test_it_is_left_out_without_a_mark_and_the_rest_is_numbered_anew(self):
        document = redacted(with_questions(("f",), ()), marked(0, 5))

        assert asked_in(document) == [("Question 1", "About ()")]
        assert [mark.words for mark in public_marks(document.sections)] == [NAME]

    @pytest.mark.parametrize(
        "mark",
        [
            marked(0, 5),
            MarkedPassage(path="f", whole="field", codes=("s.40(2)",)),
            MarkedPassage(path="r", whole="row", codes=("s.40(2)",)),
        ],
    )
    def test_a_section_of_which_nothing_stays_is_not_there(self, mark):
        document = redacted(with_questions(("f",)), mark)

        assert [section.heading for section in document.sections] == ["Section"]

    def test_it_stays_where_nothing_that_it_rests_on_is_hidden(self):
        assert asked_in(redacted(with_questions(("f",)))) == [("Question 1", "About ('f',)")]

    def test_a_mark_in_what_is_left_out_counts_for_nothing(self):
        content = with_questions(("f",), ())
        within = MarkedPassage(path="question.1.text", start=0, end=5, codes=("s.31(1)(a)",))

        assert redacted(content, marked(0, 5), within) == redacted(content, marked(0, 5))

    def test_whether_it_was_asked_does_not_show(self):
        assert redacted(with_questions((), ("f",), ()), marked(0, 5)) == redacted(with_questions((), ()), marked(0, 5))

    def test_it_is_read_for_no_other_mention(self):
        content = with_questions(("f",))
        name = Field(path="question.1.text", label="Asked", blocks=(Block(runs=(Run("Alice is not named."),)),))
        row = msgspec.structs.replace(content.sections[1].rows[0], fields=(name,))
        section = msgspec.structs.replace(content.sections[1], rows=(row,))
        content = msgspec.structs.replace(content, sections=(content.sections[0], section))

        assert missed(content, [marked(0, 5)]) == ()

    @pytest.mark.parametrize("seed", range(20))
    def test_other_hidden_words_give_the_same_document(self, seed):
        content = with_questions(("f",), (), ("f",), ("r",))
        for marks in ([marked(0, 5)], [MarkedPassage(path="r", whole="row", codes=("s.40(2)",))]):
            other, other_marks = swapped(content, marks, random.Random(seed))

            assert redacted(other, *other_marks) == redacted(content, *marks)

    def test_what_rests_on_nothing_that_is_there_is_refused(self):
        with pytest.raises(ValueError, match="rests on nowhere, which the document lacks"):
            redacted(with_questions(("nowhere",)))


def with_a_promise(state: str = "Overdue") -> Content:
    """A document with one promise, whose state was worked out from the day it falls due."""
    row = Row(
        path="promise.1",
        heading="Promise 1",
        fields=(
            Field(path="promise.1.due", label="Due", blocks=(Block(runs=(Run("14/03/2026"),)),)),
            Field(
                path="promise.1.state",
                label="State",
                blocks=(Block(runs=(Run(state),)),),
                derived_from=("promise.1.due",),
            ),
        ),
    )
    return Content(
        force="A force",
        strapline="",
        document_type="Community Impact Assessment",
        reference="CIA-2026-0001",
        version="1.0",
        marking="OFFICIAL",
        cut_at="2026-03-20T08:00:00+00:00",
        sections=(Section(key="promises", heading="Promises", layout="records", rows=(row,)),),
    )


def promise_of(content: Content, *marks: MarkedPassage) -> list[str]:
    document = redact(content, marks, number="P-1", complaints="", meanings={"s.40(2)": "Personal information."})
    return [
        "".join(getattr(piece, "words", "") or piece.text for piece in field.blocks[0].pieces)
        for field in document.sections[0].rows[0].fields
    ]


def test_what_was_worked_out_from_public_words_is_public():
    assert promise_of(with_a_promise()) == ["14/03/2026", "Overdue"]


def test_what_was_worked_out_from_hidden_words_is_hidden_with_them():
    part_of_the_day = MarkedPassage(path="promise.1.due", start=0, end=2, codes=("s.40(2)",))

    assert promise_of(with_a_promise(), part_of_the_day) == ["[Redacted: s.40(2)]/03/2026", "[Redacted: s.40(2)]"]
    assert promise_of(with_a_promise("Kept"), part_of_the_day) == promise_of(with_a_promise(), part_of_the_day)


def test_a_neutral_mark_hides_what_was_worked_out_too():
    assert promise_of(with_a_promise(), MarkedPassage(path="promise.1.due", whole="field")) == ["[Redacted]"] * 2


def test_the_records_own_marking_never_takes_the_place_of_the_releases():
    content = typed("A secret paper.")

    assert redact(content, [marked(0, 8)], number=NUMBER, complaints=COMPLAINTS, meanings=MEANINGS).marking == ""
