"""Mail by SMTP: one line that is kept, one mail at a time, and what is known of each after.

Up to the end of DATA a mail has surely not been taken. After it, without an answer, nobody can
know, and SMTP has nowhere to look: such a mail is in doubt and is never sent again by itself.
"""

import asyncio
import logging
import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPException,
    SMTPResponseException,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

from bot.delivery.mail.message import message_id_of
from bot.delivery.mail.server import Security, Server
from bot.delivery.teams_receipts import PAUSE, doubtful, later
from bot.domain.delivery import Receipt, SendState
from bot.domain.mail_codes import blames_address

_log = logging.getLogger(__name__)

#: greylisting lets in who comes back after some minutes
_BUSY = timedelta(minutes=5)
#: until an absent server is tried again, twice as long each time
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=30), timedelta(minutes=30)
#: an account is soon locked by who tries a wrong password again and again
_LOCKED = timedelta(minutes=10)
#: a line that nobody has used for longer may have been forgotten by something in between
_STALE = timedelta(minutes=1)
#: what stands between the brackets of RCPT, and can be nothing else
_ADDRESS = re.compile(r"[!-;=?A-~]+@[!-;=?A-~]+")
_ENHANCED = re.compile(r"[245]\.\d{1,3}\.\d{1,3}\b")
_LINE_END = re.compile(rb"\r\n|\r|\n")
_DOT = re.compile(rb"(?m)^\.")


@dataclass(frozen=True)
class Limits:
    """In seconds; together they stay below the lease of a row that is being sent."""

    #: for those before it in the line
    wait: float = 35.0
    #: until the server has said that it will take the mail
    offer: float = 20.0
    #: for the word that it has taken it
    answer: float = 30.0


class Courier:
    """Sends from one address through one server."""

    def __init__(
        self,
        server: Server,
        sender: str,
        *,
        clock: Callable[[], datetime],
        tls: ssl.SSLContext,
        limits: Limits = Limits(),
    ) -> None:
        self._server, self._sender = server, sender
        self._clock, self._limits = clock, limits
        self._turn = asyncio.Lock()
        self._line = SMTP(
            hostname=server.host,
            port=server.port,
            use_tls=server.security is Security.TLS,
            start_tls=server.security is Security.STARTTLS,
            tls_context=tls,
            timeout=limits.offer,
        )
        self._used_at = clock()
        #: until then nothing is tried, and why
        self._away: tuple[datetime, str] | None = None
        self._absences = 0

    async def send(self, message: bytes, recipient: str) -> Receipt:
        """Send one ready mail. Raises nothing."""
        try:
            await asyncio.wait_for(self._turn.acquire(), self._limits.wait)
        except TimeoutError:
            return later("MailPace", None, self._clock() + PAUSE)
        try:
            return await self._send(message, recipient)
        finally:
            self._used_at = self._clock()
            self._turn.release()

    async def close(self) -> None:
        """Take leave of the server."""
        if self._line.is_connected:
            try:
                await self._line.quit(timeout=2)
            except SMTPException:
                _log.info("the mail server did not say goodbye")
        self._line.close()

    async def _send(self, message: bytes, recipient: str) -> Receipt:
        if self._away and self._clock() < self._away[0]:
            return later(self._away[1], None, self._away[0])
        self._away = None
        try:
            async with asyncio.timeout(self._limits.offer):
                if away := await self._connect():
                    return away
                await self._offer(recipient)
        except SMTPResponseException as error:
            return await self._judged(error)
        except (SMTPException, OSError) as error:  # a TimeoutError is an OSError
            return self._lost(error)
        except ValueError:  # no address that can be written in SMTP
            self._line.close()
            return Receipt(SendState.REFUSED, reason="BadMailAddress")
        return await self._hand_over(message)

    async def _connect(self) -> Receipt | None:
        """See to it that there is a line; where there is none, say so for all that follow."""
        if self._line.is_connected and self._clock() - self._used_at > _STALE:
            await self.close()
        if self._line.is_connected:
            return None
        try:
            await self._line.connect()
            if self._server.user:
                await self._sign_in()
        except SMTPAuthenticationError as error:
            self._line.close()
            is_passing = 400 <= error.code < 500
            least = timedelta() if is_passing else _LOCKED
            return self._is_away(f"MailLogin{error.code}", least)
        except SMTPResponseException as error:
            self._line.close()
            return self._is_away(f"MailServer{error.code}")
        return None

    async def _sign_in(self) -> None:
        """Try the password once, not by every way that the server knows."""
        await self._line.ehlo()
        ways = self._line.supported_auth_methods
        by_login = "login" in ways and "plain" not in ways
        sign_in = self._line.auth_login if by_login else self._line.auth_plain
        await sign_in(self._server.user, self._server.password)

    async def _offer(self, recipient: str) -> None:
        if not _ADDRESS.fullmatch(recipient):
            raise ValueError("not a mail address")
        await self._line.mail(self._sender)
        self._absences = 0
        await self._line.rcpt(recipient)
        begun = await self._line.execute_command(b"DATA")
        if begun.code != 354:
            raise SMTPResponseException(begun.code, begun.message)

    async def _hand_over(self, message: bytes) -> Receipt:
        """Send the words and the dot after them; from the dot on nobody can know."""
        try:
            if self._line.protocol is None:
                raise SMTPServerDisconnected("Connection lost")
            self._line.protocol.write(_dotted(message))
        except SMTPServerDisconnected as error:
            return self._lost(error)
        try:
            answer = await self._line.execute_command(b".", timeout=self._limits.answer)
        except (SMTPException, OSError) as error:
            self._line.close()
            code = "TimedOut" if isinstance(error, TimeoutError) else "Disconnected"
            return doubtful(code, None)
        if answer.code != 250:
            return await self._judged(SMTPResponseException(answer.code, answer.message))
        return Receipt(SendState.SENT, ref=message_id_of(message))

    async def _judged(self, error: SMTPResponseException) -> Receipt:
        """Give what a refusal means for the mail, and make the line ready for the next one."""
        enhanced = _ENHANCED.match(error.message)
        code = enhanced[0] if enhanced else ""
        reason = f"Mail{error.code} {code}".rstrip()
        try:
            await self._line.rset(timeout=2)
        except SMTPException:  # it is opened anew for the next one
            self._line.close()
        is_final = 500 <= error.code < 600
        # who may not send gets no mail out at all, until somebody has put that right
        if error.code == 421 or (is_final and isinstance(error, SMTPSenderRefused)):
            return self._is_away(reason)
        if is_final:
            bad = code if blames_address(code, error.message) else None
            return Receipt(SendState.REFUSED, reason=reason, bad_address=bad)
        return later(reason, None, self._clock() + _BUSY)

    def _lost(self, error: Exception) -> Receipt:
        """Nothing was taken: the line broke before the mail was whole."""
        self._line.close()
        _log.warning("mail could not be sent: %s", type(error).__name__)
        return self._is_away("NotConnected")

    def _is_away(self, reason: str, least: timedelta = timedelta()) -> Receipt:
        """Leave the server alone for a while: what follows need not find out the same."""
        pause = min(_FIRST_PAUSE * 2**self._absences, _LONGEST_PAUSE)
        self._absences = min(self._absences + 1, 10)
        until = self._clock() + max(pause, least)
        self._away = (until, reason)
        return later(reason, None, until)


def _dotted(message: bytes) -> bytes:
    """Write the message as DATA wants it: whole lines, and none that is a mere dot."""
    lines = _LINE_END.sub(b"\r\n", message)
    return _DOT.sub(b"..", lines if lines.endswith(b"\r\n") else lines + b"\r\n")
