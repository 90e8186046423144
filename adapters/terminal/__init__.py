"""The terminal: a person at a keyboard, or a program that speaks lines and JSON."""
