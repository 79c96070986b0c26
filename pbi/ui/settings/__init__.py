"""The parts of the Settings page: kinds of rows, their table, files, check and versions; the installation."""
