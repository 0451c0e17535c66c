"""Every limit of the files that show what was done, with its unit in its name."""

FILE_MAX_BYTES = 20 * 1024 * 1024
CASE_MAX_BYTES = 200 * 1024 * 1024
COMMUNE_MAX_BYTES = 50 * 1024 * 1024 * 1024
TAKEN_AT_ONCE_MAX = 2
"""Being judged at the same time: each is in memory meanwhile."""
WAITING_MAX = 16
"""To be judged; whoever comes then is told to try again."""

NAME_MAX_CHARACTERS = 120
NAME_MAX_BYTES = 240
"""In UTF-8: file systems stop at 255."""

PICTURE_MAX_PIXELS = 64_000_000
PICTURE_MAX_SIDE = 30_000
SCANS_MAX = 200
"""Of a progressive JPEG. Cameras make ten; a thousand keep a phone busy for minutes."""
CHUNKS_MAX = 20_000
"""Of a PNG."""

PARTS_MAX = 2_000
"""Inside of an office document, those in a document inside of it included."""
PART_NAME_MAX_CHARACTERS = 255
DIRECTORY_MAX_BYTES = 1024 * 1024
UNPACKED_MAX_BYTES = 100 * 1024 * 1024
RATIO_MAX = 200
"""Unpacked to packed, of anything that unpacks to more than this:"""
RATIO_MATTERS_BYTES = 5 * 1024 * 1024
