import pytest

from archive.casebook import commands as c
from archive.casebook import events as e
from archive.casebook.limits import (
    CASE_WORDS_MAX_CHARACTERS,
    FILE_NAME_MAX_CHARACTERS,
    FILES_MAX_PER_CASE,
    LINE_MAX_CHARACTERS,
    SEND_BACKS_MAX,
    WITH_UNITS_MAX,
)
from archive.casework import CaseState
from conference.refusals import Code, Refusal
from tests.casebook_story import (
    CHAIR,
    CITIZEN,
    CLERK,
    FELLOW,
    HEAD,
    OTHER_HEAD,
    OWNER,
    PUBLISHER,
    ROADS,
    RULE,
    SCHOOLS,
    STRANGER,
    CasebookStory,
    acts,
    any_fields,
)

S = CaseState


def test_assigned_to_a_unit_with_others_beside_it():
    story = CasebookStory()
    case = story.stands(S.CLASSIFIED)
    others = (SCHOOLS, f" {SCHOOLS} ", ROADS, "Công an xã")
    story.does(CLERK, c.AssignCase, case, to_unit=f" {ROADS}", owner=" ", with_units=others)
    found = story.case(case)
    assert (found.unit, found.owner) == (ROADS, None)
    assert (found.with_units, found.state) == ((SCHOOLS, "Công an xã"), S.ASSIGNED)


def test_so_many_units_and_no_more():
    story = CasebookStory()
    case = story.stands(S.CLASSIFIED)
    many = {"to_unit": ROADS, "with_units": ("x",) * (WITH_UNITS_MAX + 1)}
    refused = Refusal(Code.TOO_MANY, WITH_UNITS_MAX)
    assert story.tries(CLERK, c.AssignCase, case, **many) == refused


def test_the_head_of_a_unit_gives_it_to_their_own_people_only():
    story = CasebookStory()
    case = story.stands(S.PROCESSING)
    refused = Refusal(Code.NOT_ALLOWED, "to_unit")
    assert story.tries(HEAD, c.AssignCase, case, to_unit=SCHOOLS) == refused
    story.does(HEAD, c.AssignCase, case, to_unit=ROADS, owner=FELLOW.id)
    assert (story.case(case).owner, story.case(case).state) == (FELLOW.id, S.ASSIGNED)


def test_after_two_refusals_the_chair_decides():
    story = CasebookStory()
    case = story.stands(S.CLASSIFIED)
    for _ in range(SEND_BACKS_MAX):
        story.does(CLERK, c.AssignCase, case, to_unit=ROADS, owner=OWNER.id)
        story.does(OWNER, c.SendBack, case, words="Không phải việc của phòng")
    found = story.case(case)
    assert (found.state, found.unit, found.owner) == (S.CLASSIFIED, None, None)
    refused = Refusal(Code.NOT_ALLOWED, "sent_back")
    assert story.tries(CLERK, c.AssignCase, case, to_unit=ROADS) == refused
    story.does(CHAIR, c.AssignCase, case, to_unit=ROADS, owner=OWNER.id)
    for hand in (OWNER, HEAD):
        refused = Refusal(Code.TOO_MANY, SEND_BACKS_MAX)
        assert story.tries(hand, c.SendBack, case, words="x") == refused


def test_who_begins_a_case_of_their_unit_without_an_owner_becomes_it():
    story = CasebookStory()
    case = story.stands(S.ASSIGNED, owner=None)
    assert story.tries(STRANGER, c.AcceptCase, case) == Refusal(Code.NOT_ALLOWED)
    (event,) = acts(story.does(FELLOW, c.AcceptCase, case))
    assert event.owner == FELLOW.id
    assert (story.case(case).owner, story.case(case).state) == (FELLOW.id, S.PROCESSING)


def test_nobody_begins_what_is_another_ones():
    story = CasebookStory()
    case = story.stands(S.ASSIGNED)
    assert story.tries(FELLOW, c.AcceptCase, case) == Refusal(Code.NOT_ALLOWED)
    assert isinstance(story.tries(OWNER, c.AcceptCase, case), list)


