"""The board and the review page: server-rendered, on loopback only, usable without JavaScript."""
