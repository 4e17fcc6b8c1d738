"""Settings: one file, overridden by the environment, refused with a sentence when wrong."""

from dataclasses import fields
from pathlib import Path

import pytest

from bot.delivery.mail.server import Security, Server
from bot.errors import BadSettingsError
from bot.settings import Settings, load

OPERATING = Path(__file__).parents[1] / "docs" / "operating.md"


def written(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "bolden.toml"
    file.write_text(text, "utf-8")
    return file


def test_without_a_file_everything_has_a_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert load(environment={}) == Settings()


def test_the_environment_overrides_the_file(tmp_path: Path) -> None:
    file = written(tmp_path, '[board]\nport = 4000\n[mail]\nname = "Netværket"\n')
    settings = load(file, {"BOLDEN_BOARD__PORT": "4001", "BOLDEN_TEAMS__ANONYMOUS": "true"})
    assert settings.board.port == 4001
    assert settings.mail.name == "Netværket"
    assert settings.teams.anonymous


def test_a_secret_may_stand_in_a_file_and_is_never_shown(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hemmeligt\n", "utf-8")
    environment = {
        "BOLDEN_TEAMS__APP_ID": "app",
        "BOLDEN_TEAMS__TENANT_ID": "tenant",
        "BOLDEN_TEAMS__SECRET_FILE": str(tmp_path / "secret"),
    }
    settings = load(written(tmp_path, ""), environment)
    assert settings.teams.secret == "hemmeligt"
    assert "hemmeligt" not in repr(settings)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "example.org", "::"])
def test_the_board_listens_on_loopback_only(tmp_path: Path, host: str) -> None:
    with pytest.raises(BadSettingsError, match="loopback"):
        load(written(tmp_path, f'[board]\nhost = "{host}"\n'), {})


_TEAMS = '[teams]\napp_id = "a"\nsecret = "s"\ntenant_id = "t"\n'
_LINK = '[board]\nhost = "0.0.0.0"\nlink = "https://tavle.example.org/"\n'


def test_with_sign_in_it_may_listen_anywhere(tmp_path: Path) -> None:
    settings = load(written(tmp_path, _LINK + _TEAMS), {})
    assert settings.signs_in
    assert settings.open_to_members == "https://tavle.example.org"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (_LINK, "without sign-in"),
        (_LINK.replace("https", "http") + _TEAMS, "without sign-in"),
        (_LINK + _TEAMS.replace("secret", "managed_identity"), "without sign-in"),
        (_LINK + "[teams]\nanonymous = true\n", "without sign-in"),
        (_LINK.replace("org/", "org/bolden") + _TEAMS, "and no more"),
        (_LINK.replace("org/", "org:8443/") + _TEAMS, "and no more"),
        (_LINK.replace("//", "//x@") + _TEAMS, "and no more"),
    ],
)
def test_without_sign_in_it_may_not(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadSettingsError, match=said):
        load(written(tmp_path, text), {})


