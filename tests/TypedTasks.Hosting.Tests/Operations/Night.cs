namespace TypedTasks.Hosting.Tests.Operations;

/// <summary>Tasks of a night on which something goes wrong.</summary>
public static partial class Night
{
    /// <summary>Whether the bug is mended.</summary>
    public static bool IsMended { get; set; }

    [Task(MaxRetries = 0)]
    public static string Load(string path) => $"photo of {path}";

    [Task(MaxRetries = 0)]
    public static string Resize(string photo, int width) => !IsMended && width == 13 ? throw new InvalidDataException($"No width of {width}.") : $"{photo} at {width}";

    [Task(MaxRetries = 0)]
    public static string Label(string photo, [Sensitive] string secret) => $"{photo}, labelled{(secret.Length > 0 ? "" : " with nothing")}";

    [Task(MaxRetries = 0)]
    public static int Count(IReadOnlyList<string> photos) => photos.Count;

    [Task(MaxRetries = 0)]
    public static string Pair((string First, string Second) both) => $"{both.First} and {both.Second}";

    [Task(MaxRetries = 0)]
    public static ISignature<string> Plan(string path) => Tasks.Load(path) | Tasks.Resize(200);

    [TaskEvent("night.may-print")]
    public static partial TaskEvent<bool> MayPrint { get; }
}
