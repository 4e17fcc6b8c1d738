"""Which of a mail server's codes say that the recipient's address itself is wrong (RFC 3463).

Only these keep further mail back: an address does not get better by waiting. What is refused for
its sender, its size or its words, or because a mailbox is full, says nothing about the address.
"""

import re

#: no such mailbox or domain, no address at all, moved away, takes no mail (RFC 7505); 5.1.5 is
#: none, 5.1.7 and .8 are about the sender, 5.1.9 about a server on the way
_NO_SUCH_ADDRESS = frozenset(
    {"5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.4", "5.1.6", "5.1.10"}
    # the domain leads to no mail server; Exchange Online gives it a number of its own
    | {"5.4.4", "5.4.310"}
)
#: there is such a mailbox, and it is closed
CLOSED = "5.2.1"
#: Exchange Online says this of whoever is not in its directory; of others it is no answer in time
NOT_IN_DIRECTORY = "5.4.1"
_DIRECTORY_WORDS = re.compile(r"(?i)recipient address rejected: access denied")
#: what stands for a refusal of the address by a service that has other codes
NO_SUCH_ADDRESS = "5.1.0"


def blames_address(code: str, words: str = "") -> bool:
    """Say whether a permanent code, with the server's words, means that the address is wrong."""
    if code == NOT_IN_DIRECTORY:
        return bool(_DIRECTORY_WORDS.search(" ".join(words.split())))
    return code in _NO_SUCH_ADDRESS or code == CLOSED
