# The part of python-engineio we stand on; the library itself carries no types.
from engineio import async_server as async_server
from engineio import async_socket as async_socket
from engineio import exceptions as exceptions
from engineio import packet as packet
from engineio import payload as payload
from engineio.async_client import AsyncClient as AsyncClient
from engineio.async_drivers.asgi import ASGIApp as ASGIApp
from engineio.async_server import AsyncServer as AsyncServer
