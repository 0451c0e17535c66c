"""Files on a case: handed in and judged, listed, taken away; by nobody else, and never shown by a page of ours."""

import hashlib
import re

import httpx2
import pytest

from tests.archive.evidence.corpus import jpeg, png
from tests.web.cases.conftest import Enter, case, hidden_of
from tests.web.conftest import form_token
from web.context import House

FILES = f"{case(3)}/files"


async def hands_in(
    client: httpx2.AsyncClient, name: str = "cống.png", content: bytes | None = None, **fields: str
) -> httpx2.Response:
    form = hidden_of((await client.get(case(3))).text, FILES)
    file = (name, png() if content is None else content, "text/html")
    return await client.post(FILES, data={**form, **fields}, files={"file": file})


async def kept(house: House) -> list[str]:
    page = await house.cases.case("dong-hoa", "CAU3")
    assert page
    return [one.file for one in page.files]


async def test_a_file_is_kept_listed_and_taken_away_again(enter: Enter, house: House) -> None:
    van = await enter("van")
    answer = await hands_in(van)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{case(3)}?done=attach_file")
    (file,) = await kept(house)
    assert f'href="{FILES}/{file}"' in (await van.get(case(3))).text
    for name in ("van", "xuan"):
        got = await (await enter(name)).get(f"{FILES}/{file}")
        assert (got.status_code, hashlib.sha256(got.content).hexdigest()) == (200, file)


async def test_what_is_taken_away_is_saved_and_can_run_nothing(enter: Enter, house: House) -> None:
    """Its type is the one that was found in it, whatever its sender called it."""
    van = await enter("van")
    await hands_in(van)
    headers = (await van.get(f"{FILES}/{(await kept(house))[0]}")).headers
    assert headers["content-type"] == "image/png"
    assert headers["content-disposition"].startswith("attachment;")
    assert headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in headers["content-security-policy"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("trang.html", b"<script>alert(1)</script>", "Loại tệp này không nhận"),
        ("ảnh.png", jpeg(), "Nội dung tệp khác với đuôi tên"),
        ("ảnh.png", png()[:40], "Tệp bị hỏng"),
    ],
)
async def test_what_is_not_taken_is_said_at_the_field(
    enter: Enter, house: House, name: str, content: bytes, words: str
) -> None:
    van = await enter("van")
    answer = await hands_in(van, name, content)
    assert (answer.status_code, words in answer.text) == (422, True)
    assert 'id="attach_file-file-error"' in answer.text
    assert await kept(house) == []


async def test_a_form_without_a_file_says_so(enter: Enter) -> None:
    """As browsers send it: a file that has no name."""
    van = await enter("van")
    form = hidden_of((await van.get(case(3))).text, FILES)
    parts = [f'form-data; name="{name}"\r\n\r\n{value}' for name, value in form.items()]
    parts.append(
        'form-data; name="file"; filename=""\r\nContent-Type: application/octet-stream\r\n\r\n'
    )
    body = "".join(f"--x\r\nContent-Disposition: {part}\r\n" for part in parts) + "--x--\r\n"
    headers = {"content-type": "multipart/form-data; boundary=x"}
    answer = await van.post(FILES, content=body.encode(), headers=headers)
    assert (answer.status_code, "Hãy chọn một tệp" in answer.text) == (422, True)


async def test_the_same_file_is_not_kept_twice(enter: Enter, house: House) -> None:
    van = await enter("van")
    await hands_in(van)
    answer = await hands_in(van)
    assert (answer.status_code, "đã có trong hồ sơ" in answer.text) == (409, True)
    assert len(await kept(house)) == 1


async def test_its_name_leads_nowhere(enter: Enter, house: House) -> None:
    van = await enter("van")
    await hands_in(van, "../../etc/passwd.png")
    page = await house.cases.case("dong-hoa", "CAU3")
    assert page
    assert [one.name for one in page.files] == ["passwd.png"]
    for wanted in ("..%2F..%2Fetc%2Fpasswd", "0" * 64, "%00"):
        assert (await van.get(f"{FILES}/{wanted}")).status_code == 404


async def test_others_get_what_they_get_for_a_file_that_is_not_there(
    enter: Enter, house: House
) -> None:
    await hands_in(await enter("van"))
    (file,) = await kept(house)
    for name in ("la", "minh"):
        client = await enter(name)
        pages = [await client.get(f"{FILES}/{wanted}") for wanted in (file, "0" * 64)]
        assert [page.status_code for page in pages] == [404, 404]
        assert len({re.sub(r' value="[^"]*"', "", page.text) for page in pages}) == 1


async def test_a_sealed_case_gives_no_file(enter: Enter, house: House) -> None:
    van = await enter("van")
    await hands_in(van)
    (file,) = await kept(house)
    form = hidden_of((await van.get(case(3))).text, f"{case(3)}/seal_case")
    assert (await van.post(f"{case(3)}/seal_case", data=form)).status_code == 303
    assert (await van.get(f"{FILES}/{file}")).status_code == 404


async def test_only_our_own_form_hands_in(enter: Enter, house: House) -> None:
    van = await enter("van")
    for fields in ({}, {"form_token": "made.up"}):
        file = {"file": ("a.png", png())}
        assert (await van.post(FILES, data=fields, files=file)).status_code == 403
    token = form_token((await van.get(case(3))).text)
    assert (await van.post(FILES, data={"form_token": token})).status_code == 415
    la = await enter("la")
    token = form_token((await la.get("/archive/cases")).text)
    answer = await la.post(FILES, data={"form_token": token}, files={"file": ("a.png", png())})
    assert answer.status_code == 404
    assert await kept(house) == []


async def test_a_publisher_shows_a_file_and_takes_it_back(enter: Enter) -> None:
    await hands_in(await enter("van"))
    phuc = await enter("phuc")
    for shown in (True, False):
        form = hidden_of((await phuc.get(case(3))).text, f"{case(3)}/set_file_public")
        assert ("public" in form) is shown
        answer = await phuc.post(f"{case(3)}/set_file_public", data=form)
        assert answer.status_code == 303
