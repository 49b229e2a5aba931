namespace TypedTasks.Analyzers.Contracts;

/// <summary>One line of TaskContracts.txt: a task, an event, a type that travels, or an enum.</summary>
/// <param name="Kind"><c>task</c>, <c>event</c>, <c>type</c> or <c>enum</c>.</param>
/// <param name="Name">The name on the wire of a task, the full name of a type.</param>
/// <param name="Fields">Parameters, properties or members.</param>
/// <param name="Result">The result of a task, what an event says.</param>
internal sealed record Contract(string Kind, string Name, IReadOnlyList<ContractField> Fields, string Result)
{
    public const string Task = "task";

    public const string Type = "type";

    public const string Enum = "enum";

    public const string Event = "event";

    /// <summary>What is written and never read, such as a sum of other properties; not recorded.</summary>
    public IReadOnlyCollection<string> Computed { get; init; } = [];

    /// <summary>What a line begins with, and by what it is found.</summary>
    public string Key => $"{Kind} {Name}";

    /// <summary>Reads a line; null when it is none of ours.</summary>
    public static Contract? Parse(string line)
    {
        var space = line.IndexOf(' ');
        var kind = space < 0 ? "" : line.Substring(0, space);
        return kind switch
        {
            Task => ParseTask(line.Substring(space + 1).Trim()),
            Event => ParseEvent(line.Substring(space + 1).Trim()),
            Type or Enum => ParseType(kind, line.Substring(space + 1).Trim()),
            _ => null,
        };
    }

    public override string ToString()
    {
        var fields = string.Join(", ", Fields);
        return Kind == Task ? $"{Key}({fields}): {Result}" : Kind == Event ? $"{Key}: {Result}" : Fields.Count == 0 ? $"{Key} {{ }}" : $"{Key} {{ {fields} }}";
    }

    private static Contract? ParseTask(string text)
    {
        var open = text.IndexOf('(');
        var close = open <= 0 ? -1 : ContractText.Closing(text, open);
        if (close < 0 || close + 1 >= text.Length || text[close + 1] != ':')
            return null;
        return ParseFields(text.Substring(open + 1, close - open - 1)) is { } fields
            ? new(Task, text.Substring(0, open).Trim(), fields, text.Substring(close + 2).Trim())
            : null;
    }

    private static Contract? ParseEvent(string text)
    {
        var colon = text.LastIndexOf(": ", StringComparison.Ordinal);
        return colon > 0 ? new(Event, text.Substring(0, colon).Trim(), [], text.Substring(colon + 2).Trim()) : null;
    }

    private static Contract? ParseType(string kind, string text)
    {
        var open = text.IndexOf('{');
        if (open <= 0 || !text.EndsWith("}", StringComparison.Ordinal))
            return null;
        return ParseFields(text.Substring(open + 1, text.Length - open - 2)) is { } fields ? new(kind, text.Substring(0, open).Trim(), fields, "") : null;
    }

    private static List<ContractField>? ParseFields(string text)
    {
        var fields = new List<ContractField>();
        foreach (var part in ContractText.Split(text, ','))
        {
            if (ContractField.Parse(part) is not { } field)
                return null;
            fields.Add(field);
        }

        return fields;
    }
}
