"""The pages of casework: for the office, its citizens, the public and the Front.

- `door.py`       who enters the office, for which commune, in which roles
- `calendar.py`   days off, office hours and deadlines
"""
