"""The rows of the Python clients in the table of the documentation: what they say is what happens."""

import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from azure.servicebus import ServiceBusClient, ServiceBusMessage, TransportType
from azure.servicebus import __version__ as servicebus_version
from azure.servicebus.management import ServiceBusAdministrationClient
from proton import VERSION as proton_version
from proton import Message, SSLDomain
from proton.utils import BlockingConnection

ROOT = Path(__file__).resolve().parents[2]
CLI = os.environ.get("TYPEDTASKS_CLI") or str(ROOT / "src/TypedTasks.Cli/bin/Release/net10.0/TypedTasks.Cli.dll")
COLUMNS = ["AMQP", "AMQP over TLS", "WebSocket", "WebSocket over TLS", "administration in HTTP", "administration in HTTPS"]
BODY = "x" * 200_000


class Emulator:
    """An emulator as a process of its own."""

    def __init__(self, *arguments):
        self.process = subprocess.Popen(
            ["dotnet", CLI, "emulator", "--port", "0", "--http-port", "0", "--print-connection-string", "--queue", "q", *arguments],
            stdout=subprocess.PIPE, text=True)
        lines = [self.process.stdout.readline().strip() for _ in range(4)]
        # Certificates are for names here: some of these clients compare no addresses.
        self.messages, self.administration = (lines[i].replace("127.0.0.1", "localhost") for i in (1, 3))
        self.port, self.http_port = (int(re.search(r":(\d+)", text).group(1)) for text in (self.messages, self.administration))
        self.key = re.search(r"SharedAccessKey=([^;]+)", self.messages).group(1)

    def stop(self):
        self.process.terminate()
        self.process.wait(20)
        self.process.stdout.close()


class Rows(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.trusted = str(Path(cls.folder.name) / "certificate.pem")
        # What speaks HTTPS with the library for requests trusts what this names.
        os.environ["REQUESTS_CA_BUNDLE"] = cls.trusted
        cls.plain = Emulator()
        cls.tls = Emulator("--tls", "--tls-export", cls.trusted)
        lines = [line for line in (ROOT / "docs/internals/emulator-evidence.md").read_text().splitlines() if line.startswith("| ")]
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
        cls.head = next(row for row in rows if row[0] == "client")
        cls.rows = {row[0]: row for row in rows}

    @classmethod
    def tearDownClass(cls):
        cls.plain.stop()
        cls.tls.stop()
        cls.folder.cleanup()

    def hold(self, client, attempts):
        """Compares a row with what happens. Where a client has no way to try, the row says no and why."""
        self.assertEqual(COLUMNS, self.head[1:])
        self.assertIn(client, self.rows)
        for way, cell in zip(COLUMNS, self.rows[client][1:]):
            with self.subTest(way):
                attempt = attempts.get(way)
                if cell == "yes":
                    attempt()
                else:
                    self.assertTrue(cell.startswith("no: "), cell)
                    if attempt is not None:
                        self.assertRaises(Exception, attempt)

    def test_the_row_of_azure_servicebus(self):
        self.hold(f"Python, `azure-servicebus` {servicebus_version}", {
            "AMQP": lambda: self.by_amqp(self.plain),
            "AMQP over TLS": lambda: self.by_amqp(self.tls),
            "WebSocket": lambda: self.by_web_socket(self.plain),
            "WebSocket over TLS": lambda: self.by_web_socket(self.tls),
            "administration in HTTP": lambda: self.by_administration(self.plain),
            "administration in HTTPS": lambda: self.by_administration(self.tls),
        })

    def test_the_row_of_qpid_proton(self):
        self.hold(f"Python, `python-qpid-proton` {'.'.join(map(str, proton_version))}", {
            "AMQP": lambda: self.by_proton("amqp", self.plain, {}),
            "AMQP over TLS": lambda: self.by_proton("amqps", self.tls, {"ssl_domain": self.trusting()}),
        })

    def by_amqp(self, emulator):
        client = ServiceBusClient.from_connection_string(emulator.messages, retry_total=0, connection_verify=self.trusted, auth_timeout=15)

        def at_our_port(link):
            # The client knows port 5671 alone; nothing but that is changed.
            link._config.connection_port = emulator.port
            return link

        self.exchange(client, at_our_port)

    def by_web_socket(self, emulator):
        self.exchange(ServiceBusClient.from_connection_string(
            emulator.messages, retry_total=0, connection_verify=self.trusted, transport_type=TransportType.AmqpOverWebsocket,
            custom_endpoint_address=f"sb://localhost:{emulator.http_port}"))

    def exchange(self, client, prepare=lambda link: link):
        with client:
            with prepare(client.get_queue_sender("q")) as sender:
                sender.send_messages(ServiceBusMessage(BODY))
            with prepare(client.get_queue_receiver("q", max_wait_time=30)) as receiver:
                [message] = receiver.receive_messages(1)
                self.assertEqual(BODY, str(message))
                receiver.complete_message(message)

    def by_administration(self, emulator):
        client = ServiceBusAdministrationClient.from_connection_string(emulator.administration, retry_total=0)
        client.create_queue("made")
        self.assertEqual(["made", "q"], [queue.name for queue in client.list_queues()])
        client.delete_queue("made")

    def trusting(self):
        domain = SSLDomain(SSLDomain.MODE_CLIENT)
        domain.set_trusted_ca_db(self.trusted)
        domain.set_peer_authentication(SSLDomain.VERIFY_PEER_NAME)
        return domain

    def by_proton(self, scheme, emulator, more):
        connection = BlockingConnection(
            f"{scheme}://localhost:{emulator.port}", user="RootManageSharedAccessKey", password=emulator.key, allowed_mechs="PLAIN", timeout=30, **more)
        connection.create_sender("q").send(Message(body=BODY, id="1"))
        receiver = connection.create_receiver("q", credit=1)
        self.assertEqual(BODY, receiver.receive(30).body)
        receiver.accept()
        connection.close()


if __name__ == "__main__":
    result = unittest.TextTestRunner(verbosity=2).run(unittest.defaultTestLoader.loadTestsFromTestCase(Rows))
    failed = len(result.failures) + len(result.errors)
    print(f"{max(0, result.testsRun - failed)} passed, {failed} failed")
    sys.exit(1 if failed else 0)
