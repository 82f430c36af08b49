"""Lines -> labelled fields."""
