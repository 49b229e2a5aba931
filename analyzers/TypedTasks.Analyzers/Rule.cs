namespace TypedTasks.Analyzers;

/// <summary>What descriptors share.</summary>
internal static class Rule
{
    public const string Shape = "TypedTasks.Shape";

    public const string Composition = "TypedTasks.Composition";

    public static string HelpLink(string id) => $"https://github.com/typedtasks/typedtasks/blob/main/docs/diagnostics/{id}.md";
}