@pytest.mark.parametrize("link", ["", "http://127.0.0.1:3978", "https://tavle.example.org"])
def test_a_board_that_only_this_machine_can_open_is_linked_to_nowhere(
    tmp_path: Path, link: str
) -> None:
    settings = load(written(tmp_path, f'[board]\nlink = "{link}"\n'), {})
    assert settings.open_to_members == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[boards]\nport = 1\n", "Unknown section 'boards'"),
        ("[board]\nports = 1\n", "Unknown setting 'board.ports'"),
        ('[board]\nport = "x"\n', "'board.port' must be int"),
        ("[board]\nport = 70000\n", "between 0 and 65535"),
        ("board = 3\n", "must be a section"),
        ('[board]\nlink = "http://tavle.example.org"\n', "'board.link' must begin with https"),
        ("[board\n", "no TOML"),
        ('[teams]\napp_id = "a"\n', "needs 'teams.tenant_id' and one of 'teams.secret'"),
        ('[teams]\napp_id = "a"\nsecret = "s"\n', "needs 'teams.tenant_id'"),
        (
            '[teams]\napp_id = "a"\ntenant_id = "t"\nsecret = "s"\nmanaged_identity = "system"\n',
            "only one of 'teams.secret' and 'teams.managed_identity'",
        ),
        ('[teams]\nservice_url = "http://example.org"\n', "https://"),
        ('[database]\nurl = "mysql://x"\n', "postgresql"),
        ('[mail]\naddress = "ingen"\n', "mail address"),
        ('[mail]\nroad = "due"\n', "'mail.road' must be folder, graph, ews or smtp"),
        ('[mail]\nroad = "graph"\nkey = "k"\n', "needs 'teams.app_id' and 'mail.key'"),
        ('[assistant]\nurl = "http://example.org/v1"\n', "https://"),
        ('[assistant]\nurl = "https://"\n', "https://"),
        ('[board]\nkey = "kort"\n', "at least 32 characters"),
        ("[assistant]\ncalls = 0\n", "'assistant.calls' must be at least 1"),
        ('[mail]\nkey_file = "/findes/ikke"\n', "cannot be read"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(BadSettingsError, match=said):
        load(written(tmp_path, text), {})


def test_every_setting_is_documented() -> None:
    text = OPERATING.read_text("utf-8")
    for section in fields(Settings):
        for key in fields(section.default):  # type: ignore[arg-type]
            assert f"`{section.name}.{key.name}`" in text


_SMTP = """[mail]
road = "smtp"
key = "k"
smtp_host = "post.example.org"
imap_host = "127.0.0.1"
imap_user = "bolden"
imap_password = "p"
trusted_servers = "Post.example.org, filter.example.org"
"""


def test_a_mail_server_is_set_up(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("hemmelig\n")
    more = f'smtp_user = "b"\nsmtp_password_file = "{(tmp_path / "password").as_posix()}"\n'
    mail = load(written(tmp_path, _SMTP + more + 'imap_security = "none"\n'), {}).mail
    assert mail.smtp == Server("post.example.org", 587, Security.STARTTLS, "b", "hemmelig")
    assert mail.imap == Server("127.0.0.1", 143, Security.NONE, "bolden", "p")
    assert mail.trusted == {"post.example.org", "filter.example.org"}
    assert "hemmelig" not in repr(mail)


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("smtp_host", "name", "smtp needs 'mail.smtp_host'"),
        ('key = "k"\n', "", "smtp needs 'mail.key'"),
        ("trusted_servers", "folder", "smtp needs 'mail.trusted_servers'"),
        ("imap_user", "smtp_user", "smtp needs 'mail.imap_user'"),
        ('key = "k"', 'key = "k"\nsmtp_user = "b"', "'mail.smtp_password' need each other"),
        ("post.example.org", "smtp.office365.com", "smtp.office365.com is Exchange Online"),
        ("127.0.0.1", "Outlook.Office365.com", "set 'mail.road' to graph"),
        ('key = "k"', 'key = "k"\nsmtp_port = 70000', "'mail.smtp_port' must be between"),
        ('key = "k"', 'key = "k"\nimap_security = "ssl"', "must be starttls, tls or none"),
        ('key = "k"', 'key = "k"\nsmtp_security = "none"', "none only where 'mail.smtp_host'"),
    ],
)
def test_what_is_wrong_with_a_mail_server_is_said(
    tmp_path: Path, was: str, becomes: str, said: str
) -> None:
    with pytest.raises(BadSettingsError, match=said):
        load(written(tmp_path, _SMTP.replace(was, becomes, 1)), {})


_EWS = """[mail]
road = "ews"
key = "k"
ews_url = "https://post.example.org/EWS/Exchange.asmx"
ews_user = 'EXAMPLE\\bolden'
ews_password = "hemmelig"
"""


def test_an_exchange_server_is_set_up(tmp_path: Path) -> None:
    mail = load(written(tmp_path, _EWS), {}).mail
    assert (mail.ews_auth, mail.ews_user) == ("ntlm", "EXAMPLE\\bolden")
    assert "hemmelig" not in repr(mail)
    by_ticket = _EWS[: _EWS.index("ews_user")] + 'ews_auth = "kerberos"\n'
    assert load(written(tmp_path, by_ticket), {}).mail.ews_user == ""
    here = _EWS.replace("https://post.example.org", "http://127.0.0.1:8080")
    assert load(written(tmp_path, here), {}).mail.ews_url.startswith("http://127")


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("ews_url", "folder", "ews needs 'mail.ews_url'"),
        ("ews_user", "imap_user", "ews needs 'mail.ews_user'"),
        ('key = "k"\n', "", "ews needs 'mail.key'"),
        ('key = "k"', 'key = "k"\news_auth = "digest"', "must be ntlm, basic, kerberos or oauth"),
        ('key = "k"', 'key = "k"\news_auth = "oauth"', "needs 'mail.ews_token_url'"),
        (
            'key = "k"',
            'key = "k"\news_auth = "oauth"\news_client_id = "a"\news_token_url = "http://localhost"',
            "'mail.ews_token_url' must begin with https://",
        ),
        ("https:", "http:", "'mail.ews_url' must be the whole address"),
        ("/EWS/Exchange.asmx", "", "mostly /EWS/Exchange.asmx"),
        ("post.example.org", "[post.example.org", "'mail.ews_url' must be the whole address"),
        (
            "post.example.org",
            "outlook.office365.com",
            "ends for all on 1 April 2027: set 'mail.road",
        ),
        ("post.example.org", "Outlook.Office.com", "office.com is Exchange Online"),
        ("post.example.org", "a.b.office365.com.:443", "office365.com. is Exchange Online"),
        ("post.example.org", "bolden:hemmelig@post.example.org", "holds a name or a password"),
    ],
)
def test_what_is_wrong_with_an_exchange_server_is_said(
    tmp_path: Path, was: str, becomes: str, said: str
) -> None:
    with pytest.raises(BadSettingsError, match=said):
        load(written(tmp_path, _EWS.replace(was, becomes, 1)), {})


@pytest.mark.parametrize("name", ["BOLDEN_TEAMS__SECRT", "BOLDEN_FOO__X", "BOLDEN_PORT"])
def test_an_unknown_key_in_the_environment_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadSettingsError, match=f"Unknown setting '{name}'"):
        load(written(tmp_path, ""), {name: "1"})
