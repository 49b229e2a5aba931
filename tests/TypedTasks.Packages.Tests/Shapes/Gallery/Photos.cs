using System.Reflection;
using TypedTasks;

namespace Gallery;

/// <summary>The tasks, in a library that knows neither broker nor store.</summary>
public static partial class Photos
{
    [Task]
    public static string Load(string path) => $"photo {path}";

    [Task]
    public static int Measure(string photo) => photo.Length;

    [Task]
    public static string Frame(string photo) => $"[{photo}]";

    [Task]
    public static string Label(string photo, int size, TaskContext context) =>
        $"{photo} {size} for {context.Headers["customer"]} by {Assembly.GetEntryAssembly()?.GetName().Name}";

    /// <summary>A flow is a value: the library can hand it out.</summary>
    public static ISignature<string> Card(string path) => Tasks.Load(path) | (Tasks.Frame(), Tasks.Measure()) | Tasks.Label();
}
