"""A community of invented people, so that there is somebody to talk to on the first day."""
