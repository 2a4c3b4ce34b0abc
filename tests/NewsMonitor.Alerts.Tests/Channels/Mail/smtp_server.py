"""An SMTP server for tests, on Debian's aiosmtpd: prints its port, then a JSON line for every login and every mail it took. Ends when its input does.

usage: smtp_server.py [--login] [--tls CERTIFICATE KEY]
With --login it offers to log in, with --tls also STARTTLS (RFC 3207), without which it then takes neither login nor mail.
"""
import argparse
import asyncio
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


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
            "encrypted": session.ssl is not None,
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "type": message.get_content_type(),
            "headers": {name: str(value) for name, value in message.items()},
            "parts": {part.get_content_type(): part.get_content() for part in message.iter_parts()},
            "longest": max(len(line) for line in envelope.content.split(b"\r\n")),
            "ascii": envelope.content.isascii(),
        }), flush=True)
        return "250 Taken"


class Server(SMTP):
    async def smtp_AUTH(self, arg):
        # The client may write the mechanism in small letters; aiosmtpd knows it in capitals only.
        mechanism, _, rest = (arg or "").partition(" ")
        await super().smtp_AUTH(f"{mechanism.upper()} {rest}".strip())


def log_in(server, session, envelope, mechanism, data):
    print(json.dumps({"login": data.login.decode(), "password": data.password.decode(), "encrypted": session.ssl is not None}), flush=True)
    return AuthResult(success=True)


def settings():
    parser = argparse.ArgumentParser()
    parser.add_argument("--login", action="store_true")
    parser.add_argument("--tls", nargs=2)
    arguments = parser.parse_args()
    settings = {}
    if arguments.tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*arguments.tls)
        settings |= {"tls_context": context, "require_starttls": True}
    if arguments.login:
        settings |= {"authenticator": log_in, "auth_required": True, "auth_require_tls": bool(arguments.tls)}
    return settings


async def main():
    loop = asyncio.get_running_loop()
    options = settings()
    server = await loop.create_server(lambda: Server(Recorder(), hostname="mail.test", **options), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
