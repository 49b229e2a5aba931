namespace TypedTasks.Sqlite.Rows;

/// <summary>The names of a plan's tasks in one column, each between line feeds, so that one can be found.</summary>
internal static class TaskColumn
{
    private const char Divider = '\n';

    public static string Join(IReadOnlyList<string> names) =>
        names.Count == 0 ? "" : Between(string.Join(Divider, names));

    /// <summary>How a name stands in the column.</summary>
    public static string Between(string name) => $"{Divider}{name}{Divider}";

    public static string[] Split(string names) => names.Split(Divider, StringSplitOptions.RemoveEmptyEntries);
}
