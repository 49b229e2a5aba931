using System.Text;
using TypedTasks.Storage;
using TypedTasks.Transport;

namespace TypedTasks.Stores.Tests;

/// <summary>Few names, so that they meet.</summary>
internal static class Pool
{
    public static readonly string[] Flows = ["flow-a", "flow-b", "flow-c"];
    public static readonly string[] Plans = ["plan-1", "plan-2"];
    public static readonly string[] UniqueKeys = ["key-1", "key-2"];

    public static readonly string[] TurnKeys = ["line-1", "line-2"];

    /// <summary>Joins with how many members they have.</summary>
    public static readonly (string Path, int Count)[] Joins = [("0", 3), ("0.1", 2), ("1", 1), ("2.10", 2), ("2.9/", 1)];

    /// <summary>Paths of steps, and of values that are put aside.</summary>
    public static readonly string[] Paths = ["0", "0.1.0", "0.1", "1.0", "2.10.1", "10", "plan:0/", "0~", "!0"];
    public static readonly string[] Messages = ["m1", "m2", "m3", "m4"];
    public static readonly string[] Permits = ["task:x", "key:y"];
    public static readonly string[] Holders = ["h1", "h2", "h3"];
    public static readonly string[] Owners = ["a", "b"];
    public static readonly string[] Schedules = ["nightly", "hourly"];
    public static readonly string[] Workers = ["w1", "w2"];
    public static readonly TimeSpan[] Durations =
        [TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(3), TimeSpan.FromDays(1), TimeSpan.FromDays(8), TimeSpan.MaxValue];
    public const int Generations = 3;

    /// <summary>Events under their keys, and paths at which flows wait.</summary>
    public static readonly (string Event, string Key)[] Events = [("legal", ""), ("legal", "k1"), ("paid", "k1"), ("paid", "k2")];
    public static readonly string[] Waits = ["3", "4.0", "4.1"];

    public static readonly KeyValuePair<string, string>[] Headers = [new("tenant", "1"), new("tenant", "2")];

    /// <summary>Kinds of failures; those without a task lie outside of any.</summary>
    public static readonly FailureKind[] Failures = [new("photos.load", "System.IO.IOException", "Photos.Load(String)"), new("", "TypedTasks.Expired", "")];

    public static ReadOnlyMemory<byte> Failure(FailureKind kind) => Encoding.UTF8.GetBytes(
        $$"""{"type":"{{kind.Type}}","message":"no","stackTrace":"   at {{kind.Frame}} in x.cs:line 3","task":"{{kind.Task}}","step":"0","attempt":0,"inner":[]}""");

    public static ReadOnlyMemory<byte> Json(string text) => Encoding.UTF8.GetBytes($"\"{text}\"");

    /// <summary>A message that says what a callback was told, so that it is seen with what is recorded: a decision may run several times, and one of them counts.</summary>
    public static TaskMessage Told(FlowKey key, string text) => Message(key.FlowId, $"told {key.Generation} {text}");

    public static TaskMessage Message(string flow, string id) => new()
    {
        Id = $"{flow}/{id}",
        Queue = "q",
        FlowId = flow,
        Subject = "photos.resize",
        Step = "0.1",
        Attempt = id.Length % 3,
        NotBefore = id.Length % 2 == 0 ? null : HistoryRun.Start,
        TraceParent = id.Length % 4 == 0 ? "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" : null,
        OrderingKey = id.Length % 5 == 0 ? "account-7" : null,
        Body = Json(id),
    };

    /// <summary>The number of a run: deferrals count more than deliveries.</summary>
    public static long Run(int deferrals, int deliveries) => ((long)deferrals << 20) + deliveries;
}
