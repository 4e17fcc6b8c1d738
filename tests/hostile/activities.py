"""Activities as Teams might send them, and as nobody ever would, by hypothesis."""

from typing import Any

from hypothesis import strategies as st

from bot.demo.stage import TENANT
from bot.domain.verbs import Verb
from tests.rights.people import ENTRA_IDS, Who
from tests.rights.stage import Stage
from tests.rights.table import TABLE

Json = dict[str, Any]

_FIELDS = ("ownership_id", "follow_up_id", "group_id", "minutes_id", "draft", "into")
_INPUTS = ("task", "owner", "due", "to", "note", "text", "due_1", "page", "seats", "closes_on")
_NAMES = st.sampled_from(
    [
        *("type", "id", "channelId", "serviceUrl", "conversation", "from", "recipient", "name"),
        *("channelData", "tenant", "value", "action", "verb", "data", "text", "entities"),
        *("mentioned", "membersAdded", "conversationType", "tenantId", "aadObjectId", "isGroup"),
        *("settings", "selectedChannel", "channel", "team", "replyToId", "attachments"),
        *("content", "contentType", "downloadUrl", "fileType", "messagePayload", "body"),
        *("commandId", "commandContext", "trigger", "membersRemoved", "eventType"),
        *_FIELDS,
    ]
)
SENTENCES = st.sampled_from(
    [
        *("1 færdig", "færdig", "alt er færdigt", "2 udsæt til 1/12", "ikke mig", "fortryd"),
        *("1 ikke mig, det er Mille Tranemark", "jeg melder mig", "måske", "nej tak", "stop"),
        *("pause til 1. december", "start igen", "status", "hjælp", "mine", "godkend", "luk"),
        *("1 sidder fast", "i gang", "1 færdig\n2 ikke mig", "<at>Bolden</at> færdig"),
        *("Pil er min afløser til 1/12", "afløser: Mille til uge 50", "ingen afløser"),
        *("Ferie til 1/12, spørg Mille Tranemark", "Nora er min afløser til 1/12", "afløser"),
        *("1 færdig for Birk", "alt er færdigt for Birk Tjørnelund", "1 færdig for mig selv"),
        *("6 pladser", "0 pladser, sidste dag 1/12", "luk gruppen", "send deltagerlisten"),
        *("skriv til alle: Vi ses", "luk gruppen Arbejdsgruppe om overgange", "sprog engelsk"),
    ]
)
_WORDS = st.one_of(SENTENCES, st.text(max_size=40))
_LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    _WORDS,
    st.sampled_from(Verb),
)
_ANYTHING = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(_NAMES, inner, max_size=6)
    ),
    max_leaves=12,
)
_NUMBERS = st.one_of(
    st.integers(1, 30), st.integers(1, 30).map(str), st.integers(), st.text(max_size=5)
)
_DAYS = st.sampled_from(["2026-11-02", "2020-01-01", "9999-12-31", "2026-02-30", "i morgen"])
_OWNERS = st.one_of(
    st.integers(0, 14).map(lambda number: f"person:{number}"),
    st.builds(lambda network, one: f"{network}:{one}", st.integers(1, 2), st.integers(1, 12)),
    st.sampled_from(["everyone", "unassigned", "body:Køge Kommune", "body:Ingensteds"]),
)
_TYPED = st.one_of(_DAYS, _OWNERS, _WORDS, st.sampled_from(["Mille Tranemark", "Nora Kvistbæk"]))
_DATA = st.builds(
    lambda ids, typed: {**ids, **typed},
    st.dictionaries(st.sampled_from(_FIELDS), _NUMBERS, max_size=4),
    st.dictionaries(st.sampled_from(_INPUTS), st.one_of(_TYPED, _ANYTHING), max_size=3),
)
_VERBS = st.one_of(st.sampled_from(Verb), st.sampled_from(Verb), st.text(max_size=12))
Press = tuple[Any, Json]
_INVOKES = st.sampled_from(
    [
        *("task/fetch", "task/submit", "composeExtension/fetchTask"),
        *("composeExtension/submitAction", "composeExtension/query", "fileConsent/invoke"),
        *("signin/verifyState", ""),
    ]
)


def _executed(verb: Any, data: Any, trigger: Any = "manual") -> Json:
    value = {"action": {"type": "Action.Execute", "verb": verb, "data": data}, "trigger": trigger}
    return {"type": "invoke", "name": "adaptiveCard/action", "value": value, "replyToId": "1"}


def _refreshed(press: Press, seen_by: Any) -> Json:
    """What Teams asks by itself whenever somebody scrolls past a card."""
    return _executed(*press, trigger="automatic") | {"entities": seen_by}


def _submitted(verb: Any, data: Json) -> Json:
    return {"type": "message", "value": {**data, "verb": verb}, "replyToId": "1"}


def _opened(name: str, verb: Any, data: Json) -> Json:
    message = {
        "body": {"contentType": "html", "content": "<p>Frej sender listen. 010190-1234</p>"},
        "from": {"user": {"id": "entra-frej", "displayName": "Frej"}},
    }
    context = {"context": {"theme": "dark"}, "commandId": "note", "messagePayload": message}
    return {"type": "invoke", "name": name, "value": {"data": {**data, "verb": verb}, **context}}


