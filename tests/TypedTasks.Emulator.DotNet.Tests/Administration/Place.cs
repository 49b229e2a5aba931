using System.Security.Cryptography.X509Certificates;
using Azure.Core.Pipeline;
using Azure.Messaging.ServiceBus.Administration;

namespace TypedTasks.Emulator.DotNet.Tests.Administration;

/// <summary>An emulator to be administered, in HTTP or in HTTPS.</summary>
internal sealed class Place : IAsyncDisposable
{
    private readonly HttpClient? http;
    private readonly X509Certificate2? certificate;

    private Place(ServiceBusEmulator emulator, X509Certificate2? certificate)
    {
        Emulator = emulator;
        this.certificate = certificate;
#pragma warning disable CA2000 // The client has it.
        if (certificate is not null)
            http = new HttpClient(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == certificate.GetCertHashString() } });
#pragma warning restore CA2000
        Client = Connect(emulator.AdministrationConnectionString!);
    }

    public ServiceBusEmulator Emulator { get; }

    public ServiceBusAdministrationClient Client { get; }

    public static TheoryData<string> Schemes => ["http", "https"];

    public static async Task<Place> StartAsync(string scheme)
    {
        var certificate = scheme == "https" ? EmulatorCertificate.CreateSelfSigned() : null;
        return new(await ServiceBusEmulator.StartAsync(new() { Certificate = certificate }), certificate);
    }

    public ServiceBusAdministrationClient Connect(string connectionString) => new(
        connectionString, http is null ? new() : new ServiceBusAdministrationClientOptions { Transport = new HttpClientTransport(http) });

    public async ValueTask DisposeAsync()
    {
        http?.Dispose();
        await Emulator.DisposeAsync();
        certificate?.Dispose();
    }
}
