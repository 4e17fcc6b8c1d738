"""The world outwards: what stands in the outbox goes to Teams or to a mailbox."""
