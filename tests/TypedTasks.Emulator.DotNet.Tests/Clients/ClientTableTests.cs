using System.Security.Cryptography.X509Certificates;
using Azure.Core.Pipeline;
using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;

namespace TypedTasks.Emulator.DotNet.Tests.Clients;

/// <summary>The row of this client in the table of the documentation: what it says is what happens.</summary>
public sealed class ClientTableTests : IAsyncLifetime
{
    private static readonly string[] Columns = ["AMQP", "AMQP over TLS", "WebSocket", "WebSocket over TLS", "administration in HTTP", "administration in HTTPS"];
    private readonly X509Certificate2 certificate = EmulatorCertificate.CreateSelfSigned();
    private ServiceBusEmulator plain = null!;
    private ServiceBusEmulator tls = null!;

    public static TheoryData<string> Ways => new(Columns);

    public async Task InitializeAsync()
    {
        plain = await ServiceBusEmulator.StartAsync(new() { Queues = { new QueueOptions { Name = "q" } } });
        tls = await ServiceBusEmulator.StartAsync(new() { Certificate = certificate, Queues = { new QueueOptions { Name = "q" } } });
    }

    public async Task DisposeAsync()
    {
        await plain.DisposeAsync();
        await tls.DisposeAsync();
        certificate.Dispose();
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task The_table_says_what_happens(string way)
    {
        Assert.Equal("yes", Cell(way));
        await (way switch
        {
            "AMQP" => Reach.ByMessagesAsync(plain.ConnectionString, new()),
            "AMQP over TLS" => Reach.ByMessagesAsync(tls.ConnectionString, new()
            {
                CustomEndpointAddress = new Uri($"amqps://127.0.0.1:{tls.Port}"),
                CertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString(),
            }),
            "WebSocket" => Reach.ByMessagesAsync(plain.AdministrationConnectionString!, new() { TransportType = ServiceBusTransportType.AmqpWebSockets }),
            "WebSocket over TLS" => InAProcessThatTrustsAsync(),
            "administration in HTTP" => Reach.ByAdministrationAsync(new(plain.AdministrationConnectionString)),
            _ => ByHttpsAsync(),
        });
    }

    private static string Cell(string way)
    {
        var rows = File.ReadAllLines(Repository.At("docs/internals/emulator-evidence.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries)).ToList();
        var head = rows.Single(row => row[0] == "client");
        Assert.Equal(Columns, head[1..]);
        var version = typeof(ServiceBusClient).Assembly.GetName().Version!.ToString(3);
        return rows.Single(row => row[0] == $".NET, `Azure.Messaging.ServiceBus` {version}")[Array.IndexOf(head, way)];
    }

    private async Task ByHttpsAsync()
    {
        using var handler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString() } };
        using var http = new HttpClient(handler);
        await Reach.ByAdministrationAsync(new(tls.AdministrationConnectionString, new ServiceBusAdministrationClientOptions { Transport = new HttpClientTransport(http) }));
    }

    private async Task InAProcessThatTrustsAsync()
    {
        using var folder = new TemporaryFolder();
        var client = await Command.RunAsync(
            Command.Dotnet,
            folder.Path,
            ["exec", typeof(ClientTableTests).Assembly.Location, $"amqps://127.0.0.1:{tls.HttpPort}"],
            new Dictionary<string, string> { ["SSL_CERT_FILE"] = folder.Write("trusted.pem", certificate.ExportCertificatePem()), [Reach.ConnectionVariable] = tls.ConnectionString });
        client.Succeeded();
    }
}
