"""An SMTP server for tests, on Debian's aiosmtpd: prints its port, then a JSON line for every mail it took. Ends when its input does."""
import asyncio
import email
import email.policy
import json
import sys

from aiosmtpd.smtp import SMTP


class Recorder:
    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0]
        if name == "nobody":
            return "550 5.1.1 There is no such mailbox"
        if name == "refused":
            return "550 5.7.1 Not from you"
        if name == "busy":
            return "451 4.7.1 Come back later"
        if name == "silent":
            print(json.dumps({"silent": address}), flush=True)
            await asyncio.sleep(3600)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        print(json.dumps({
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "type": message.get_content_type(),
            "headers": {name: str(value) for name, value in message.items()},
            "parts": {part.get_content_type(): part.get_content() for part in message.iter_parts()},
            "longest": max(len(line) for line in envelope.content.split(b"\r\n")),
            "ascii": envelope.content.isascii(),
        }), flush=True)
        return "250 Taken"


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Recorder(), hostname="mail.test"), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
