"""Says where the notebook is, as soon as it can be opened there."""

import sys


def _jupyter_server_extension_points():
    return [{"module": "announcement"}]


def _load_jupyter_server_extension(server):
    host = "127.0.0.1" if server.ip in ("", "0.0.0.0", "::") else server.ip

    def announce():
        address = f"[{host}]" if ":" in host else host
        print(f"modeller: the notebook is at http://{address}:{server.port}/ (Ctrl-C stops it).", file=sys.stderr, flush=True)

    # Called once the loop runs; by then the port is open.
    server.io_loop.add_callback(announce)
