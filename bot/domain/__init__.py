"""What Bolden talks about: plain frozen dataclasses and rules, standard library only."""
