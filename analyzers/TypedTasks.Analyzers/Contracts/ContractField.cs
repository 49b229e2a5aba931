namespace TypedTasks.Analyzers.Contracts;

/// <summary>A parameter, a property or an enum's member: <c>name: type</c>, <c>name?: type</c>, <c>name!: type</c>.</summary>
/// <param name="Name">The name on the wire.</param>
/// <param name="Type">Its type as text; of an enum's member its value.</param>
/// <param name="Need">Whether it may be missing: <c>?</c> for a parameter with a default, <c>!</c> for a required property.</param>
internal sealed record ContractField(string Name, string Type, string Need = "")
{
    public bool IsOptional => Need == "?";

    public bool IsRequired => Need == "!";

    public static ContractField? Parse(string text)
    {
        var colon = text.IndexOf(':');
        if (colon <= 0)
            return null;
        var name = text.Substring(0, colon).Trim();
        var need = name.EndsWith("?", StringComparison.Ordinal) ? "?" : name.EndsWith("!", StringComparison.Ordinal) ? "!" : "";
        return new(name.TrimEnd('?', '!'), text.Substring(colon + 1).Trim(), need);
    }

    public override string ToString() => $"{Name}{Need}: {Type}";
}
