namespace CodeAtlas;

/// <summary>A stage of the flow as the progress bars show it.</summary>
/// <param name="Task">The name of the task on the wire.</param>
/// <param name="Title">What people read.</param>
/// <param name="Total">How many steps it has.</param>
internal sealed record Stage(string Task, string Title, int Total)
{
    public static IReadOnlyList<Stage> All(int directories, int files) =>
    [
        new("atlas.list-directories", "List directories", 1),
        new("atlas.list-files", "List files", directories),
        new("atlas.read-file", "Read", files),
        new("atlas.measure-lines", "Measure lines", files),
        new("atlas.extract-identifiers", "Extract identifiers", files),
        new("atlas.find-longest-block", "Find longest block", files),
        new("atlas.make-card", "Make card", files),
        new("atlas.summarise", "Summarise", directories),
        new("atlas.write-report", "Write report", 1),
    ];
}
