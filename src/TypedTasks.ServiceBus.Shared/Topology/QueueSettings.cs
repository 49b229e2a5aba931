using System.Xml;

namespace TypedTasks.ServiceBus.Topology;

/// <summary>The settings that every queue of tasks needs, whoever makes it.</summary>
internal sealed record QueueSettings
{
    /// <summary>For Azure, and for our emulator.</summary>
    public static QueueSettings Azure { get; } = new();

    /// <summary>For the official emulator, which remembers ids for five minutes and keeps messages for an hour at most.</summary>
    public static QueueSettings OfficialEmulator { get; } = new()
    {
        DuplicateWindow = TimeSpan.FromMinutes(5),
        TimeToLive = TimeSpan.FromHours(1),
    };

    /// <summary>Renewed at half of it; a worker that dies is noticed when it is over.</summary>
    public TimeSpan Lock { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>A message is sent again with its id until its outcome is known: that must be over before its id is forgotten.</summary>
    public TimeSpan DuplicateWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a message lives; null for as long as the broker allows.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>Above the worker's own limit, so that the worker judges and its reason is recorded.</summary>
    public int MaxDeliveries { get; init; } = 10;

    /// <summary>Whether its messages are received key by key, each in order.</summary>
    public bool RequiresSession { get; init; }

    public string LockText => XmlConvert.ToString(Lock);

    public string DuplicateWindowText => XmlConvert.ToString(DuplicateWindow);
}
