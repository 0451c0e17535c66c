"""What the holder of a receipt code sees and does: no account, the code is the key.

- `finding.py`  the case of a code, or nothing: wrong, foreign and sealed codes look alike
- `words.py`    states, steps and acts in the words of whoever asked
- `due.py`      which deadline they are shown, and how it was counted
- `acts.py`     what they can do now, until when, how many times more
- `story.py`    the whole page, put together
"""
