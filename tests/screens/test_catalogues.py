"""Everything a screen can say is said in every language, with the same blanks to fill."""

import re

import pytest

from tests.screens import catalogues

BLANK = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("language", catalogues.TRANSLATED)
def test_every_message_is_translated_and_none_is_left_over(language):
    catalog = catalogues.read(language)
    said = catalogues.said()
    translated = {
        entry.id if isinstance(entry.id, str) else entry.id[0]: entry
        for entry in catalog
        if entry.id
    }
    assert sorted(translated) == sorted(said)
    assert [text for text, entry in translated.items() if entry.fuzzy] == []
    untold = [text for text, entry in translated.items() if not all(forms(entry.string))]
    assert untold == []


@pytest.mark.parametrize("language", catalogues.TRANSLATED)
def test_translations_keep_the_blanks_and_the_plural_forms(language):
    catalog = catalogues.read(language)
    for text, plural in catalogues.said().items():
        entry = catalog.get(text)
        assert len(forms(entry.string)) == (catalog.num_plurals if plural else 1), text
        for form in forms(entry.string):
            assert set(BLANK.findall(form)) == set(BLANK.findall(text)), text


def forms(string):
    return (string,) if isinstance(string, str) else tuple(string)
