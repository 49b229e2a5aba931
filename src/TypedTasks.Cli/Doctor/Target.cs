using TypedTasks.Emulator;

namespace TypedTasks.Cli.Doctor;

/// <summary>The broker that is looked at.</summary>
/// <param name="Connection">Its connection string. It holds a key: nobody prints it.</param>
/// <param name="Administration">That of its management API.</param>
internal sealed record Target(string Connection, string Administration) : IAsyncDisposable
{
    private const string OfVariable = "env:";

    private ServiceBusEmulator? Own { get; init; }

    /// <summary>An emulator for this one look, with the queues that were named.</summary>
    public static async Task<Target> EmulatorAsync(IEnumerable<string> queues, IEnumerable<string> ordered, CancellationToken cancellationToken)
    {
        var options = new ServiceBusEmulatorOptions();
        foreach (var queue in queues)
            options.Queues.Add(new() { Name = queue, DeadLetteringOnExpiration = true });
        foreach (var queue in ordered)
            options.Queues.Add(new() { Name = queue, DeadLetteringOnExpiration = true, RequiresSession = true });
        var emulator = await ServiceBusEmulator.StartAsync(options, cancellationToken);
        return new(emulator.ConnectionString, emulator.AdministrationConnectionString!) { Own = emulator };
    }

    /// <summary>What an argument stands for: itself, or by <c>env:NAME</c> a variable, which other users of the machine do not see.</summary>
    /// <exception cref="ArgumentException">There is no such variable.</exception>
    public static string Read(string argument)
    {
        if (!argument.StartsWith(OfVariable, StringComparison.Ordinal))
            return argument;
        var name = argument[OfVariable.Length..];
        return Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : throw new ArgumentException($"The variable {name} is not set.");
    }

    /// <summary>The management API of a connection string, where nothing else is said: the same, and port 5300 for an emulator.</summary>
    public static string AdministrationOf(string connection) =>
        connection.Contains("UseDevelopmentEmulator=true", StringComparison.OrdinalIgnoreCase) ? AtPort(connection, 5300) : connection;

    public ValueTask DisposeAsync() => Own?.DisposeAsync() ?? default;

    private static string AtPort(string connection, int port) => string.Join(';', connection.Split(';').Select(part =>
        part.StartsWith("Endpoint=", StringComparison.OrdinalIgnoreCase) && Uri.TryCreate(part["Endpoint=".Length..], UriKind.Absolute, out var endpoint)
            ? $"Endpoint={endpoint.Scheme}://{endpoint.Host}:{port}"
            : part));
}
