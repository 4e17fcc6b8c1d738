"""The demo's own pages: Teams and the mailboxes as its people see them, to be tried by hand."""

from aiohttp import web
from multidict import MultiMapping
from yarl import URL

from bot.demo import mailing
from bot.demo.cards import drawn, mark
from bot.demo.stage import Stage
from bot.demo.wire import lines
from bot.standin.buttons import buttons
from bot.standin.places import Conversation, Place, User
from bot.web.pages import render

#: somebody else was quicker: the button is not there any more
_CHANGED = "Kortet er ændret, siden siden blev vist. Se det nye herunder."

Form = MultiMapping[str | bytearray | web.FileField | bytes]


def add_pages(app: web.Application, stage: Stage) -> None:
    """Add the pages to the board's application."""
    pages = _Pages(stage)
    app.router.add_get("/proeve/teams", pages.teams)
    app.router.add_post("/proeve/teams/tryk", pages.press)
    app.router.add_post("/proeve/teams/skriv", pages.say)
    app.router.add_get("/proeve/kald", pages.calls)
    app.router.add_get("/proeve/mail", pages.mails)
    app.router.add_post("/proeve/mail/svar", pages.reply)


class _Pages:
    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    async def teams(self, request: web.Request) -> web.Response:
        """Show one conversation, its cards drawn with buttons that work."""
        world = self._stage.standin.world
        places = sorted(world.conversations(), key=lambda one: one.place is Place.PERSONAL)
        place = world.conversation(request.query.get("samtale", "")) or next(iter(places), None)
        users = self._users(place)
        return render(
            request,
            "teams.html",
            places=[one for one in places if one.posts or one is place],
            place=place,
            users=users,
            said=request.query.get("svar"),
            somebody=request.query.get("som"),
            posts=[(post, drawn(post.card) if post.card else None) for post in place.posts]
            if place
            else [],
        )

    async def press(self, request: web.Request) -> web.Response:
        """Press a button as one of the people."""
        form = await request.post()
        place, user = self._where(form)
        post = place.find(_said(form, "post")) if place else None
        if place is None or user is None or post is None or post.card is None:
            raise web.HTTPNotFound
        meant = _said(form, "knap")
        button = next(
            (one for one in buttons(post.card) if mark(one.verb, one.data) == meant), None
        )
        if button is None:
            raise _back(place, _CHANGED, user)
        filled_in = {
            name.removeprefix("felt."): str(value)
            for name, value in form.items()
            if name.startswith("felt.")
        }
        shown = await self._stage.driver.click(user, post.activity_id, button, filled_in)
        raise _back(place, shown.sentence, user)

    async def say(self, request: web.Request) -> web.Response:
        """Write as one of the people."""
        form = await request.post()
        place, user = self._where(form)
        text = _said(form, "tekst")
        if place is None or user is None:
            raise web.HTTPNotFound
        if text:
            await self._stage.driver.say(user, text, place)
        raise _back(place, None, user)

    async def calls(self, request: web.Request) -> web.Response:
        """Show what went over the wire."""
        standin = self._stage.standin
        shown = lines(standin.record, standin.graph.record)
        return render(request, "calls.html", calls=shown)

    async def mails(self, request: web.Request) -> web.Response:
        """Show what Bolden has sent by mail, newest first, each with a field to answer in."""
        sent = mailing.sent(self._stage.mail)
        shown = [
            (number, str(mail["To"]), str(mail["Subject"]), mailing.words(mail))
            for number, mail in enumerate(sent)
        ]
        return render(request, "mail.html", mails=shown[::-1])

    async def reply(self, request: web.Request) -> web.Response:
        """Answer a mail: the reply is dropped into Bolden's inbox."""
        form = await request.post()
        number, text = _said(form, "mail"), _said(form, "tekst")
        sent = mailing.sent(self._stage.mail)
        if not number.isdigit() or int(number) >= len(sent):
            raise web.HTTPNotFound
        if text:
            mailing.reply(self._stage.mail, sent[int(number)], text, self._stage.clock())
            self._stage.parts.wake.set()
        raise web.HTTPSeeOther("/proeve/mail")

    def _users(self, place: Conversation | None) -> list[User]:
        if place is None or place.place is Place.CHANNEL:
            return self._stage.standin.world.users()
        return place.members

    def _where(self, form: Form) -> tuple[Conversation | None, User | None]:
        world = self._stage.standin.world
        return world.conversation(_said(form, "samtale")), world.user(_said(form, "som"))


def _said(form: Form, name: str) -> str:
    value = form.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def _back(place: Conversation, sentence: str | None, user: User) -> web.HTTPSeeOther:
    query = {"samtale": place.conversation_id, "som": user.user_id}
    query |= {"svar": sentence} if sentence else {}
    return web.HTTPSeeOther(URL("/proeve/teams").with_query(query))
