"""Exit code 0 when this container's web server can serve, as the proxy would ask it."""

import os
import urllib.request

headers = {"Host": os.environ["ALLOWED_HOSTS"].split(",")[0], "X-Forwarded-Proto": "https"}
address = f"http://127.0.0.1:{os.environ['GRANIAN_PORT']}/readyz"
urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=5)  # noqa: S310
