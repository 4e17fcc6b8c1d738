"""Microsoft's schemas as the judge: they are there, and they see what is wrong."""

import pytest

from bot.standin.ews.soap import answer, done, m, t
from tests.ews_schema import faults_in, schema


@pytest.fixture(scope="module", autouse=True)
def _need_schema() -> None:
    if schema() is None:
        pytest.skip(
            "Microsoft's schemas are not beside the checkout: answers are not held to them."
        )


def test_what_the_schemas_do_not_allow_is_seen() -> None:
    told = t("Message", t("Subject", text="Hej"), t("ItemId", Id="AA=="))
    wrong = answer("GetItem", [done("GetItem", m("Items", told))])
    assert any("ItemId" in one for one in faults_in(wrong))


def test_what_they_allow_is_let_pass() -> None:
    told = t("Message", t("ItemId", Id="AA=="), t("Subject", text="Hej"))
    assert faults_in(answer("GetItem", [done("GetItem", m("Items", told))])) == []
