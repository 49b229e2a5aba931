using System.Globalization;

namespace TypedTasks.ServiceBus;

/// <summary>
/// A parsed connection string. Errors name parts by their known names or positions: what stands there may be a secret.
/// </summary>
internal sealed class ServiceBusConnectionString
{
    private const string Advice =
        "Take it from 'Shared access policies' of the namespace in the Azure portal, or for an emulator write "
        + "'Endpoint=sb://localhost;SharedAccessKeyName=<name>;SharedAccessKey=<key>;UseDevelopmentEmulator=true'.";

    private const string Known =
        "Endpoint, SharedAccessKeyName, SharedAccessKey, SharedAccessSignature, UseDevelopmentEmulator";

    public required string Host { get; init; }

    public required int Port { get; init; }

    public required bool IsEmulator { get; init; }

    public string? KeyName { get; init; }

    public string? Key { get; init; }

    public string? Signature { get; init; }

    public string Scheme => IsEmulator ? "amqp" : "amqps";

    /// <summary>Where it leads, without secrets.</summary>
    public override string ToString() => $"{Scheme}://{Host}:{Port.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Where the options lead, by connection string or by namespace and credential.</summary>
    public static ServiceBusConnectionString Of(ServiceBusOptions options)
    {
        if (options.Credential is null && options.FullyQualifiedNamespace is null)
            return Parse(options.ConnectionString);
        if (options.ConnectionString is not null)
            throw new FormatException("Set either ServiceBusOptions.ConnectionString or FullyQualifiedNamespace and Credential, not both.");
        if (options.Credential is null || Uri.CheckHostName(options.FullyQualifiedNamespace) == UriHostNameType.Unknown)
        {
            throw new FormatException(
                "Set both ServiceBusOptions.Credential and FullyQualifiedNamespace, which looks like '<namespace>.servicebus.windows.net'.");
        }

        return new() { Host = options.FullyQualifiedNamespace!, Port = 5671, IsEmulator = false };
    }

    public static ServiceBusConnectionString Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new FormatException("The Service Bus connection string is empty. " + Advice);
        var parts = Split(text);
        var endpoint = ParseEndpoint(parts.GetValueOrDefault("Endpoint"));
        var isEmulator = ParseEmulator(parts.GetValueOrDefault("UseDevelopmentEmulator"));
        var keyName = parts.GetValueOrDefault("SharedAccessKeyName");
        var key = parts.GetValueOrDefault("SharedAccessKey");
        var signature = parts.GetValueOrDefault("SharedAccessSignature");
        CheckCredentials(keyName, key, signature);
        if (parts.ContainsKey("EntityPath"))
        {
            throw Broken("has an EntityPath: it is that of a single entity, and TypedTasks uses several queues. "
                + "Take the connection string of the namespace.");
        }

        return new()
        {
            Host = endpoint.Host,
            Port = endpoint.Port > 0 ? endpoint.Port : isEmulator ? 5672 : 5671,
            IsEmulator = isEmulator,
            KeyName = keyName,
            Key = key,
            Signature = signature,
        };
    }

    private static Dictionary<string, string> Split(string text)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var position = 0;
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries))
        {
            position++;
            if (part.Length == 0)
                continue;
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw Broken($"is broken: part {position} is not of the form Name=Value. Parts are divided by ';'.");
            var name = part[..equals].TrimEnd();
            if (!IsKnown(name))
                throw Broken($"is broken: the name of part {position} is not known. Known are {Known}.");
            if (!parts.TryAdd(name, part[(equals + 1)..].TrimStart()))
                throw Broken($"has two parts of the same name, the second at position {position}.");
        }

        return parts;
    }

    // EntityPath, TransportType and OperationTimeout are parts that other tools write.
    private static bool IsKnown(string name) => name.ToUpperInvariant() is "ENDPOINT" or "SHAREDACCESSKEYNAME"
        or "SHAREDACCESSKEY" or "SHAREDACCESSSIGNATURE" or "USEDEVELOPMENTEMULATOR" or "ENTITYPATH" or "TRANSPORTTYPE"
        or "OPERATIONTIMEOUT";

    private static Uri ParseEndpoint(string? endpoint)
    {
        if (string.IsNullOrEmpty(endpoint))
            throw Broken("has no Endpoint. " + Advice);
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
        {
            throw Broken("has an Endpoint that is not a URL: it looks like 'sb://<namespace>.servicebus.windows.net/', "
                + "or 'sb://localhost' for an emulator.");
        }

        if (uri.Scheme is "sb" or "amqp" or "amqps")
            return uri;
        throw Broken($"has an Endpoint with the scheme '{uri.Scheme}': it must be 'sb'.");
    }

    private static bool ParseEmulator(string? value)
    {
        if (value is null)
            return false;
        return bool.TryParse(value, out var result)
            ? result
            : throw Broken("has a UseDevelopmentEmulator that is neither 'true' nor 'false'.");
    }

    private static void CheckCredentials(string? keyName, string? key, string? signature)
    {
        if (signature is not null)
        {
            if (key is not null)
                throw Broken("has both a SharedAccessKey and a SharedAccessSignature: keep one of them.");
            if (signature.StartsWith("SharedAccessSignature ", StringComparison.Ordinal))
                return;
            throw Broken("has a SharedAccessSignature that does not begin with 'SharedAccessSignature '.");
        }

        if (string.IsNullOrEmpty(keyName) && string.IsNullOrEmpty(key))
            throw Broken("has no credentials: SharedAccessKeyName and SharedAccessKey, or SharedAccessSignature. " + Advice);
        if (string.IsNullOrEmpty(key))
            throw Broken("has a SharedAccessKeyName without a SharedAccessKey. " + Advice);
        if (string.IsNullOrEmpty(keyName))
            throw Broken("has a SharedAccessKey without a SharedAccessKeyName. " + Advice);
    }

    private static FormatException Broken(string what) => new("The Service Bus connection string " + what);
}
