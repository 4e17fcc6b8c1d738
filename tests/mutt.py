"""mutt as somebody's mail program: reads their mailbox by IMAP, answers one mail, sends by SMTP."""

import os
import pty
import shlex
import subprocess
import tempfile
from pathlib import Path
from selectors import EVENT_READ, DefaultSelector

from tests.real_mail import PATIENCE, RealMail, demand
from tests.real_mail_files import PASSWORD

#: what a person would set; the rest is as mutt comes
_RC = """\
set from="{address}" realname="{name}" use_envelope_from=yes
set folder="imap://{user}:{password}@127.0.0.1:{imap}/" spoolfile="+INBOX"
set smtp_url="smtp://{user}:{password}@127.0.0.1:{smtp}/" smtp_authenticators="plain"
set ssl_starttls=no ssl_force_tls=no
set editor={editor} include=yes fast_reply=yes autoedit=yes
set copy=no move=no quit=yes wait_key=no beep=no
push "<search>~i {mark}<enter><reply><send-message><quit>"
"""
#: an editor that writes the answer above what mutt has quoted
_EDITOR = """\
#!/bin/sh
{{ printf '%s\\n\\n' {text}; cat "$1"; }} > "$1.new" && mv "$1.new" "$1"
"""


def answer(mail: RealMail, address: str, name: str, mark: str, text: str) -> None:
    """Answer the one mail in whose Message-ID the mark stands. Blocking: for a thread."""
    demand("mutt")
    with tempfile.TemporaryDirectory(prefix="bolden-mutt-") as home:
        editor, rc = Path(home, "editor"), Path(home, "muttrc")
        editor.write_text(_EDITOR.format(text=shlex.quote(text)), encoding="utf-8")
        editor.chmod(0o700)
        rc.write_text(
            _RC.format(
                address=address,
                name=name,
                user=address.replace("@", "%40"),
                password=PASSWORD,
                imap=mail.ports.imap,
                smtp=mail.ports.submission,
                editor=editor,
                mark=mark,
            ),
            encoding="utf-8",
        )
        _at_a_terminal(["mutt", "-n", "-F", str(rc)], home)


def _at_a_terminal(command: list[str], home: str) -> None:
    """Run a program that wants a screen to its end; nobody looks at it."""
    screen, terminal = pty.openpty()
    environment = {"PATH": os.defpath, "HOME": home, "TERM": "vt100", "LC_ALL": "C.UTF-8"}
    program = subprocess.Popen(
        command,
        stdin=terminal, stdout=terminal, stderr=terminal,
        env=environment, start_new_session=True,
    )  # fmt: skip
    os.close(terminal)
    shown = b""
    try:
        with DefaultSelector() as ready:
            ready.register(screen, EVENT_READ)
            while ready.select(timeout=PATIENCE):
                shown += os.read(screen, 10_000)
    except OSError:  # the program is gone, and its terminal with it
        pass
    finally:
        os.close(screen)
        program.kill()
    assert program.wait() == 0, shown.decode(errors="replace")
