"""The life of a follow-up: a function is one thing somebody does; decides, stores, never sends."""
