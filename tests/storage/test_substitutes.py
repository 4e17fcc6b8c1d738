"""Who stands in for whom on a day; it ends by itself, and the silent are not told."""

from datetime import date, timedelta

from bot.storage import people, substitutes
from bot.storage.engine import Store
from bot.storage.people import Wishes
from bot.storage.substitutes import Substitution
from tests.factories import make_world

START, BACK = date(2026, 9, 8), date(2026, 9, 15)
DAY = timedelta(days=1)


async def test_it_runs_from_its_first_day_until_the_day_back(store: Store) -> None:
    world = await make_world(store)
    birk, lau = world["Birk"].person_id, world["Lau"].person_id
    standing_in = Substitution(birk, lau, START, BACK)
    async with store.transaction() as connection:
        await substitutes.write(connection, birk, standing_in)
        for day, runs in ((START - DAY, False), (START, True), (BACK - DAY, True), (BACK, False)):
            among = await substitutes.running_among(connection, [birk, lau], day)
            assert among == ({birk: standing_in} if runs else {})
            assert await substitutes.running_by(connection, lau, day) == list(among.values())
        assert await substitutes.ahead_by(connection, lau, START - DAY) == [standing_in]
        assert await substitutes.ahead_by(connection, lau, BACK) == []
        await substitutes.write(connection, birk, None)
        assert await substitutes.substitution_of(connection, birk) is None


async def test_only_who_wants_to_be_told_is_told_instead(store: Store) -> None:
    world = await make_world(store)
    birk, lau = world["Birk"].person_id, world["Lau"].person_id
    async with store.transaction() as connection:
        await substitutes.write(connection, birk, Substitution(birk, lau, START, BACK))
        assert await substitutes.hearing(connection, [birk], START) == {birk: lau}
        for wishes in (Wishes(True, None), Wishes(False, START + DAY)):
            await people.set_wishes(connection, lau, wishes)
            assert await substitutes.hearing(connection, [birk], START) == {}
        await people.set_wishes(connection, lau, Wishes(False, START))
        assert await substitutes.hearing(connection, [birk], START) == {birk: lau}


async def test_networks_are_shared_or_not(store: Store) -> None:
    world = await make_world(store)
    async with store.transaction() as connection:
        other = await people.add_network(connection, "naboer", "Naboer")
        nora = await people.save_member(
            connection, other.network_id, {"name": "Nora Kvistbæk", "email": "n@example.org"}, []
        )
        birk, lau = world["Birk"].person_id, world["Lau"].person_id
        ours = world.network.network_id
        assert await substitutes.shared_networks(connection, birk, lau) == {ours}
        assert await substitutes.shared_networks(connection, birk, nora.person_id) == set()
