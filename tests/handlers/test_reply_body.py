"""What of a mail the person wrote; invented mails as mail programs write them."""

from time import process_time

import pytest

from handlers.reply_body import Body, MailClass, read_body

QUOTE = """Hej Solvej

Du har 2 opfølgninger fra Netværksmøde om botilbud, 6. marts.

1. Sende eksempler på sagsforløb
   Frist: 1. april 2026
   Fra referatet, punkt 2.1: »Solvej sender eksempler.«

2. Udpege deltagere
   Frist: inden sommerferien

Svar på denne mail med dine egne ord"""
QUOTED = "\n".join(f"> {line}" for line in QUOTE.splitlines())
ATTRIBUTION = "Den man. 16. mar. 2026 kl. 09.30 skrev Bolden <bolden@example.org>:"
OUTLOOK = (
    "________________________________\nFra: Bolden <bolden@example.org>\nSendt: 16. marts 2026"
    " 09:30\n"
    "Til: Solvej Fjordbo <solvej@faxe.example.org>\nEmne: 2 opfølgninger\n\n" + QUOTE
)


def read(text: str | None = None, html: str | None = None, **headers: str) -> Body:
    return read_body(text=text, html=html, headers=headers, writer="Solvej Fjordbo")


@pytest.mark.parametrize(
    "text",
    [
        "1 er færdig",
        f"1 er færdig\n\n{OUTLOOK}",
        f"1 er færdig\n\n{ATTRIBUTION}\n\n{QUOTED}",
        f"1 er færdig\r\n\r\n{ATTRIBUTION}\r\n\r\n{QUOTED}",
        f"1 er færdig\n\nMvh Solvej\n\n{ATTRIBUTION}\n{QUOTED}",
        f"1 er færdig\n\nSolvej\n\n{OUTLOOK}",
        f"1 er færdig\n\nDe bedste hilsner\nSolvej Fjordbo\nFaxe Kommune\nTlf. 12 34 56"
        f" 78\n\n{OUTLOOK}",
        f"1 er færdig\n\n/Solvej\n\n{OUTLOOK}",
        f"1 er færdig\n\nTak\nSolvej\n\n{OUTLOOK}",
        f"1 er færdig\n\nFortsat god dag\n\nVenlig hilsen\nSolvej\n\n{OUTLOOK}",
        f"1 er færdig\n\nSendt fra min iPhone\n\n> {ATTRIBUTION}\n>\n{QUOTED}",
        f"1 er færdig\n\nFå Outlook til Android<https://example.org/x>\n{OUTLOOK}",
        f"1 er færdig\n\n--- Svar over denne linje ---\n\n{QUOTE}",
        f"1 er færdig\n\n{ATTRIBUTION}\n\n> --- Svar over denne linje ---\n>\n{QUOTED}",
        f"[EKSTERN E-MAIL] Vær opmærksom på links.\n\n1 er færdig\n\n{OUTLOOK}",
        "1 er færdig\n\nDenne e-mail kan indeholde fortrolige oplysninger.",
        f"\ufeff1 er færdig\u200b\n\n{OUTLOOK}",
        f"1 er færdig\n\nDen man. 16. mar. 2026 kl. 09.30 skrev Bolden"
        f" <\nbolden+b7.abc@example.org>:\n\n{QUOTED}",
        f"{QUOTED}\n\n1 er færdig\n\nMvh Solvej",
        f"1 er færdig\n\nMit freundlichen Grüßen\nSolvej\n\nAm 16.03.2026 um 09:30 schrieb"
        f" Bolden:\n{QUOTED}",
    ],
)
def test_only_the_words_are_left(text: str) -> None:
    assert read(text) == Body(MailClass.REPLY, "1 er færdig", "1 er færdig")


@pytest.mark.parametrize(
    "words",
    [
        "Tak, den er færdig",
        "Hilsen fra Torvald: det er gjort",
        "Sendt fra min side i går, så den er færdig",
        "Takster er sendt",
        "- færdig\n- udsæt til 1/6",
        "Hej\n\nNr. 1: færdig\nNr. 2: udsæt til 1/6",
        "Den 3. maj skrev jeg til Torvald om det, så den er færdig.",
        "Bemærk: udsæt til 1/5",
        "Nr. 1 er færdig.\n\nMed hensyn til nr. 2: spørg Torvald",
        "Spørg Torvald",
    ],
)
def test_words_that_look_like_an_end_are_kept(words: str) -> None:
    assert read(f"{words}\n\nMvh\nSolvej\n\n{OUTLOOK}").text == words


def test_a_postscript_is_still_their_words() -> None:
    body = read(f"1 er færdig\n\nMvh Solvej\n\nPS: nej vent, den er ikke færdig\n\n{OUTLOOK}")
    assert body.text == "1 er færdig\n\nPS: nej vent, den er ikke færdig"


