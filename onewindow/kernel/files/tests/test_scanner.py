"""Nothing is kept unseen."""

import socketserver
import struct
import threading

import pytest

from onewindow.kernel.files import scanner
from onewindow.kernel.files.scanner import EICAR, Clamd, Infected, LocalScanner, NotScanned


class FakeClamd(socketserver.BaseRequestHandler):
    """Speaks INSTREAM as clamd does."""

    def handle(self):
        took = self.request.makefile("rb")
        assert took.read(10) == b"zINSTREAM\0"
        data = b""
        while size := struct.unpack("!I", took.read(4))[0]:
            data += took.read(size)
        self.request.sendall(b"stream: Eicar-Signature FOUND\0" if EICAR in data else b"stream: OK\0")


@pytest.fixture
def clamd():
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), FakeClamd) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Clamd(*server.server_address)
        server.shutdown()


def test_the_local_stand_in_knows_the_test_string_and_says_that_it_is_one():
    assert LocalScanner().threat(b"before " + EICAR + b" after") == "EICAR-Test-File"
    assert LocalScanner().threat(b"clean") is None
    assert "本地替身" in LocalScanner.title


def test_an_infected_file_is_refused_with_a_way_on():
    with pytest.raises(Infected) as refused:
        scanner.scan(EICAR)
    assert "换一份干净的文件" in refused.value.sentence


def test_clamd_is_asked_piece_by_piece(clamd):
    assert clamd.threat(b"\0" * 200_000) is None
    assert clamd.threat(b"\0" * 200_000 + EICAR) == "Eicar-Signature"


def test_a_scanner_that_does_not_answer_lets_nothing_in():
    with pytest.raises(NotScanned):
        Clamd("127.0.0.1", 1, seconds=0.2).threat(b"x")


def test_the_setting_chooses_the_scanner(settings):
    scanner.scanner.cache_clear()
    settings.FILE_SCANNER = "10.0.0.8:3310"
    assert scanner.scanner().address == ("10.0.0.8", 3310)
    scanner.scanner.cache_clear()
    settings.FILE_SCANNER = ""
    assert isinstance(scanner.scanner(), LocalScanner)
