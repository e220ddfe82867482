"""The embedded PostgreSQL: a server of our own over a folder, for a start without any setting (DESIGN §10).

Owns the cluster's files, its processes and its roles; schema and data belong to the migrations and the features. One
file each: `folder` (what lies where, and whether it may be used), `locks`, `installation` (the binaries and their
user), `cluster` (initdb, start, readiness, roles), `keeper` (the process above postgres), `supervisor` (the context
manager), `server` (the address).
"""

from app.kernel.embedded.folder import Folder, UnusableFolder
from app.kernel.embedded.server import Address, Server
from app.kernel.embedded.supervisor import supervise

__all__ = ["Address", "Folder", "Server", "UnusableFolder", "supervise"]
