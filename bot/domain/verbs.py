"""Everything a button or a reply can ask for, as `subject.verb` on the wire."""

from enum import StrEnum


class Verb(StrEnum):
    """Shared by the cards that offer and the handlers that answer."""

    FINISH = "followup.finish"
    ACCEPT = "followup.accept"
    POSTPONE = "followup.postpone"
    DECLINE = "followup.decline"
    BLOCK = "followup.block"
    QUESTION = "followup.question"
    TAKE = "followup.take"
    UNDO = "followup.undo"
    VOLUNTEER = "group.volunteer"
    MAYBE = "group.maybe"
    WITHDRAW = "group.withdraw"
    #: the call as it is for whoever looks; asked for by their client, and changes nothing
    VIEW = "group.view"
    CLOSE_GROUP = "group.close"
    #: how many may join, and until when
    FRAME = "group.frame"
    #: a note to all who have joined
    NOTE = "group.note"
    #: the convener wants the roster as a file
    SEND_ROSTER = "group.send_roster"
    APPROVE = "review.approve"
    #: only what was read with confidence; the rest stays as drafts
    APPROVE_SURE = "review.approve_sure"
    #: show another part of the review
    PAGE = "review.page"
    EDIT = "review.edit"
    DROP = "review.drop"
    ADD = "review.add"
    MERGE = "review.merge"
    OPT_OUT = "person.opt_out"
    PAUSE = "person.pause"
    RESUME = "person.resume"
    #: somebody acts for them while they are away; nobody does any more
    SUBSTITUTE = "person.substitute"
    NO_SUBSTITUTE = "person.no_substitute"
    LANGUAGE = "person.language"
    #: how often they get the digest
    RHYTHM = "person.rhythm"
    HELP = "person.help"
    STATUS = "person.status"
    #: the words do not settle it: nothing is changed, the person is asked back
    ASK = "person.ask"
