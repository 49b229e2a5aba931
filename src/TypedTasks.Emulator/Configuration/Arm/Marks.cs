namespace TypedTasks.Emulator.Configuration.Arm;

/// <summary>
/// Carries texts of which a part is not known. The name of a queue stands behind that of its namespace, which nobody knows
/// before a deployment and nobody needs: what is missing has a mark in its place, until somebody needs just that part.
/// </summary>
internal sealed class Marks
{
    // Characters that belong to nobody and so stand in no name.
    private const char Begin = '\uE000';
    private const char First = '\uE001';
    private const int Most = 4_096;
    private readonly List<Unknown> missing = [];

    public static bool AreIn(string text) => text.Contains(Begin, StringComparison.Ordinal);

    public string Mark(Unknown missing)
    {
        var at = this.missing.IndexOf(missing);
        if (at < 0 && this.missing.Count < Most)
        {
            at = this.missing.Count;
            this.missing.Add(missing);
        }

        return $"{Begin}{(char)(First + Math.Max(0, at))}";
    }

    /// <summary>What is missing where something is; and everything that is known as it is.</summary>
    public object? Resolve(object? value) => value switch
    {
        string text when text.IndexOf(Begin, StringComparison.Ordinal) is var at and >= 0 =>
            at + 1 < text.Length && text[at + 1] - First is var index && index >= 0 && index < missing.Count
                ? missing[index]
                : new Unknown("a part of a text is not known"),
        List<object?> list => list.ConvertAll(Resolve),
        Dictionary<string, object?> members => members.ToDictionary(member => member.Key, member => Resolve(member.Value), StringComparer.OrdinalIgnoreCase),
        _ => value,
    };
}
