using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using TypedTasks.Emulator;
using TypedTasks.Transports.Tests;
using Xunit.Abstractions;

namespace TypedTasks.Amqp.Tests;

/// <summary>Who the broker is, is verified by its certificate: what the system trusts is taken, and nothing else.</summary>
public sealed class CertificateTests(ITestOutputHelper output)
{
    [Fact]
    public async Task What_the_system_trusts_is_accepted_and_nothing_else()
    {
        // Elsewhere the system asks its user before it trusts a certificate. It comes first: what is trusted is kept for a while.
        if (OperatingSystem.IsLinux())
            await AcceptsAsync();
        await RefusesAsync();
    }

    private static async Task AcceptsAsync()
    {
        using var certificate = EmulatorCertificate.CreateSelfSigned();
        using var trusted = X509CertificateLoader.LoadCertificate(certificate.Export(X509ContentType.Cert));
        using var roots = new X509Store(StoreName.Root, StoreLocation.CurrentUser, OpenFlags.ReadWrite);
        roots.Add(trusted);
        try
        {
            await using var emulator = await StartAsync(certificate);
            await using var transport = NewTransport(emulator);
            await using var receiver = await transport.OpenReceiverAsync("work", new(1, 0), default);
            await transport.SendAsync([TestBroker.NewMessage("a")], default);
            await (await receiver.NextAsync()).CompleteAsync([TestBroker.NewMessage("b")]);
            Assert.StartsWith("amqps://", transport.Endpoint, StringComparison.Ordinal);
        }
        finally
        {
            roots.Remove(trusted);
        }
    }

    private async Task RefusesAsync()
    {
        using var certificate = EmulatorCertificate.CreateSelfSigned();
        await using var emulator = await StartAsync(certificate);
        await using var transport = NewTransport(emulator);
        var open = await Assert.ThrowsAsync<TransportException>(async () => await transport.OpenReceiverAsync("work", new(1, 0), default));
        var send = await Assert.ThrowsAsync<TransportException>(async () => await transport.SendAsync([TestBroker.NewMessage("a")], default));
        foreach (var e in new[] { open, send })
        {
            output.WriteLine(e.Message);
            Assert.False(e.IsTransient);
            Assert.StartsWith($"The certificate of {transport.Endpoint} was refused: ", e.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("test-key-of-no-worth", e.ToString(), StringComparison.Ordinal);
        }

        Assert.Equal(0, emulator.GetCounts("work").Active);
    }

    private static Task<ServiceBusEmulator> StartAsync(X509Certificate2 certificate) => ServiceBusEmulator.StartAsync(new()
    {
        Certificate = certificate,
        SharedAccessKey = "test-key-of-no-worth",
        Queues = { new QueueOptions { Name = "work" } },
    });

    private static AmqpTransport NewTransport(ServiceBusEmulator emulator) => new(
        new()
        {
            ConnectionString = emulator.ConnectionString,
            AdministrationConnectionString = emulator.AdministrationConnectionString,
        },
        NullLoggerFactory.Instance,
        TimeProvider.System);
}
