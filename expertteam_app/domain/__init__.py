"""The work itself, pure: no files, no windows, no database. Standard library only."""
