"""Mail by whatever mailbox: one message built for all, and who it was that a reply answers."""
