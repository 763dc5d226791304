"""A mail server that follows SMTP step by step, and fails at whichever step it is told to."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from server.foundation.senders import MailServer

HANGS_UP = ""
LAWFUL = {
    "HELLO": "220 hello", "EHLO": "250 convoca.test", "MAIL": "250 OK", "RCPT": "250 OK",
    "DATA": "354 go on", "LINE": "250 never said", "LETTER": "250 kept", "RSET": "250 OK",
    "QUIT": "221 bye",
}  # fmt: skip


class ScriptedSmtp:
    """`answers` are those to give first at each step, HANGS_UP instead of any.

    HELLO is the greeting, LINE the first line of a letter, LETTER the dot after the last one;
    `said` are the steps that were taken, `letters` how many were kept, `guests` who came.
    """

    def __init__(self) -> None:
        self.answers: defaultdict[str, list[str]] = defaultdict(list)
        self.said: list[str] = []
        self.letters = 0
        self.guests = 0
        self.port = 0
        self._open: set[asyncio.StreamWriter] = set()

    @property
    def server(self) -> MailServer:
        """How to reach it."""
        return MailServer(
            host="127.0.0.1", port=self.port, user=None, password=None, starttls=False, tls=False
        )  # fmt: skip

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, until somebody hangs up."""
        self.guests += 1
        self._open.add(writer)
        try:
            if self._answer("HELLO", writer):
                while (line := await reader.readline()) and await self._step(line, reader, writer):
                    pass
        except ConnectionError:
            pass
        finally:
            self._open.discard(writer)
            writer.close()

    def hang_up_on_everybody(self) -> None:
        """As servers do with connections that wait too long."""
        for writer in self._open:
            writer.close()

    async def _step(
        self, line: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        verb = line.split()[0].decode().upper()
        self.said.append(verb)
        answer = self._answer(verb, writer)
        if verb == "DATA" and answer.startswith("354"):
            return await self._letter(reader, writer)
        return bool(answer) and verb != "QUIT"

    async def _letter(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        await reader.readline()
        if self.answers["LINE"]:
            self.answers["LINE"].pop()
            return False
        while await reader.readline() != b".\r\n":
            pass
        answer = self._answer("LETTER", writer)
        self.letters += answer.startswith("250")
        return bool(answer)

    def _answer(self, step: str, writer: asyncio.StreamWriter) -> str:
        answer = self.answers[step].pop(0) if self.answers[step] else LAWFUL[step]
        if answer != HANGS_UP:
            writer.write(f"{answer}\r\n".encode())
        return answer


@asynccontextmanager
async def scripted() -> AsyncIterator[ScriptedSmtp]:
    """Such a server for as long as the block lasts."""
    script = ScriptedSmtp()
    async with await asyncio.start_server(script.serve, "127.0.0.1", 0) as server:
        script.port = server.sockets[0].getsockname()[1]
        yield script
        script.hang_up_on_everybody()