def _noted(name: str, task: str, owner: str, due: str) -> Json:
    return _opened(name, "", {"task": task, "owner": owner, "due": due})


def _brought(name: str, content: Any) -> Json:
    kind = "application/vnd.microsoft.teams.file.download.info"
    return {"type": "message", "attachments": [{"contentType": kind, "name": name, **content}]}


#: channels of our own network, of the neighbours and of nobody; shared with other tenants or not
_CHANNELS = st.sampled_from(["19:brobygning@thread.tacv2", "19:nabo@thread.tacv2", "19:x"])
_TENANTS = st.sampled_from([TENANT, TENANT.upper(), "another-tenant", "", 7])
_CHANNEL_DATA = st.fixed_dictionaries(
    {"tenant": st.fixed_dictionaries({"id": _TENANTS})},
    optional={
        "team": st.fixed_dictionaries({"id": _CHANNELS, "aadGroupId": _WORDS}),
        "channel": st.fixed_dictionaries(
            {"id": _CHANNELS}, optional={"type": st.sampled_from(["shared", "private", "standard"])}
        ),
        "settings": st.fixed_dictionaries(
            {"selectedChannel": st.fixed_dictionaries({"id": _CHANNELS})}
        ),
        "eventType": st.sampled_from(["channelShared", "channelUnshared", "teamArchived"]),
        "sharedWithTeams": _ANYTHING,
        "unsharedFromTeams": _ANYTHING,
        "membershipSource": _ANYTHING,
        "onBehalfOf": _ANYTHING,
        "source": _ANYTHING,
    },
)
#: where there is nothing to fetch, or nothing that may be fetched
_FILES = st.fixed_dictionaries(
    {
        "content": st.fixed_dictionaries(
            {
                "downloadUrl": st.sampled_from(
                    [
                        "http://127.0.0.1:9/x",
                        "https://127.0.0.1:9/x",
                        "file:///etc/passwd",
                        "",
                        "https://",
                    ]
                ),
                "fileType": st.sampled_from(["pdf", "docx", "exe", "PDF", ""]),
            }
        )
    }
)

_PRESSES: st.SearchStrategy[Press] = st.tuples(_VERBS, _DATA)
_OTHERS = st.one_of(
    st.builds(_executed, _ANYTHING, _ANYTHING),
    st.builds(lambda text: {"type": "message", "text": text}, _WORDS),
    st.builds(lambda text: {"type": "message", "text": text}, SENTENCES),
    st.builds(_brought, _WORDS, st.dictionaries(_NAMES, _ANYTHING, max_size=4)),
    st.builds(_brought, st.sampled_from(["referat.pdf", "../x.docx", "\0.pdf"]), _FILES),
    st.builds(
        lambda kind, more: {"type": kind, **more},
        st.sampled_from(["conversationUpdate", "installationUpdate", "messageReaction", "typing"]),
        st.dictionaries(_NAMES, _ANYTHING, max_size=4),
    ),
)


def _apt(stage: Stage) -> st.SearchStrategy[Press]:
    """Buttons as the cards have them, also those of minutes in review and of the neighbours."""
    places = (stage.approved, stage.approved, stage.in_review, stage.neighbours)
    return st.sampled_from([(row.verb, row.carries(ids)) for row in TABLE for ids in places])


def _kinds(stage: Stage) -> st.SearchStrategy[Json]:
    mixed = st.builds(lambda apt, more: (apt[0], {**apt[1], **more}), _apt(stage), _DATA)
    presses = st.one_of(_apt(stage), _apt(stage), mixed, _PRESSES)
    return st.one_of(
        presses.map(lambda press: _executed(*press)),
        presses.map(lambda press: _executed(*press)),
        presses.map(lambda press: _submitted(*press)),
        st.builds(_refreshed, presses, _ANYTHING),
        st.builds(lambda name, press: _opened(name, *press), _INVOKES, presses),
        st.builds(_noted, _INVOKES, _WORDS, _OWNERS, st.one_of(_DAYS, st.just(""))),
        _OTHERS,
    )


def _activity(who: Who, place: str, kind: Json, told: Json, broken: Json) -> Json:
    entra_id = ENTRA_IDS[who]
    conversations = {
        "personal": f"a:{entra_id}",
        "channel": "19:brobygning@thread.tacv2",
        "groupChat": "19:gruppe@thread.v2",
    }
    conversation = {"id": conversations[place], "conversationType": place}
    sender = {"id": f"29:{entra_id}", "name": "Navn", "aadObjectId": entra_id}
    return {"from": sender, "conversation": conversation, **kind, **told, **broken}


#: in three of four what Teams would tell of the place is left to the door
_TOLD = st.one_of(
    *[st.just({})] * 3, _CHANNEL_DATA.map(lambda channel_data: {"channelData": channel_data})
)
#: what is changed for the worse in one of six
_BROKEN = st.one_of(*[st.just({})] * 5, st.dictionaries(_NAMES, _ANYTHING, min_size=1, max_size=3))


def activities(stage: Stage) -> st.SearchStrategy[Json]:
    """Give activities about what stands on the stage."""
    return st.builds(
        _activity,
        st.sampled_from(Who),
        st.sampled_from(["personal", "personal", "channel", "groupChat"]),
        _kinds(stage),
        _TOLD,
        _BROKEN,
    )
