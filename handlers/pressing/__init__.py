"""The actions behind the buttons, one file a subject; handlers.presses puts them together."""
