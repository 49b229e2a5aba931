using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Amqp;
using Amqp.Framing;
using Microsoft.Extensions.Time.Testing;

namespace TypedTasks.Emulator.Tests.Network;

public sealed class TlsTests : IAsyncLifetime
{
    private readonly X509Certificate2 certificate = EmulatorCertificate.CreateSelfSigned("emulator.test");
    private readonly FakeTimeProvider wireTime = new();
    private ServiceBusEmulator emulator = null!;

    public async Task InitializeAsync() => emulator = await ServiceBusEmulator.StartAsync(new()
    {
        Certificate = certificate,
        WireTime = wireTime,
        Queues = { new QueueOptions { Name = "q" } },
    });

    public async Task DisposeAsync()
    {
        await emulator.DisposeAsync();
        certificate.Dispose();
    }

    [Fact]
    public async Task Messages_go_through_tls()
    {
        await using var client = await Amqp.LiteClient.ConnectAsync(emulator, "q");
        var sender = client.Sender("q");
        var large = new string('x', 200_000);
        for (var i = 0; i < 20; i++)
            await sender.SendAsync(new Message(large) { Properties = new Properties { MessageId = $"{i}" } });
        var receiver = client.Receiver("q");
        receiver.SetCredit(20, CreditMode.Manual);
        for (var i = 0; i < 20; i++)
        {
            var message = await receiver.ReceiveAsync(TimeSpan.FromSeconds(30));
            Assert.Equal(($"{i}", large), (message.Properties.MessageId, (string)message.Body));
            Assert.IsType<Accepted>(await client.SettleAsync(message, new Accepted()));
        }
    }

    [Fact]
    public async Task A_peer_that_does_not_read_stops_nobody_else()
    {
        var stalled = await Amqp.LiteClient.ConnectAsync(emulator, "q");
        await using var client = await Amqp.LiteClient.ConnectAsync(emulator, "q");
        var sender = client.Sender("q");
        var hold = new TaskCompletionSource();
        stalled.Receiver("q").Start(300, (_, _) => hold.Task.GetAwaiter().GetResult());
        var large = new string('x', 200_000);
        for (var i = 0; i < 100; i++)
            await sender.SendAsync(new Message(large) { Properties = new Properties { MessageId = $"{i}" } }).WaitAsync(TimeSpan.FromSeconds(30));
        hold.SetResult();
    }

    [Fact]
    public async Task The_certificate_is_shown_and_names_what_it_is_for()
    {
        foreach (var (host, errors) in new[]
        {
            ("localhost", SslPolicyErrors.RemoteCertificateChainErrors), ("emulator.test", SslPolicyErrors.RemoteCertificateChainErrors),
            ("127.0.0.1", SslPolicyErrors.RemoteCertificateChainErrors),
            ("other.test", SslPolicyErrors.RemoteCertificateChainErrors | SslPolicyErrors.RemoteCertificateNameMismatch),
        })
        {
            using var socket = new TcpClient("127.0.0.1", emulator.HttpPort!.Value);
            var seen = SslPolicyErrors.None;
            using var stream = new SslStream(socket.GetStream(), false, (_, certificate, _, found) =>
            {
                seen = found;
                return IsOurs(this, certificate, null, found);
            });
            await stream.AuthenticateAsClientAsync(host);
            Assert.Equal(errors, seen);
        }
    }

    [Fact]
    public async Task Health_and_management_speak_tls_alone()
    {
        using var trusting = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = IsOurs } });
        Assert.Equal(HttpStatusCode.OK, (await trusting.GetAsync($"https://localhost:{emulator.HttpPort}/health")).StatusCode);
        using var plain = new HttpClient();
        await Assert.ThrowsAsync<HttpRequestException>(() => plain.GetAsync($"http://localhost:{emulator.HttpPort}/health"));
    }

    [Fact]
    public void A_peer_that_never_begins_tls_is_closed_in_time()
    {
        using var peer = new TcpClient("127.0.0.1", emulator.Port);
        // Another connection that is welcomed later shows that this one is known by now.
        using var other = new TcpClient("127.0.0.1", emulator.Port);
        using var stream = new SslStream(other.GetStream(), false, IsOurs);
        stream.AuthenticateAsClient("localhost");
        wireTime.Advance(TimeSpan.FromSeconds(21));
        peer.ReceiveTimeout = 5_000;
        Assert.True(ReadsEnd(peer));
    }

    [Fact]
    public void A_peer_that_speaks_plain_amqp_is_closed()
    {
        using var peer = new TcpClient("127.0.0.1", emulator.Port) { ReceiveTimeout = 30_000 };
        peer.GetStream().Write([.. "AMQP"u8, 3, 1, 0, 0]);
        Assert.True(ReadsEnd(peer));
    }

    [Fact]
    public void Without_loopback_a_certificate_will_do()
    {
        using var emulator = ServiceBusEmulator.Start(new() { Address = IPAddress.Any, Certificate = certificate, HostNames = { "emulator.test" } });
        Assert.StartsWith($"Endpoint=sb://emulator.test:{emulator.Port};", emulator.ConnectionString, StringComparison.Ordinal);
        Assert.DoesNotContain("UseDevelopmentEmulator", emulator.ConnectionString, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_without_its_key_is_refused()
    {
        using var bare = X509CertificateLoader.LoadCertificate(certificate.RawData);
        var wrong = Assert.Throws<ArgumentException>(() => ServiceBusEmulator.Start(new() { Certificate = bare }));
        Assert.Equal("The certificate has no private key: load it together with its key.", wrong.Message);
    }

    [Fact]
    public void Certificates_are_read_from_every_kind_of_file()
    {
        using var folder = new TemporaryFolder();
        var certificate = System.Text.Encoding.ASCII.GetBytes(this.certificate.ExportCertificatePem() + "\n");
        using var key = this.certificate.GetECDsaPrivateKey()!;
        var plain = System.Text.Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem());
        var encrypted = System.Text.Encoding.ASCII.GetBytes(key.ExportEncryptedPkcs8PrivateKeyPem("secret", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));
        var pem = folder.Write("certificate.pem", certificate);
        foreach (var (path, keyPath, password) in new (string, string?, string?)[]
        {
            (folder.Write("certificate.pfx", this.certificate.Export(X509ContentType.Pfx, "secret")), null, "secret"),
            (pem, folder.Write("key.pem", plain), null),
            (pem, folder.Write("encrypted.pem", encrypted), "secret"),
            (folder.Write("both.pem", [.. certificate, .. plain]), null, null),
        })
        {
            using var loaded = EmulatorCertificate.Load(path, keyPath, password);
            Assert.Equal((this.certificate.Thumbprint, true), (loaded.Thumbprint, loaded.HasPrivateKey));
        }

        Assert.ThrowsAny<CryptographicException>(() => EmulatorCertificate.Load(pem));
    }

    private bool IsOurs(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        certificate?.GetCertHashString() == this.certificate.GetCertHashString();

    private static bool ReadsEnd(TcpClient peer)
    {
        try
        {
            return peer.GetStream().ReadByte() < 0;
        }
        catch (IOException failure) when (failure.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            return true;
        }
    }
}
