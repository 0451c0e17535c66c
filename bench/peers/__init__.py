"""What ours is measured beside: each a tiny hall with the same messages, in memory.

- `stock.py`      python-socketio on uvicorn, as they come
- `node/hall.js`  socket.io from npm, the reference implementation
"""
