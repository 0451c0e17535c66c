"""The live shell: it keeps halls in memory, saves before it tells, and speaks to phones.

From the inside out:

- `views.py`      what each audience sees, and in which shape (pure)
- `touched.py`    which parts of a view each event may change (pure)
- `audiences.py`  snapshots, changes, and whom they concern (pure)
- `wire.py`       shape and size of every message, every limit and code (pure)
- `packets.py`    reading a Socket.IO packet (pure)
- `pace.py`       how often somebody may do something (pure)
- `whence.py`     an address as a hash, and no more (pure)
- `bursts.py`     votes that no crowd of people casts (pure)
- `returns.py`    phones that may be a muted one come back (pure)
- `intake.py`     what somebody sent → a command
- `book.py`       how one kind of stream lives: fresh state, rules, what an event changes
- `writer.py`     the single writer of a stream: inbox → batch → rules → journal → receipts
- `told.py`       what an audience knows, so that it is told nothing twice (pure)
- `thrift.py`     when mere counts may leave for phones (pure)
- `channel.py`    what one audience was told so far: position, ring of deltas, snapshot
- `hall.py`       the live owner of one conference
- `casebooks.py`  all casebooks and almanacs: opened when somebody acts, one writer each
- `rounds.py`     goes round the casebooks: what is due by rule is done, once
- `halls.py`      all halls of the installation: opened from the journal, created, closed
- `addresses.py`  how much may come from one network address (pure)
- `lobby.py`      where those who join wait for their turn
- `pulse.py`      asking every connection now and then whether it is still there
- `handshake.py`  answering a WebSocket handshake (pure)
- `framing.py`    WebSocket frames as bytes (pure)
- `frames.py`     uvicorn's WebSocket protocol, lending its transport
- `edge.py`       what may come in at all
- `watch.py`      how much may come from one address, and what looks like abuse
- `wishes.py`     the one way from a wish to a hall, for sockets and forms
- `similar.py`    questions that say much the same
- `seats.py`      one connected phone or screen, and the registers of them
- `direct.py`     the short way: Engine.IO straight on a lent WebSocket
- `engine.py`     the long way: Engine.IO by the library, behind our guards
- `namespaces.py` Socket.IO by the library, for those who come the long way
- `entrance.py`   who may begin a session, and which way they go
- `claims.py`     who handles what at the desk (pure)
- `fanout.py`     deltas to seats: encode once, write many, bound the lag
- `admission.py`  a connection → a seat, or a refusal
- `asides.py`     what a seat asks for beside commands: claims, similar questions
- `calls.py`      what a seat asks for: commands, syncs, asides
- `gateway.py`    Socket.IO: packets, joining, leaving, revocation, farewell

It must not know of SQL, pages or cookies' insides, nor of the moderators' rules: web.wiring hands it the
journal, the rulebook and the functions that identify people.
"""
