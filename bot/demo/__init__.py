"""The main job played through on one machine: people, Teams and mail are stand-ins, and say so."""
