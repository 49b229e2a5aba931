using Amqp;

namespace TypedTasks.Cli.Doctor.Namespace;

/// <summary>A broker as a client of plain AMQP reaches it, with the key as user name and password.</summary>
internal static class RawAddress
{
    public static Address Of(string connectionString)
    {
        var parts = connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(static p => p.Split('=', 2)).ToDictionary(static p => p[0].Trim(), static p => p[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var endpoint = new Uri(parts["Endpoint"]);
        var isPlain = parts.GetValueOrDefault("UseDevelopmentEmulator")?.Equals("true", StringComparison.OrdinalIgnoreCase) == true;
        var port = isPlain ? endpoint.Port > 0 ? endpoint.Port : 5672 : 5671;
        return new(endpoint.Host, port, parts["SharedAccessKeyName"], parts["SharedAccessKey"], "/", isPlain ? "amqp" : "amqps");
    }
}
