"""Microsoft Graph for the demo and the tests: no more of it than Bolden asks, as documented."""