def test_an_officer_of_no_unit_begins_nothing():
    story = CasebookStory()
    case = story.stands(S.ASSIGNED, owner=None, unit=None)
    assert story.tries(OWNER, c.AcceptCase, case, unit=None) == Refusal(Code.NOT_ALLOWED)
    assert story.tries(HEAD, c.NameOwner, case, owner="x", unit=None) == Refusal(Code.NOT_ALLOWED)


def test_what_was_reopened_goes_on_with_whoever_had_it():
    story = CasebookStory()
    case = story.stands(S.REOPENED)
    (event,) = acts(story.does(CHAIR, c.AcceptCase, case))
    assert event.owner == OWNER.id


def test_what_nobody_had_is_taken_by_whoever_takes_it_up_again():
    story = CasebookStory()
    case = story.stands(S.REOPENED, owner=None)
    (event,) = acts(story.does(CLERK, c.AcceptCase, case))
    assert event.owner == CLERK.id


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (c.RequestInformation, S.PROCESSING),
        (c.WriteNote, S.PROCESSING),
        (c.SealCase, S.PROCESSING),
        (c.AttachFile, S.PROCESSING),
        (c.SendBack, S.ASSIGNED),
        (c.TakeBack, S.TRANSFERRED),
        (c.ChaseTransfer, S.TRANSFERRED),
    ],
)
def test_an_officer_acts_only_on_their_own_cases(kind, state):
    story = CasebookStory()
    case = story.stands(state)
    fields = any_fields(kind)
    assert isinstance(story.tries(OWNER, kind, case, **fields), list)
    for hand in (FELLOW, STRANGER):
        assert story.tries(hand, kind, case, **fields) == Refusal(Code.NOT_ALLOWED)


@pytest.mark.parametrize("kind", [c.NameOwner, c.SendBack, c.WriteNote])
def test_the_head_of_a_unit_acts_only_on_its_cases(kind):
    story = CasebookStory()
    case = story.stands(S.ASSIGNED)
    assert isinstance(story.tries(HEAD, kind, case, **any_fields(kind)), list)
    said = story.tries(OTHER_HEAD, kind, case, **any_fields(kind))
    assert said == Refusal(Code.NOT_ALLOWED)


def test_an_owner_is_named():
    story = CasebookStory()
    case = story.stands(S.ASSIGNED, owner=None)
    story.does(HEAD, c.NameOwner, case, owner=FELLOW.id)
    assert (story.case(case).owner, story.case(case).state) == (FELLOW.id, S.ASSIGNED)


def test_sent_on_under_a_signed_letter_and_taken_back():
    story = CasebookStory()
    case = story.stands(S.PROCESSING, chased=1)
    words = {"authority": "Sở Xây dựng", "letter": "12/PC"}
    story.does(CHAIR, c.TransferCase, case, **words)
    found = story.case(case)
    assert (found.authority, found.transferred_at, found.chased) == (
        "Sở Xây dựng",
        story.now,
        0,
    )
    story.does(OWNER, c.TakeBack, case, words="Sở trả lại")
    assert story.case(case).state is S.PROCESSING


def test_people_may_remind_at_any_time():
    story = CasebookStory()
    case = story.stands(S.TRANSFERRED)
    for _ in range(2):
        story.does(CLERK, c.ChaseTransfer, case, words="Nhắc")
    assert story.case(case).chased == 0


def test_the_rule_reminds_after_ten_fifteen_and_thirty_working_days():
    story = CasebookStory()
    case = story.stands(S.TRANSFERRED)

    def said() -> object:
        return story.tries(RULE, c.ChaseTransfer, case, words="Nhắc")

    story.later(13)
    assert said() == Refusal(Code.STALE, "chase_10")
    story.later(1)
    story.does(RULE, c.ChaseTransfer, case, words="Nhắc")
    assert (story.case(case).chased, said()) == (1, Refusal(Code.STALE, "chase_15"))
    story.later(7)
    story.does(RULE, c.ChaseTransfer, case, words="Nhắc")
    story.later(21)
    story.does(RULE, c.ChaseTransfer, case, words="Nhắc")
    assert (story.case(case).chased, said()) == (3, Refusal(Code.DUPLICATE))


