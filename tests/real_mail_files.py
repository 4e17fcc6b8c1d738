"""What Postfix and Dovecot are told: a configuration of their own in a folder of their own."""

import os
import pwd
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

DOMAIN, HOST = "example.org", "post.example.org"
PASSWORD = "hemmeligt"
#: whose mailboxes they are: neither server opens one for root
OWNER = "nobody"

_PRIVATE = (
    "active", "bounce", "corrupt", "defer", "deferred", "flush", "hold", "incoming", "private",
    "saved", "trace",
)  # fmt: skip


@dataclass(frozen=True)
class Ports:
    """Where the servers listen on loopback."""

    #: for mail from the world: nobody is asked who they are
    world: int
    #: for mail from our own, who sign in
    submission: int
    imap: int


def write_postfix(
    folder: Path, ports: Ports, boxes: Mapping[str, Path], mailers: str, certificate: Path | None
) -> None:
    """Write Postfix's queue, data and configuration; `mailers` is its own user:group.

    With a certificate, the key before it in the same file, those who sign in must encrypt.
    """
    _make_queue(folder, *mailers.split(":"))
    etc, owner = folder / "postfix", pwd.getpwnam(OWNER)
    etc.mkdir()
    _write(etc / "vouched", rf"/^(\S+)$/ PREPEND {_VOUCHED}")
    _write(etc / "foreign", r"/^Authentication-Results\s*:/ IGNORE")
    settings = _MAIN.format(
        folder=folder,
        # what ends with a slash is a Maildir
        known=", ".join(f"{{ {address} = {box}/ }}" for address, box in boxes.items()),
        logins=", ".join(f"{{ {address} = {address} }}" for address in boxes),
        uid=owner.pw_uid,
        gid=owner.pw_gid,
        certificate=certificate or "",
    )
    services = _MASTER.format(
        folder=folder,
        world=ports.world,
        submission=ports.submission,
        tls="encrypt" if certificate else "none",
    )
    _write(etc / "main.cf", settings)
    _write(etc / "master.cf", services)


def _make_queue(folder: Path, user: str, group: str) -> None:
    queue = folder / "queue"
    for name in ("pid", "public", "maildrop", *_PRIVATE):
        (queue / name).mkdir(parents=True)
    for name in _PRIVATE:
        _give(queue / name, user, mode=0o700)
    _give(queue / "public", user, group, mode=0o710)
    _give(queue / "maildrop", user, group, mode=0o730)
    (folder / "data").mkdir()
    _give(folder / "data", user, mode=0o700)


def write_dovecot(
    folder: Path, imap_port: int, boxes: Mapping[str, Path], certificate: Path | None
) -> None:
    """Write Dovecot's configuration; each person's mailbox is a Maildir."""
    etc, owner = folder / "dovecot", pwd.getpwnam(OWNER)
    etc.mkdir()
    _write(
        etc / "users",
        *(
            f"{address}:{{PLAIN}}{PASSWORD}:{owner.pw_uid}:{owner.pw_gid}::{box}"
            f"::userdb_mail=maildir:{box}"
            for address, box in boxes.items()
        ),
    )
    tls = _ENCRYPTED.format(file=certificate) if certificate else "ssl = no"
    _write(
        etc / "dovecot.conf",
        _DOVECOT.format(folder=folder, name=folder.name, port=imap_port, tls=tls),
    )


def own(folders: Iterable[Path]) -> None:
    """Make the folders, for the servers to write in."""
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
        _give(folder, OWNER, mode=0o755)


def _give(path: Path, user: str, group: str | None = None, *, mode: int) -> None:
    shutil.chown(path, user, group)
    path.chmod(mode)


def _write(path: Path, *lines: str) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    os.utime(path, (1, 1))  # Postfix waits until a file that was just written has cooled down


#: what the server says of mail from those who signed in: their address is theirs
_VOUCHED = f"Authentication-Results: {HOST}; auth=pass smtp.auth=$1; spf=pass smtp.mailfrom=$1"

_MAIN = f"""\
compatibility_level = 3.6
queue_directory = {{folder}}/queue
data_directory = {{folder}}/data
maillog_file = {{folder}}/postfix.log
maillog_file_prefixes = {{folder}}
myhostname = {HOST}
mydestination =
mynetworks =
alias_maps =
alias_database =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtpd_peername_lookup = no
default_transport = error:5.4.4 there is no world beyond this server
virtual_mailbox_domains = {DOMAIN}
virtual_mailbox_base = /
virtual_mailbox_maps = inline:{{{{ {{known}} }}}}
virtual_uid_maps = static:{{uid}}
virtual_gid_maps = static:{{gid}}
recipient_delimiter = +
local_header_rewrite_clients =
smtpd_sender_login_maps = inline:{{{{ {{logins}} }}}}
smtpd_sasl_type = dovecot
smtpd_sasl_path = {{folder}}/auth
smtpd_tls_chain_files = {{certificate}}
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
"""

_MASTER = """\
127.0.0.1:{world} inet n - n - - smtpd
  -o cleanup_service_name=world
127.0.0.1:{submission} inet n - n - - smtpd
  -o smtpd_tls_security_level={tls}
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_client_restrictions=permit_sasl_authenticated,reject
  -o {{ smtpd_sender_restrictions = reject_sender_login_mismatch,
       check_sasl_access regexp:{folder}/postfix/vouched }}
  -o smtpd_reject_unlisted_recipient=no
world unix n - n - 0 cleanup
  -o header_checks=regexp:{folder}/postfix/foreign
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
tlsmgr unix - - n 1000? 1 tlsmgr
postlog unix-dgram n - n - 1 postlogd
"""

_ENCRYPTED = """\
ssl = required
ssl_cert = <{file}
ssl_key = <{file}"""

_DOVECOT = """\
base_dir = {folder}/dovecot/run
state_dir = {folder}/dovecot/state
log_path = {folder}/dovecot/log
instance_name = {name}
protocols = imap
listen = 127.0.0.1
{tls}
disable_plaintext_auth = no
first_valid_uid = 1
mailbox_idle_check_interval = 1s
passdb {{
  driver = passwd-file
  args = {folder}/dovecot/users
}}
userdb {{
  driver = passwd-file
  args = {folder}/dovecot/users
}}
service imap-login {{
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
  chroot =
}}
service auth {{
  unix_listener {folder}/auth {{
    mode = 0666
  }}
}}
"""
