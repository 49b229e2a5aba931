using System.Text.Json;

namespace TypedTasks.Conformance.Worker;

/// <summary>How a worker or a client in a process of its own is set up; it travels in one environment variable.</summary>
/// <param name="Connection">The connection string of the broker.</param>
/// <param name="Store">The path of the SQLite file, or the connection string of a PostgreSQL server.</param>
/// <param name="Folder">Where ledgers and notes are.</param>
public sealed record WorkerSettings(string Connection, string Store, string Folder)
{
    public const string Variable = "TYPEDTASKS_WORKER";

    public int Slots { get; init; } = 8;

    public int MaxDeliveries { get; init; } = 5;

    public TimeSpan ReconcileInterval { get; init; } = TimeSpan.FromSeconds(15);

    public TimeSpan OwedAge { get; init; } = TimeSpan.FromMinutes(2);

    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(20);

    public TimeSpan? UnknownTaskGrace { get; init; }

    public bool OrderingKeys { get; init; }

    /// <summary>Whether it says on standard output that it took a message.</summary>
    public bool TellsMessages { get; init; }

    /// <summary>How many flows it keeps running at once, if it is a client and no worker.</summary>
    public int? Lanes { get; init; }

    /// <summary>The number of the client's first flow.</summary>
    public int FirstFlow { get; init; }

    public string Ledgers => Directory.CreateDirectory(Path.Combine(Folder, "ledgers")).FullName;

    /// <summary>What clients know of their flows.</summary>
    public string Flows => Directory.CreateDirectory(Path.Combine(Folder, "flows")).FullName;

    public string Notes => Directory.CreateDirectory(Path.Combine(Folder, "notes")).FullName;

    public static WorkerSettings Read() => JsonSerializer.Deserialize<WorkerSettings>(
        Environment.GetEnvironmentVariable(Variable) ?? throw new InvalidOperationException($"{Variable} is not set."))!;

    public string Write() => JsonSerializer.Serialize(this);
}
