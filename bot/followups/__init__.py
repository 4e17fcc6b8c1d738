"""The life of a follow-up: each function is one thing somebody does; decides, stores, never sends."""
