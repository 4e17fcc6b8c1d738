"""What is asked: masked text only, in parts, within limits."""

import json

from jsonschema import Draft202012Validator

from bot.minutes.second import asking
from bot.minutes.second.reader import begin

SECRETS = """Referat
Dato: 3. marts 2026
Til stede: Asta Holtegaard, Bo Lindtorp
Mødet på Teams: https://teams.microsoft.com/l/meetup-join/19abcdef?p=hemmelig
Møde-id: 402 118 736 559 Adgangskode: Kx7vT2qa

1. Sager
Borgeren 010190-1234 har klaget. Bo Lindtorp svarer i morgen.

2. Lukket punkt
Asta Holtegaard taler med naboen om hegnet.

3. Eventuelt
Asta sender listen rundt.
"""


def sent(text: str) -> str:
    """Everything that would leave, as one string."""
    parts = begin(text.encode(), "a.txt").parts(letters=10_000, calls=9)
    return json.dumps([asking.question(part) for part in parts], ensure_ascii=False)


def test_no_number_code_or_closed_item_leaves() -> None:
    body = sent(SECRETS)
    assert "Bo Lindtorp svarer i morgen" in body
    for secret in ("010190", "1234", "hemmelig", "19abcdef", "402 118", "Kx7vT2qa", "naboen"):
        assert secret not in body


def test_minutes_in_the_agreed_form_are_not_sent() -> None:
    form = SECRETS + "Opfølgning: Asta Holtegaard sender listen rundt – senest 1. april\n"
    assert begin(form.encode(), "a.txt").parts(letters=10_000, calls=9) == ()


def test_long_minutes_are_cut_at_blank_lines_and_no_line_is_lost() -> None:
    text = [line for n in range(200) for line in (f"Linje {n} om noget, der blev sagt.", "")]
    parts = asking.parts(text, letters=100_000, calls=50, size=1000)
    assert len(parts) > 5
    assert all(len(part.text) <= 1000 for part in parts)
    lines = [(part.first + at, line) for part in parts for at, line in enumerate(part.lines)]
    assert [line for _, line in lines if line] == [line for line in text if line]
    assert all(text[number - 1] == line for number, line in lines)


def test_one_endless_line_is_a_part_of_its_own() -> None:
    (part,) = asking.parts(["x" * 5000], letters=10_000, calls=5, size=1000)
    assert len(part.text) == 5000


def test_letters_and_calls_are_limits() -> None:
    text = ["Bo sender noget til Asta i morgen.", ""] * 200
    assert len(asking.parts(text, letters=100_000, calls=3, size=500)) == 3
    few = asking.parts(text, letters=1200, calls=50, size=500)
    assert 0 < sum(len(part.text) for part in few) <= 1200


def test_the_schema_is_one_that_strict_endpoints_take() -> None:
    question = asking.question(asking.Part(1, ("a",)))
    schema = question["response_format"]["json_schema"]["schema"]
    Draft202012Validator.check_schema(schema)

    def closed(node: object) -> None:
        if isinstance(node, dict):
            if node.get("type") == "object":
                assert node["additionalProperties"] is False
                assert set(node["required"]) == set(node["properties"])
            for value in node.values():
                closed(value)

    closed(schema)
    assert "<minutes>\na\n</minutes>" in question["messages"][1]["content"]
