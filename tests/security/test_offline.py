"""The guard on the network, in a process of its own: a hook cannot be taken away again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import socket, sys, tempfile, os
from expertteam_app.offline import NetworkRefused, close_network
close_network()
def refused(act):
    try:
        act()
    except NetworkRefused:
        return "geweigerd"
    except OSError as problem:
        return type(problem).__name__
    return "doorgelaten"
found = [
    refused(lambda: socket.create_connection(("127.0.0.1", 9), 1)),
    refused(lambda: socket.getaddrinfo("example.org", 80)),
    refused(lambda: socket.gethostbyname("example.org")),
    refused(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("192.0.2.1", 9))),
    refused(lambda: socket.socket(socket.AF_INET6).connect(("::1", 9))),
    refused(lambda: __import__("urllib.request").request.urlopen("http://192.0.2.1/", timeout=1)),
]
with tempfile.TemporaryDirectory() as folder:
    listener = socket.socket(socket.AF_UNIX); listener.bind(os.path.join(folder, "s")); listener.listen()
    found.append(refused(lambda: socket.socket(socket.AF_UNIX).connect(os.path.join(folder, "s"))))
import asyncio
asyncio.run(asyncio.sleep(0))
print(" ".join(found))
"""


def test_nothing_but_a_socket_that_is_a_file_can_connect() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["geweigerd"] * 6 + ["doorgelaten"]


def test_the_program_closes_the_network_before_anything_else() -> None:
    program = (
        "import sys; sys.argv = ['expertteam', 'reken', 'werkdagen', '2026-01-01', '2026-01-08']\n"
        "from expertteam_app.__main__ import main\n"
        "assert main() == 0\n"
        "import socket\n"
        "from expertteam_app.offline import NetworkRefused\n"
        "try:\n    socket.getaddrinfo('localhost', 80)\nexcept NetworkRefused:\n    print('dicht')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.split()[-1:] == ["dicht"], done.stderr


def test_signing_works_with_the_network_closed_and_loads_nothing_before_it_is_asked() -> None:
    program = (
        "import sys\nfrom expertteam_app.offline import close_network\nclose_network()\n"
        "from expertteam_app.services import sessie\nfrom expertteam_app.security import pades\n"
        "assert 'pyhanko' not in sys.modules and 'aiohttp' not in sys.modules and 'docx' not in sys.modules\n"
        "assert 'pypdf' not in sys.modules\n"
        "from tests.security.test_pades import Ca, WACHTZIN\n"
        "from reportlab.pdfgen.canvas import Canvas\n"
        "c = Canvas('x'); c.drawString(9, 9, 'x'); pdf = c.getpdfdata()\n"
        "print(len(pades.sign(pdf, Ca().pkcs12('Vera'), WACHTZIN, 'voorzitter')) > len(pdf))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "True", done.stderr
