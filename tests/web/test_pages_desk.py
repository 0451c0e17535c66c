"""Who may see the screens of those who run the meeting, and what the hall's display shows."""

import pytest

from tests.web.conftest import PASSWORD, form_token


@pytest.fixture
def signed_in(browser, conference):
    async def sign_in(name):
        client = browser()
        token = form_token((await client.get("/login")).text)
        wish = {"form_token": token, "name": name, "password": PASSWORD}
        assert (await client.post("/login", data=wish)).status_code == 303
        return client

    return sign_in


@pytest.mark.parametrize("screen", ["desk", "stage"])
async def test_a_stranger_is_asked_to_sign_in_first(browser, conference, screen):
    answer = await browser().get(f"/{screen}/{conference}")
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"/login?next=%2F{screen}%2F{conference}",
    )


@pytest.mark.parametrize(
    ("name", "screen", "status"),
    [("lan", "desk", 200), ("lan", "stage", 404), ("hai", "desk", 404), ("hai", "stage", 200)],
)
async def test_each_role_has_its_screen_and_no_other(signed_in, conference, name, screen, status):
    client = await signed_in(name)
    assert (await client.get(f"/{screen}/{conference}")).status_code == status


async def test_the_display_shows_the_way_in_and_no_waiting_question(browser, house, conference):
    await house.office.commands(
        conference, "record_question", [{"fields": {"text": "chưa ai xem", "source": "s1"}}]
    )
    page = (await browser().get(f"/h/{conference}/display")).text
    assert "chưa ai xem" not in page
    assert "<svg" in page
    assert f'<p class="display-code">{conference}</p>' in page
    assert '<span class="display-address">localhost</span>' in page
