"""The moderator's rules. Pure, like `conference`, and it must not know of anything but `conference`.

- `rules_queue.py`  approve, decline, return, move, pin, notices
- `rulebook.py`     which rule decides which command
"""
