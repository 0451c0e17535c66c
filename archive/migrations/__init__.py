"""The steps that bring a database file to the schema of `tables.py`.

- `env.py`     how Alembic runs them: inside the connection it is handed
- `versions/`  the steps, in order; each is written once and never changed
"""
