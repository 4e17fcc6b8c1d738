"""Tests of the tools that the repository keeps."""
