using System.Reflection;

namespace TypedTasks.Hosting.Tests.Passage;

/// <summary>
/// Lets a report of coverage hold what ran between two boundaries and nothing else. Where the product is not instrumented it does nothing: see
/// <c>build/passed-files.sh</c>. Coverlet adds a class with counters to each assembly that it instruments.
/// </summary>
internal sealed class Footprint
{
    private const string Counters = "Coverlet.Core.Instrumentation.Tracker";

    private List<Type> trackers = [];

    /// <summary>Forgets what has run so far.</summary>
    public void Begin()
    {
        trackers =
        [
            .. AppDomain.CurrentDomain.GetAssemblies()
                .Where(static a => a.GetName().Name!.StartsWith("TypedTasks", StringComparison.Ordinal))
                .SelectMany(static a => a.GetTypes())
                .Where(static t => t.Namespace == Counters),
        ];
        foreach (var tracker in trackers)
            Array.Clear((int[])Field(tracker, "HitsArray").GetValue(null)!);
    }

    /// <summary>Writes what has run since, and lets what runs from now on go to a file that nobody reads.</summary>
    public void End()
    {
        foreach (var tracker in trackers)
        {
            Field(tracker, "FlushHitFile").SetValue(null, true);
            tracker.GetMethod("UnloadModule")!.Invoke(null, [this, EventArgs.Empty]);
            var file = Field(tracker, "HitsFilePath");
            file.SetValue(null, (string)file.GetValue(null)! + ".after");
        }
    }

    private static FieldInfo Field(Type tracker, string name) =>
        tracker.GetField(name) ?? throw new InvalidOperationException($"Coverlet's {tracker.FullName} has no {name} any more: change {nameof(Footprint)}.");
}
