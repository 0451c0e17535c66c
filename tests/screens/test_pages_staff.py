"""Signing in and out, and what staff find afterwards."""

import html

import pytest
from httpx2 import AsyncClient

from tests.screens import sample
from tests.screens.quiet_house import PASSWORD, form_token, sign_in

WRONG = "Tên đăng nhập hoặc mật khẩu không đúng."


async def test_an_unknown_name_and_a_wrong_password_get_the_same_answer(
    guest: AsyncClient,
) -> None:
    answers = [
        await sign_in(guest, "hanh", "sai-mat-khau"),
        await sign_in(guest, "nobody", "sai-mat-khau"),
    ]
    assert [(answer.status_code, WRONG in answer.text) for answer in answers] == [(401, True)] * 2


async def test_the_password_never_comes_back_but_the_name_does(guest: AsyncClient) -> None:
    page = (await sign_in(guest, "hanh", "sai-mat-khau")).text
    assert ("sai-mat-khau" in page, 'value="hanh"' in page) == (False, True)


async def test_after_too_many_wrong_passwords_even_the_right_one_must_wait(
    guest: AsyncClient,
) -> None:
    for _ in range(10):
        await sign_in(guest, "hanh", "sai-mat-khau")
    answer = await sign_in(guest, "hanh", PASSWORD)
    assert (answer.status_code, "Hãy đợi 15 phút" in answer.text) == (429, True)


async def test_signing_in_leads_to_ones_conferences(guest: AsyncClient) -> None:
    answer = await sign_in(guest)
    assert (answer.status_code, answer.headers["location"]) == (303, "/staff")


async def test_signing_in_leads_back_to_the_page_that_asked_for_it(guest: AsyncClient) -> None:
    page = (await guest.get("/login", params={"next": "/archive/"})).text
    assert 'name="next" value="/archive/"' in page


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example/", "/\\evil.example", "/%0d\n", "staff", ""]
)
async def test_signing_in_never_leads_to_strangers(guest: AsyncClient, wanted: str) -> None:
    token = form_token((await guest.get("/login")).text)
    fields = {"form_token": token, "name": "hanh", "password": PASSWORD, "next": wanted}
    answer = await guest.post("/login", data=fields)
    assert answer.headers["location"] == "/staff"


async def test_whoever_is_signed_in_is_not_asked_again(hanh: AsyncClient) -> None:
    assert (await hanh.get("/login")).headers["location"] == "/staff"


async def test_each_finds_the_screens_of_the_roles_they_hold(
    hanh: AsyncClient, mai: AsyncClient
) -> None:
    links = [
        f"/{screen}/{sample.CODE}" in page
        for page in ((await hanh.get("/staff")).text, (await mai.get("/staff")).text)
        for screen in ("desk", "stage", "archive")
    ]
    assert links == [True, True, True, False, False, False]


async def test_without_a_role_the_page_says_who_gives_one(mai: AsyncClient) -> None:
    assert "chưa được giao vai trò" in html.unescape((await mai.get("/staff")).text)


async def test_signing_out_ends_the_session_itself_not_only_the_cookie(hanh: AsyncClient) -> None:
    cookies = dict(hanh.cookies)
    token = form_token((await hanh.get("/staff")).text)
    left = await hanh.post("/logout", data={"form_token": token})
    hanh.cookies.update(cookies)
    again = await hanh.get("/staff")
    assert (left.headers["location"], again.headers["location"]) == ("/", "/login?next=%2Fstaff")


async def test_nobody_is_signed_out_by_a_page_that_is_not_ours(hanh: AsyncClient) -> None:
    await hanh.post("/logout", data={"form_token": "forged"})
    assert (await hanh.get("/staff")).status_code == 200
