"""From the bytes of published minutes to a Minutes object: no network, no database, no clock."""
