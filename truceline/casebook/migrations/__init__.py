"""The tables of each version of a case; ``bench/new_migration.py`` writes a new one."""
