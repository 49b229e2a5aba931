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
        for (var page = Directory.GetFiles(pages).Length; ; page++)
        {
            try
            {
                File.Move(draft, Path.Combine(pages, $"{page:D6}"), overwrite: false);
                return;
            }
            catch (IOException) when (File.Exists(Path.Combine(pages, $"{page:D6}")))
            {
            }
        }
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