def test_answers_between_the_lines_belong_to_their_numbers() -> None:
    lines = QUOTED.splitlines()
    first, second = 4, 8
    text = "\n".join(
        [
            ATTRIBUTION,
            *lines[: first + 3],
            "Færdig",
            *lines[first + 3 : second + 2],
            "Udsæt til 1/6",
            *lines[second + 2 :],
            "",
            "Mvh Solvej",
        ]
    )
    body = read(text)
    assert body.mail_class is MailClass.INLINE
    assert body.text == "Færdig\n\nUdsæt til 1/6"
    assert body.numbered == "1: Færdig\n2: Udsæt til 1/6"


def test_answers_between_the_lines_of_html() -> None:
    body = read(
        html="<div>Se nedenfor</div><blockquote type='cite'><p>1. Sende eksempler</p></blockquote>"
        "<p>Færdig</p><blockquote type='cite'><p>2. Udpege deltagere</p></blockquote><p>Ikke"
        " mig</p>"
    )
    assert body.mail_class is MailClass.INLINE
    assert body.numbered == "Se nedenfor\n1: Færdig\n2: Ikke mig"


@pytest.mark.parametrize(
    "html",
    [
        "<p>1 er færdig</p><div id='appendonsend'></div><hr><div id='divRplyFwdMsg'>Fra:"
        " Bolden</div><p>Du har</p>",
        "<div>1 er færdig<br><br>Mvh<br>Solvej</div><div class='gmail_quote'><div"
        " class='gmail_attr'>"
        f"{ATTRIBUTION}</div><blockquote class='gmail_quote'><p>Du har 2</p></blockquote></div>",
        "<style>p{color:red}</style><p>1 er&nbsp;færdig</p><div"
        " id='Signature'>Solvej<br>Faxe</div>",
        "<div>1 er færdig</div><div><div style='border:none;border-top:solid #E1E1E1"
        " 1.0pt'><p><b>Fra:</b>"
        " Bolden</p></div></div><p>Du har 2</p>",
        "<?xml version='1.0' encoding='utf-8'?><html><body><p>1 er færdig</p></body></html>",
    ],
)
def test_html_is_read_where_there_is_no_text(html: str) -> None:
    assert read("  \n", html).text == "1 er færdig"


@pytest.mark.parametrize("text", [None, "", "\n", QUOTED, OUTLOOK, "Mvh\nSolvej", "--\nSolvej"])
def test_where_nothing_is_left_nothing_is_guessed(text: str | None) -> None:
    assert read(text).text == ""
    assert read(None, "<html></html>").text == ""


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto-Submitted": "auto-replied"},
        {"auto-submitted": "auto-generated; x=y"},
        {"X-Auto-Response-Suppress": "All"},
        {"Precedence": "bulk"},
        {"Return-Path": "<>"},
        {"Content-Type": 'multipart/report; report-type="delivery-status"'},
        {"Content-Type": "text/calendar; method=REPLY"},
        {"Subject": "Autosvar: 2 opfølgninger"},
        {"Subject": "Automatisk svar: 2 opfølgninger"},
        {"Subject": "Ikke til stede: 2 opfølgninger"},
        {"Subject": "Automatic reply: 2 opfølgninger"},
        {"Subject": "Out of Office Re: 2 opfølgninger"},
        {"Subject": "Ikke leveret: 2 opfølgninger"},
        {"Subject": "Accepteret: Netværksmøde"},
    ],
)
def test_machines_say_nothing(headers: dict[str, str]) -> None:
    assert read_body(text="Færdig", html=None, headers=headers) == Body(MailClass.AUTO, None)


def test_a_daemon_is_a_machine() -> None:
    body = read_body(text="Færdig", html=None, headers={}, sender="mailer-daemon@example.org")
    assert body.mail_class is MailClass.AUTO


@pytest.mark.parametrize(
    "subject", ["SV: Autosvar", "SV: 2 opfølgninger", "Læsning af referat", ""]
)
def test_people_are_no_machines(subject: str) -> None:
    body = read_body(text="Færdig", html=None, headers={"Subject": subject, "Auto-Submitted": "no"})
    assert body.text == "Færdig"


@pytest.mark.parametrize("line", ["\n", " \n", "\r\n", ">\n", "\u00a0\n", "-\n", "Fra: a\n"])
def test_no_mail_takes_long(line: str) -> None:
    started = process_time()
    read(f"1 er færdig{line * 20_000}x")
    assert process_time() - started < 2.0


BLANK = " \n"


def test_answers_far_apart_are_one_reply() -> None:
    assert read(f"1 er færdig{BLANK * 30}2 er i gang") == Body(
        MailClass.REPLY, "1 er færdig\n\n\n2 er i gang", "1 er færdig\n\n\n2 er i gang"
    )
