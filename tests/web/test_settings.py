"""A server must not start with settings that would make it unsafe."""

from pathlib import Path
from typing import Any

import pytest

from web.options import described, read_settings, settings_list, settings_markdown
from web.settings import SettingError, Settings


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("allowed_origins", ("*",)),
        ("allowed_origins", ("https://*.example",)),
        ("allowed_origins", ("null",)),
        ("allowed_origins", ("https://a.example/",)),
        ("allowed_origins", ("https://a@b.example",)),
        ("allowed_hosts", ("*",)),
        ("allowed_hosts", ("",)),
        ("trusted_proxies", ("*",)),
        ("trusted_proxies", ("proxy",)),
        ("public_url", "xa.example"),
        ("public_url", "https://xa.example/path"),
        ("port", 65_536),
        ("port", -1),
        ("tick_milliseconds", 0),
        ("body_max_bytes", -1),
        ("language", "fr"),
        ("log_level", "loud"),
        ("commune", "An Bình"),
        ("metrics_token", "short"),
        ("tls_key", Path("key.pem")),
        ("address_preset", "everybody"),
        ("loop", "twisted"),
    ],
)
def test_bad_setting_is_refused(name: str, value: Any) -> None:
    with pytest.raises(SettingError, match=name):
        Settings(**{name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("allowed_origins", ("https://a.example", "http://a.example:8000", "http://[::1]:8000")),
        ("trusted_proxies", ("127.0.0.1", "10.0.0.0/8", "::1")),
        ("public_url", "https://xa.example/"),
        ("port", 0),
    ],
)
def test_good_setting_is_taken(name: str, value: Any) -> None:
    assert getattr(Settings(**{name: value}), name) == value


def test_a_loop_that_is_not_installed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.settings.find_spec", lambda _name: None)
    assert Settings(loop="auto").loop == "auto"
    with pytest.raises(SettingError, match="uvloop is not installed"):
        Settings(loop="uvloop")


def test_public_origin_has_no_slash() -> None:
    assert Settings(public_url="https://xa.example/").public_origin == "https://xa.example"


def test_no_secret_has_a_default() -> None:
    assert [each.default for each in described() if each.unit == "secret"] == [""]


def test_every_setting_is_documented() -> None:
    rows = [line for line in settings_markdown().splitlines() if line.startswith("| `--")]
    assert len(rows) == len(list(described()))


def test_secrets_are_not_listed() -> None:
    listed = settings_list(Settings(metrics_token="x" * 16))
    assert listed["DOITHOAI_METRICS_TOKEN"] == "(set)"


def test_options_that_are_no_settings_are_left_alone() -> None:
    assert read_settings({"port": 1, "title": "x"}) == Settings(port=1)
