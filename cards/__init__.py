"""Notice in, Adaptive Card out: pure."""
