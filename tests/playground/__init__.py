"""Tests in Microsoft's own Agents Playground, through a browser."""
