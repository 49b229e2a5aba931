namespace TypedTasks.Analyzers;

/// <summary>What descriptors share.</summary>
internal static class Rule
{
    public const string Shape = "TypedTasks.Shape";

    public const string Composition = "TypedTasks.Composition";

    public const string Serialization = "TypedTasks.Serialization";

    public const string Body = "TypedTasks.Body";

    public const string Contracts = "TypedTasks.Contracts";

    public static string HelpLink(string id) => $"https://github.com/typedtasks/typedtasks/blob/main/docs/diagnostics/{id}.md";
}
