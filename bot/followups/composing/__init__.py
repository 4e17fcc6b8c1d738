"""From a row of the outbox and the state of the moment to the notice itself."""