def test_a_file_is_attached_once_and_so_many_of_them():
    story = CasebookStory()
    case = story.stands(S.PROCESSING)
    story.does(OWNER, c.AttachFile, case, name=" ảnh  1.jpg ", file="a" * 64)
    assert story.case(case).files == {"a" * 64: False}
    attached = story.events[-1]
    assert isinstance(attached, e.FileAttached)
    assert (attached.name, attached.size) == ("ảnh 1.jpg", 1_000)
    again = story.tries(OWNER, c.AttachFile, case, name="x", file="a" * 64)
    assert again == Refusal(Code.DUPLICATE, "file")
    for _ in range(FILES_MAX_PER_CASE - 1):
        story.does(CLERK, c.AttachFile, case, name="x")
    refused = Refusal(Code.TOO_MANY, FILES_MAX_PER_CASE)
    assert story.tries(OWNER, c.AttachFile, case, name="x") == refused


def test_a_file_is_shown_or_not():
    story = CasebookStory()
    case = story.stands(S.ANSWERED, files={"a" * 64: False})
    story.does(PUBLISHER, c.SetFilePublic, case, file="a" * 64, public=True)
    assert story.case(case).files == {"a" * 64: True}
    said = story.tries(PUBLISHER, c.SetFilePublic, case, file="b" * 64, public=True)
    assert said == Refusal(Code.NOT_FOUND, "file")


WORDS = CASE_WORDS_MAX_CHARACTERS
LINE = LINE_MAX_CHARACTERS
TEXTS = [
    (CLERK, c.AssignCase, S.CLASSIFIED, "to_unit", LINE),
    (CLERK, c.NameOwner, S.ASSIGNED, "owner", LINE),
    (OWNER, c.SendBack, S.ASSIGNED, "words", WORDS),
    (CHAIR, c.TransferCase, S.CLASSIFIED, "authority", LINE),
    (CHAIR, c.TransferCase, S.CLASSIFIED, "letter", LINE),
    (CLERK, c.ChaseTransfer, S.TRANSFERRED, "words", WORDS),
    (CLERK, c.TakeBack, S.TRANSFERRED, "words", WORDS),
    (CLERK, c.AttachFile, S.RECEIVED, "name", FILE_NAME_MAX_CHARACTERS),
]


@pytest.mark.parametrize(("actor", "kind", "state", "field", "limit"), TEXTS)
def test_texts_are_cleaned_and_a_refusal_names_the_field(actor, kind, state, field, limit):
    story = CasebookStory()
    case = story.stands(state)
    for raw, code in ((" ", Code.EMPTY), ("x" * (limit + 1), Code.TOO_LONG)):
        said = story.tries(actor, kind, case, **any_fields(kind) | {field: raw})
        assert said == Refusal(code, field)


@pytest.mark.parametrize(
    ("actor", "kind", "fields", "refused"),
    [
        (CLERK, c.AssignCase, {"owner": "x" * (LINE + 1)}, Refusal(Code.TOO_LONG, "owner")),
        (CLERK, c.AssignCase, {"with_units": (" ",)}, Refusal(Code.EMPTY, "with_units")),
        (CHAIR, c.TransferCase, {"words": "x" * (WORDS + 1)}, Refusal(Code.TOO_LONG, "words")),
    ],
)
def test_what_may_be_absent_may_not_be_wrong(actor, kind, fields, refused):
    story = CasebookStory()
    case = story.stands(S.CLASSIFIED)
    assert story.tries(actor, kind, case, **any_fields(kind) | fields) == refused


def test_nothing_moves_what_its_asker_withdrew():
    story = CasebookStory()
    case = story.stands(S.ASSIGNED)
    story.does(CITIZEN, c.WithdrawCase, case)
    assert story.tries(OWNER, c.AcceptCase, case) == Refusal(Code.STALE, S.WITHDRAWN)
