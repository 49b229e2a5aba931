using System.Diagnostics;

namespace TypedTasks.Conformance.Worker;

/// <summary>What flows note down, in the order of the notes, for all processes that share the folder.</summary>
public sealed class Notebook(string folder)
{
    /// <summary>Adds a note. A process that is killed meanwhile has either added it or not.</summary>
    public void Add(string flowId, string note)
    {
        var pages = Directory.CreateDirectory(Path.Combine(folder, flowId)).FullName;
        var draft = Path.Combine(folder, $"{Guid.NewGuid():N}.draft");
        File.WriteAllText(draft, note);

        // A name that nobody else can have: a move that must not overwrite looks first and moves then, and two notes can meet between.
        File.Move(draft, Path.Combine(pages, $"{Stopwatch.GetTimestamp():D20}-{Guid.NewGuid():N}"));
    }

    /// <summary>The notes of a flow, each once, in the order in which they were first made: a step may run more often than once.</summary>
    public IReadOnlyList<string> Read(string flowId)
    {
        var pages = Path.Combine(folder, flowId);
        return Directory.Exists(pages)
            ? [.. Directory.GetFiles(pages).Order(StringComparer.Ordinal).Select(File.ReadAllText).Distinct()]
            : [];
    }
}
