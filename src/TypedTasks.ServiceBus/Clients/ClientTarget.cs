using System.Globalization;
using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;

namespace TypedTasks.ServiceBus.Clients;

/// <summary>Makes clients for what the options name: a connection string, or a namespace and a credential.</summary>
internal static class ClientTarget
{
    private const int AmqpPort = 5672;
    private const int TlsPort = 5671;
    private const int EmulatorPort = 5300;

    public static Func<ServiceBusClientOptions, ServiceBusClient> Clients(ServiceBusOptions options, ServiceBusConnectionString target) => settings =>
    {
        // The library takes the port of an endpoint only for the emulator.
        if (!target.IsEmulator && target.Port != TlsPort)
            settings.CustomEndpointAddress = new Uri($"amqps://{target.Host}:{target.Port.ToString(CultureInfo.InvariantCulture)}");
        return options.Credential is { } credential
            ? new(options.FullyQualifiedNamespace, credential, settings)
            : new(options.ConnectionString, settings);
    };

    /// <summary>The management API that belongs to the options; null where nobody can tell: an emulator at a port of its own.</summary>
    public static ServiceBusAdministrationClient? Administration(ServiceBusOptions options, ServiceBusConnectionString target)
    {
        var settings = new ServiceBusAdministrationClientOptions { Retry = { MaxRetries = 0, NetworkTimeout = options.OperationTimeout } };
        if (options.AdministrationConnectionString is { } given)
            return new(given, settings);
        if (options.Credential is { } credential)
            return new(options.FullyQualifiedNamespace, credential, settings);
        return (target.IsEmulator, target.Port) switch
        {
            (true, AmqpPort) => new(EmulatorString(target), settings),
            (false, TlsPort) => new(options.ConnectionString, settings),
            _ => null,
        };
    }

    private static string EmulatorString(ServiceBusConnectionString target)
    {
        var key = target.Signature is { } signature
            ? $"SharedAccessSignature={signature}"
            : $"SharedAccessKeyName={target.KeyName};SharedAccessKey={target.Key}";
        return string.Create(CultureInfo.InvariantCulture, $"Endpoint=sb://{target.Host}:{EmulatorPort};{key};UseDevelopmentEmulator=true");
    }
}
