"""Signed tree heads: what whoever holds one from outside can prove a journal by.

At each closing and every hour the size and root of each stream are signed. Whoever has such a checkpoint, on paper
or in a phone, sees by it that nothing before it was changed and nothing was cut off: not by the office, not by
whoever owns the machine, not by us.

- `note.py`     the text of a checkpoint and of keys, and who has signed it. Pure
- `book.py`     where they are kept, and what they are made from
- `signing.py`  signs what has grown, hourly and when a conference closes
- `stored.py`   those that are kept, read from a file by itself
- `proofs.py`   the proof that one goes on from another, made from the entries between them
- `checking.py` holds checkpoints against a tree as it grows again

The tree and the proofs from one to the next are in `archive/tree.py`. It must not know how keys are kept or made:
signing and checking a signature are handed in.
"""
