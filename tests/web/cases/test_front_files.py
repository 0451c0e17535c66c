"""Photos of the Front's field checks: its own, read by the office and touched by nobody; and the office's files."""

import hashlib

import pytest

from tests.archive.evidence.corpus import jpeg, png
from tests.archive.town import Town
from tests.casebook_story import CLERK
from tests.web.cases.conftest import Enter
from tests.web.cases.front_people import CASE, acts, attaches, hands_in, writes
from tests.web.cases.test_evidence import FILES
from tests.web.cases.test_evidence import hands_in as office_hands_in
from tests.web.conftest import form_token
from web.context import House

CHECK = {"finding": "partly", "day": "01/10/2026", "words": "Đá mới rải một nửa."}


async def test_a_photo_is_kept_with_its_check_and_read_by_front_and_office(
    enter: Enter, house: House, town: Town
) -> None:
    xuan, van = await enter("xuan"), await enter("van")
    await writes(xuan, 2, "record_field_check", **CHECK)
    (file,) = await attaches(xuan, 2)
    own = await house.cases.fronts_own(town.commune, town.code(2))
    assert [(one.file, one.check_number, one.name) for one in own.files] == [(file, 1, "cầu.png")]
    page = await house.cases.case(town.commune, town.code(2))
    assert page
    assert page.files == ()
    office = "/archive/cases/CAU-0002"
    assert f'href="{office}/files/{file}"' in (await van.get(office)).text
    for client, path in ((xuan, CASE.format(2)), (van, office)):
        got = await client.get(f"{path}/files/{file}")
        assert (got.status_code, hashlib.sha256(got.content).hexdigest()) == (200, file)
        assert got.headers["content-disposition"].startswith("attachment;")


async def test_the_office_cannot_show_hide_or_use_it(
    enter: Enter, house: House, town: Town
) -> None:
    xuan, phuc = await enter("xuan"), await enter("phuc")
    await writes(xuan, 2, "record_field_check", **CHECK)
    (file,) = await attaches(xuan, 2)
    token = form_token((await phuc.get("/account")).text)
    for public in ("true", "false"):
        fields = {"form_token": token, "file": file, "public": public}
        answer = await phuc.post("/archive/cases/CAU-0002/set_file_public", data=fields)
        assert answer.status_code == 404
    assert "set_file_public" not in (await phuc.get("/archive/cases/CAU-0002")).text


async def test_sealing_leaves_it_to_the_front_alone(enter: Enter, house: House, town: Town) -> None:
    xuan, van = await enter("xuan"), await enter("van")
    await writes(xuan, 2, "record_field_check", **CHECK)
    (file,) = await attaches(xuan, 2)
    await acts(house, town, CLERK, "seal_case", 2)
    assert (await xuan.get(f"{CASE.format(2)}/files/{file}")).status_code == 200
    assert (await van.get(f"/archive/cases/CAU-0002/files/{file}")).status_code == 404


@pytest.mark.parametrize(
    ("content", "words"),
    [(jpeg(), "Nội dung tệp khác với đuôi tên"), (png()[:40], "Tệp bị hỏng")],
)
async def test_a_file_that_is_not_taken_says_why_at_its_field(
    enter: Enter, content: bytes, words: str
) -> None:
    xuan = await enter("xuan")
    await writes(xuan, 2, "record_field_check", **CHECK)
    answer = await hands_in(xuan, 2, content=content)
    assert answer.status_code == 422
    assert 'id="attach_check_file-1-file-error"' in answer.text
    assert words in answer.text


async def test_there_must_be_such_a_check(enter: Enter) -> None:
    xuan = await enter("xuan")
    token = form_token((await xuan.get("/account")).text)
    for check in ("1", "x", "-1"):
        path = f"{CASE.format(2)}/checks/{check}/files"
        file = {"file": ("a.png", png(), "image/png")}
        answer = await xuan.post(path, data={"form_token": token}, files=file)
        assert answer.status_code == 404, check


async def test_nobody_else_attaches_here(enter: Enter) -> None:
    xuan = await enter("xuan")
    await writes(xuan, 2, "record_field_check", **CHECK)
    path = f"{CASE.format(2)}/checks/1/files"
    for name in ("van", "khoa", "hai", "phuc"):
        client = await enter(name)
        token = form_token((await client.get("/account")).text)
        file = {"file": ("a.png", png(), "image/png")}
        answer = await client.post(path, data={"form_token": token}, files=file)
        assert answer.status_code == 404, name


async def test_the_office_s_files_are_listed_with_what_is_public(
    enter: Enter, house: House, town: Town
) -> None:
    xuan, van = await enter("xuan"), await enter("van")
    await office_hands_in(van)
    page = await house.cases.case(town.commune, town.code(3))
    assert page
    (file,) = page.files
    shown = (await xuan.get(CASE.format(3))).text
    assert f'href="{CASE.format(3)}/files/{file.file}"' in shown
    assert "không công khai" in shown.partition('id="files-head"')[2]
    got = await xuan.get(f"{CASE.format(3)}/files/{file.file}")
    assert hashlib.sha256(got.content).hexdigest() == file.file
    await acts(house, town, CLERK, "seal_case", 3)
    assert (await xuan.get(f"{CASE.format(3)}/files/{file.file}")).status_code == 404
    assert (await xuan.get(f"{FILES}/{file.file}")).status_code == 404
