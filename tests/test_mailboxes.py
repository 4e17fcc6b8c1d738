"""Which mailbox the settings name, and whose word counts in it."""

from bot.mailboxes import described, trusted_servers
from bot.settings import Mail


def test_whose_word_counts_on_each_road() -> None:
    assert trusted_servers(Mail()) == set()
    assert trusted_servers(Mail(trusted_servers=" A.example.org,")) == {"a.example.org"}
    named = "post.example.org"
    assert trusted_servers(Mail(road="smtp", trusted_servers=named)) == {named}
    assert trusted_servers(Mail(road="graph", trusted_servers=named)) == {
        "microsoft365",
        "exchange",
    }
    assert trusted_servers(Mail(road="ews", trusted_servers=named)) == {named, "exchange"}


def test_what_check_says_of_each() -> None:
    assert described(Mail()) == "folder var/mail"
    assert described(Mail(road="graph")) == "bolden@example.org by Graph"
    servers = Mail(road="smtp", smtp_host="ud.example.org", imap_host="ind.example.org")
    assert described(servers) == "bolden@example.org by ud.example.org and ind.example.org"
    exchange = Mail(road="ews", ews_url="https://Post.example.org/EWS/Exchange.asmx")
    assert described(exchange) == "bolden@example.org by Exchange Web Services at post.example.org"
